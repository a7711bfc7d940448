"""What can happen to the integrity report: that the rows behind a finding were taken out as a file."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

TAKEN = event(
    "finding.taken", _("%(by)s exported %(rows)s rows behind the finding “%(figure)s”, from %(since)s to %(until)s")
)
