"""What can happen to a grid, and the sentence that tells it. Members are named: it is their office."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

AREA_WRITTEN = event("grid.area_written", _("%(by)s changed the area of grid %(grid)s (places: %(count)s)"))
SEATED = event("grid.seated", _("%(by)s gave %(name)s a seat in grid %(grid)s: %(role)s"))
UNSEATED = event("grid.unseated", _("%(by)s ended the seat of %(name)s in grid %(grid)s"))
ENDED = event("grid.ended", _("%(by)s ended grid %(grid)s; merged into: %(into)s"))
ASSIGNED = event("grid.assigned", _("%(by)s put %(company)s into grid %(grid)s"))
FOLLOWED = event(
    "grid.followed",
    _("Companies moved with their licence or address: %(count)s; with an address in no grid: %(without)s"),
)
IMPORTED = event("grid.imported", _("%(by)s imported %(grids)s grids and %(seats)s seats from %(file)s"))
words({"grid-member": _("member"), "grid-chief": _("chief")})
