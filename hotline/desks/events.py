"""What can happen to a desk of the hotline."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

DESK_OPENED = event("hotline_desk.opened", _("%(by)s opened the hotline desk %(desk)s"))
DESK_ENDED = event("hotline_desk.ended", _("%(by)s closed the hotline desk %(desk)s"))
SEATED = event("hotline_desk.seated", _("%(by)s gave %(name)s a seat at the desk %(desk)s"))
UNSEATED = event("hotline_desk.unseated", _("%(by)s ended the seat of %(name)s at the desk %(desk)s"))
