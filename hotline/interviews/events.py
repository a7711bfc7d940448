"""What can happen to an interview, and the sentences that tell it: who lags is told by the desk alone."""

from django.utils.translation import gettext_lazy as _

from papers.serving.rows import AS_SAID
from trail.events import event, words

BY_TIMER = "timer:interviews"
PROPOSED = event("interview.proposed", _("An interview with %(desk)s is proposed for %(month)s"))
DUE = event("interview.due", _("The promises made in the interview with %(desk)s must be followed up"))
STEPPED = event("interview.stepped", _("%(by)s updated the interview with %(desk)s: %(state)s"))
NOTICE_SERVED = event(
    "interview.notice_served", _("%(desk)s was served the notice of the interview on %(day)s (%(way)s), by %(by)s")
)
NOTICE_NOT_SERVED = event(
    "interview.notice_not_served", _("%(desk)s was not served the notice of the interview yet: %(how)s (%(by)s)")
)
NOTICE_LATE = event(
    "interview.notice_late", _("The notice of the interview with %(desk)s reached nobody yet, to be served by %(day)s")
)
PROMISED = event("interview.promised", _("%(by)s recorded a promise by %(desk)s, due %(due)s"))
FOLLOWED = event("interview.followed", _("%(by)s followed up a promise by %(desk)s, kept: %(kept)s"))
words(
    {
        **AS_SAID,
        "interview-approved": _("approved"),
        "interview-turned-down": _("turned down"),
        "interview-served": _("notice written"),
        "interview-held": _("held"),
        "interview-released": _("released: promises kept"),
        "interview-escalated": _("escalated"),
    }
)
