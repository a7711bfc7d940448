"""What can happen to a table for another platform: that it was taken out, for which days, how many rows."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

BEGUN = event("report.begun", _("%(by)s started exporting the table “%(table)s” from %(since)s to %(until)s"))
TAKEN = event(
    "report.taken",
    _("%(by)s exported %(rows)s rows of the table “%(table)s” from %(since)s to %(until)s (complete: %(complete)s)"),
)
