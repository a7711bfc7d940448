"""What can happen to a programme of care and to an application, and the sentence that tells it. No name is a value."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

WRITTEN = event("care_programme.written", _("%(by)s wrote the programme of care %(code)s"))
APPROVED = event("care_programme.approved", _("%(by)s approved the programme of care %(code)s (%(nth)s of 2)"))
OPENED = event("care_programme.opened", _("%(by)s opened the programme of care %(code)s"))
CLOSED = event("care_programme.closed", _("%(by)s closed the programme of care %(code)s"))
ACCOUNTED = event(
    "care_programme.accounted",
    _("%(by)s accounted for the programme of care %(code)s: %(spent)s yuan handed over, %(left)s yuan left"),
)
ASKED = event("care.asked", _("Application for care %(number)s came in (%(code)s)"))
LOOKED_UP = event("care.looked_up", _("%(by)s looked up hardship for %(number)s"))
CHECKED = event("care.checked", _("%(by)s checked the application for care %(number)s, eligible: %(eligible)s"))
PUBLICISED = event("care.publicised", _("%(by)s publicised %(number)s, masked, until %(until)s"))
GRANTED = event("care.granted", _("%(by)s granted %(number)s: %(amount)s yuan"))
HANDED_OVER = event("care.handed_over", _("%(by)s handed over what was granted to %(number)s"))
NOT_COLLECTED = event("care.not_collected", _("%(by)s noted that %(number)s was not collected"))
