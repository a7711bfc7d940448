"""What can happen to the dashboard: that its tables were taken out."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

TAKEN = event(
    "dashboard.taken", _("%(by)s exported the figures of licensing as %(format)s, from %(since)s to %(until)s")
)
