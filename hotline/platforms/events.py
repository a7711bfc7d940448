"""What can happen to a platform."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

PLATFORM_ENTERED = event("platform.entered", _("%(by)s added the platform %(platform)s"))
PLEDGE_SIGNED = event(
    "platform.pledged", _("%(by)s recorded that %(platform)s signed edition %(edition)s of the pledge")
)
PLEDGE_BROKEN = event(
    "platform.pledge_broken", _("%(by)s recorded that %(platform)s broke edition %(edition)s of the pledge")
)
PLATFORM_LEFT = event("platform.left", _("%(by)s recorded that the platform %(platform)s left"))
