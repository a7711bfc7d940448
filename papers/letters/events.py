"""What can happen to the text of a letter, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

WRITTEN = event("text.written", _("%(by)s drafted version %(version)s of the letter %(text)s"))
RELEASED = event("text.released", _("%(by)s released version %(version)s of the letter %(text)s"))
