"""What can happen to the table of grants: that it was taken out."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

TAKEN = event(
    "grants.taken",
    _("%(by)s took the table of grants (edition %(edition)s) out as %(format)s, from %(since)s to %(until)s"),
)
