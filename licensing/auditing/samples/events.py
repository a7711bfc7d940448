"""What can happen to samples: one was drawn."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

DRAWN = event(
    "sample.drawn",
    _("%(by)s drew %(size)s of %(population)s cases with the seed %(seed)s, purpose: %(purpose)s"),
)
