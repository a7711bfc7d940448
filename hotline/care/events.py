"""What can happen to a programme of care and to an application, and the sentence that tells it. No name is a value."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

WRITTEN = event("care_programme.written", _("%(by)s drafted the care programme %(code)s"))
APPROVED = event("care_programme.approved", _("%(by)s approved the care programme %(code)s (%(nth)s of 2)"))
OPENED = event("care_programme.opened", _("%(by)s opened the care programme %(code)s"))
CLOSED = event("care_programme.closed", _("%(by)s closed the care programme %(code)s"))
ACCOUNTED = event(
    "care_programme.accounted",
    _("%(by)s closed the accounts of the care programme %(code)s: %(spent)s yuan paid out, %(left)s yuan left"),
)
ASKED = event("care.asked", _("Care application %(number)s was received (%(code)s)"))
LOOKED_UP = event("care.looked_up", _("%(by)s checked the hardship records for %(number)s"))
CHECKED = event("care.checked", _("%(by)s checked the care application %(number)s, eligible: %(eligible)s"))
PUBLICISED = event("care.publicised", _("%(by)s published %(number)s, anonymised, until %(until)s"))
GRANTED = event("care.granted", _("%(by)s granted %(number)s: %(amount)s yuan"))
HANDED_OVER = event("care.handed_over", _("%(by)s paid out the grant for %(number)s"))
NOT_COLLECTED = event("care.not_collected", _("%(by)s recorded that %(number)s was not collected"))
