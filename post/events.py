"""What can happen to texts and deliveries, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

WRITTEN = event("message_text.written", _("%(by)s wrote version %(version)s of the message “%(text)s”"))
RELEASED = event("message_text.released", _("%(by)s released version %(version)s of the message “%(text)s”"))
RETRIED = event("delivery.retried", _("%(by)s had a message sent again (%(channel)s)"))
GIVEN_UP = event("delivery.given_up", _("%(by)s gave up a message (%(channel)s)"))
CHOSEN = event("channels.chosen", _("%(by)s chose by which ways messages come"))
