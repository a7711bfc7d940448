"""What can happen to figures of the hotline: that the rows behind one were taken out as a file."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

TAKEN = event(
    "hotline.figure_taken",
    _("%(by)s exported %(rows)s rows behind the figure “%(figure)s”, from %(since)s to %(until)s"),
)
