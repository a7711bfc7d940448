"""What can happen to a problem. Whose it is and what was said stands in the rows."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

OPENED = event("problem.opened", _("%(tickets)s similar tickets were grouped as a problem: %(theme)s"))
STEPPED = event("problem.stepped", _("%(by)s updated a problem: %(state)s"))
words(
    {
        "problem-taken": _("taken up: owner and measure"),
        "problem-noted": _("what was done"),
        "problem-closed": _("closed: what was changed"),
        "problem-dropped": _("no common root"),
    }
)
