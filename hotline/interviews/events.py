"""What can happen to an interview, and the sentences that tell it: who lags is told by the desk alone."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

BY_TIMER = "timer:interviews"
PROPOSED = event("interview.proposed", _("An interview of %(desk)s is proposed for %(month)s"))
DUE = event("interview.due", _("The promises of the interview of %(desk)s are to be followed up"))
STEPPED = event("interview.stepped", _("%(by)s noted on the interview of %(desk)s: %(state)s"))
PROMISED = event("interview.promised", _("%(by)s noted a promise of %(desk)s until %(due)s"))
FOLLOWED = event("interview.followed", _("%(by)s followed a promise of %(desk)s up, kept: %(kept)s"))
words(
    {
        "interview-approved": _("approved"),
        "interview-turned-down": _("turned down"),
        "interview-served": _("notice served"),
        "interview-held": _("held"),
        "interview-released": _("released: promises kept"),
        "interview-escalated": _("escalated"),
    }
)
