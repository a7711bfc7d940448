"""What can happen to an interview, and the sentences that tell it: who lags is told by the desk alone."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

BY_TIMER = "timer:interviews"
PROPOSED = event("interview.proposed", _("An interview with %(desk)s is proposed for %(month)s"))
DUE = event("interview.due", _("The promises made in the interview with %(desk)s must be followed up"))
STEPPED = event("interview.stepped", _("%(by)s updated the interview with %(desk)s: %(state)s"))
PROMISED = event("interview.promised", _("%(by)s recorded a promise by %(desk)s, due %(due)s"))
FOLLOWED = event("interview.followed", _("%(by)s followed up a promise by %(desk)s, kept: %(kept)s"))
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
