"""What can happen to a service and its rating: never the grade, the words, or who it was."""

from django.utils.translation import gettext_lazy as _

from trail.events import EventKind, event

__all__ = ["RATED", "SERVED", "EventKind"]

SERVED = event("service.served", _("A service can be rated: %(reference)s, number %(number)s"))
RATED = event("service.rated", _("A service was rated: %(reference)s, number %(number)s"))
