"""What can happen to the registers of the authority."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

LEDGER_IMPORTED = event("ledger.imported", _("%(by)s imported %(count)s records of %(material)s from %(file)s"))
EDITION_BEGUN = event("catalogue.begun", _("%(by)s began the edition %(edition)s from %(base)s"))
EDITION_CHANGED = event("catalogue.changed", _("%(by)s changed the draft of edition %(edition)s: %(what)s"))
EDITION_SENT = event("catalogue.sent", _("%(by)s sent the edition %(edition)s to review"))
EDITION_DISCARDED = event("catalogue.discarded", _("%(by)s put the draft of edition %(edition)s away"))
EDITION_RELEASED = event("catalogue.released", _("%(by)s released the edition %(edition)s, in force from %(day)s"))
WORDS_WRITTEN = event("everyday_words.written", _("%(by)s wrote edition %(edition)s of the everyday words"))
WORDS_RELEASED = event(
    "everyday_words.released", _("%(by)s put edition %(edition)s of the everyday words in force from %(day)s")
)
