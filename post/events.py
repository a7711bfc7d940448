"""What can happen to texts, deliveries and conversations, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

WRITTEN = event("message_text.written", _("%(by)s drafted version %(version)s of the message “%(text)s”"))
RELEASED = event("message_text.released", _("%(by)s released version %(version)s of the message “%(text)s”"))
RETRIED = event("delivery.retried", _("%(by)s resent a message (%(channel)s)"))
GIVEN_UP = event("delivery.given_up", _("%(by)s stopped trying to deliver a message (%(channel)s)"))
CHOSEN = event("channels.chosen", _("%(by)s changed their message settings"))
ADDRESS_DOUBTED = event("address.doubted", _("Messages can no longer be delivered to an address (%(channel)s)"))
ADDRESS_CHANGED = event("address.changed", _("%(by)s changed the address for messages (%(channel)s)"))
TALK_WRITTEN = event("talk.written", _("%(by)s wrote a message in the conversation (%(side)s)"))
TALK_CLOSED = event("talk.closed", _("%(by)s closed the conversation"))
TALK_REOPENED = event("talk.reopened", _("%(by)s reopened the conversation (%(side)s)"))
NOTE_WRITTEN = event("note.written", _("%(by)s wrote an internal note"))
words({"applicant-side": _("applicant's side"), "authority-side": _("authority")})
