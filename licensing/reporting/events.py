"""What can happen to the table of grants: that it was taken out."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

TAKEN = event(
    "grants.taken",
    _("%(by)s exported the table of grants (edition %(edition)s) as %(format)s, from %(since)s to %(until)s"),
)
