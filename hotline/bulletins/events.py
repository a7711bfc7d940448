"""What can happen to a bulletin and to what it led to. Periods and numbers alone: names stand in the rows."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

MADE = event("bulletin.made", _("Bulletin %(kind)s was created for %(since)s – %(until)s"))
RESTATED = event(
    "bulletin.restated", _("%(by)s recalculated bulletin %(kind)s for %(since)s – %(until)s, edition %(edition)s")
)
RELEASED = event("bulletin.released", _("%(by)s signed bulletin %(number)s"))
DECIDED = event("bulletin.task_given", _("%(by)s recorded task %(nth)s of the monthly review, due %(due)s"))
STEPPED = event("bulletin.task_stepped", _("%(by)s updated task %(nth)s of the monthly review: %(state)s"))
TAKEN = event("bulletin.rows_taken", _("%(by)s exported %(rows)s rows behind “%(figure)s” of a bulletin"))
words(
    {
        "bulletin-daily": _("Daily monitoring"),
        "bulletin-weekly": _("Weekly bulletin"),
        "bulletin-monthly": _("Monthly review"),
        "task-under-way": _("under way"),
        "task-done": _("done"),
        "task-dropped": _("no longer pursued"),
    }
)
