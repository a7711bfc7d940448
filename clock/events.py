"""What can happen to the working calendar, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

ENTERED = event("calendar.entered", _("%(by)s entered %(days)s days of %(year)s, source: %(source)s"))
RELEASED = event("calendar.released", _("%(by)s released edition %(version)s of the working days of %(year)s"))
