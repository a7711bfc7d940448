"""What can happen to an answer of the hotline, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

WRITTEN = event("knowledge.written", _("%(by)s drafted version %(version)s of the answer %(code)s"))
RELEASED = event("knowledge.released", _("%(by)s released version %(version)s of the answer %(code)s"))
RETIRED = event("knowledge.retired", _("%(by)s retired the answer %(code)s"))
DUE = event("knowledge.due", _("Version %(version)s of the answer %(code)s is valid until %(until)s only"))
