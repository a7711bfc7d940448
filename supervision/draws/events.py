"""What can happen to a draw. The digest of its list is a value: the next checkpoint covers it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

FROZEN = event("draw.frozen", _("%(by)s froze the list of draw %(draw)s (companies: %(count)s), digest %(digest)s"))
DRAWN = event(
    "draw.drawn", _("Draw %(draw)s was drawn with the seed of checkpoint %(checkpoint)s (companies: %(count)s)")
)
REPLACED = event("draw.replaced", _("%(by)s replaced an officer of draw %(draw)s with the next one drawn: %(reason)s"))
NUMBERED = event("draw.numbered", _("%(by)s recorded the number another platform gave draw %(draw)s: %(number)s"))
words(
    {
        "draw-challenged": _("challenged by the company"),
        "draw-interest": _("declared an interest"),
        "draw-certificate": _("no longer has a valid certificate"),
        "draw-absent": _("absent or ill"),
    }
)
