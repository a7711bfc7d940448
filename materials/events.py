"""What can happen to the registers of the authority."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

LEDGER_IMPORTED = event("ledger.imported", _("%(by)s imported %(count)s records of %(material)s from %(file)s"))
EDITION_BEGUN = event("catalogue.begun", _("%(by)s started edition %(edition)s, based on %(base)s"))
EDITION_CHANGED = event("catalogue.changed", _("%(by)s changed the draft of edition %(edition)s: %(what)s"))
EDITION_SENT = event("catalogue.sent", _("%(by)s submitted edition %(edition)s for review"))
EDITION_DISCARDED = event("catalogue.discarded", _("%(by)s discarded the draft of edition %(edition)s"))
EDITION_RELEASED = event("catalogue.released", _("%(by)s released edition %(edition)s, in force from %(day)s"))
WORDS_WRITTEN = event("everyday_words.written", _("%(by)s drafted edition %(edition)s of the everyday words"))
WORDS_RELEASED = event(
    "everyday_words.released", _("%(by)s released edition %(edition)s of the everyday words, in force from %(day)s")
)
