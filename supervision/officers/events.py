"""What can happen to an officer's certificate; of an interest only that there is one, never with whom."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

CERTIFICATE_ENTERED = event(
    "enforcement_certificate.entered", _("%(by)s recorded enforcement certificate %(number)s of %(name)s")
)
CERTIFICATE_ENDED = event("enforcement_certificate.ended", _("%(by)s ended enforcement certificate %(number)s"))
INTEREST_DECLARED = event("officer_interest.declared", _("%(by)s declared an interest in a company"))
INTEREST_ENDED = event("officer_interest.ended", _("%(by)s recorded that an interest has ended"))
