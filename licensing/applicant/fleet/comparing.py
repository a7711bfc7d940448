"""A company's own list of vehicles beside the register: which stand there, which do not, which differ.

The list is read as tables are read everywhere (`materials.tables`): pasted or a file, any spelling of a plate. Nothing
of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.register.models import Place
from licensing.register.places import plate_place, vehicle_at, vin_place
from materials.identifiers import PLATE_COLOURS, normalise_plate, normalise_vin, plate_colours_of
from materials.tables.headings import Column
from materials.tables.layout import layout_of, taken, visible_sheets
from materials.tables.reading import Cell, Sheet
from materials.tables.telling import remarks, unusable_message
from materials.tables.values import plate_colour, text, with_plate_parted

MOST_SHOWN = 500
"""Of each kind of difference; more nobody reads on a page."""


class NothingToCompare(Exception):
    """The table has no plates; the message says so."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A vehicle of the list: its place in it, as written, and as it is keyed; `colour` is "" where none is told."""

    place: int
    written: str
    plate: str
    colour: str
    vin: str = ""

    @property
    def told(self) -> str:
        return _told(self.plate, self.colour)


def _told(plate: str, colour: str) -> str:
    """A vehicle as people name it: its plate, and the colour of it where that is known."""
    return f"{plate} · {PLATE_COLOURS.get(colour, colour)}" if colour else plate


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A vehicle both know, and in what the register says something else."""

    line: Line
    words: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A list beside the register."""

    agreed: Sequence[Line] = ()
    different: Sequence[Difference] = ()
    unknown: Sequence[Line] = ()
    not_listed: Sequence[str] = ()
    unreadable: Sequence[Line] = ()
    twice: Sequence[Line] = ()
    remarks: Sequence[str] = field(default_factory=tuple)


def columns() -> list[Column]:
    """What a list of vehicles may tell."""
    told = {
        "plate": (_("Plate"),),
        # Whoever keeps a list for themselves calls it just that.
        "plate-colour": (_("Colour of the plate"), "颜色", "colour"),
        "vin": (_("VIN"),),
    }
    return [
        Column(code=code, label=names[0], names=names, is_key=code != "plate-colour") for code, names in told.items()
    ]


def read(sheets: Sequence[Sheet]) -> tuple[list[Line], list[str]]:
    """The vehicles of a list, and what was left out of it. Raises NothingToCompare."""
    seen = visible_sheets(sheets)
    layout = layout_of(sheets, columns())
    if not seen or "plate" not in layout.places.values():
        raise NothingToCompare(
            _("No column with plates was found. Paste the plates one per line, or with a header row.")
        )
    found = taken(seen[layout.sheet], layout)
    if why := unusable_message(found, columns()):
        raise NothingToCompare(why)
    return [_line(place, with_plate_parted(cells)) for place, cells in found.rows], remarks(layout, found)


def _line(place: int, cells: Mapping[str, Cell]) -> Line:
    written = text(cells.get("plate", ""))
    plate = normalise_plate(written)
    colour = plate_colour(cells["plate-colour"], plate=plate) if "plate-colour" in cells else ""
    vin = normalise_vin(text(cells["vin"])) if "vin" in cells else ""
    return Line(place=place, written=written, plate=plate, colour=colour, vin=vin)


def compare(lines: Iterable[Line], fleet: Mapping[str, Place], vins: Mapping[str, str]) -> Compared:
    """The list beside the fleet: `fleet` by the key of its plates, `vins` the key of a VIN → number of its certificate.

    A list without colours is compared by plates alone.
    """
    by_plate: dict[str, list[Place]] = {}
    for place in fleet.values():
        by_plate.setdefault(vehicle_at(place.key)[0], []).append(place)
    sorted_out: dict[str, list[Any]] = {name: [] for name in ("agreed", "different", "unknown", "unreadable", "twice")}
    met: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if not plate_colours_of(line.plate) or (line.colour and line.colour not in PLATE_COLOURS):
            sorted_out["unreadable"].append(line)
        elif (line.plate, line.colour) in seen:
            sorted_out["twice"].append(line)
        else:
            seen.add((line.plate, line.colour))
            known = fleet.get(plate_place(line.plate, line.colour)) or next(iter(by_plate.get(line.plate, ())), None)
            if known is None:
                sorted_out["unknown"].append(line)
                continue
            met.update(place.key for place in (by_plate[line.plate] if not line.colour else [known]))
            words = "; ".join(_differences(line, known, vins))
            kind, what = ("different", Difference(line=line, words=words)) if words else ("agreed", line)
            sorted_out[kind].append(what)
    not_listed = [_told(*vehicle_at(key)) for key in fleet if key not in met]
    return Compared(**sorted_out, not_listed=not_listed)


def _differences(line: Line, place: Place, vins: Mapping[str, str]) -> Iterable[str]:
    colour = vehicle_at(place.key)[1]
    if line.colour and line.colour != colour:
        yield _("the register says %(colour)s") % {"colour": PLATE_COLOURS.get(colour, colour)}
    if line.vin and vins.get(vin_place(line.vin), "") != place.number:
        yield _("another VIN in the register")
    if place.has_expired(on=timezone.localdate()):
        yield _("the certificate expired on %(day)s") % {"day": place.valid_to.isoformat()}
    elif place.is_suspended:
        yield _("the certificate is suspended")
