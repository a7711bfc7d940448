"""What a spreadsheet says of its cells besides their values: what is not seen, crossed out, or shown otherwise.

Knows the standard library only: it runs where strangers' files are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from materials.tables.files.conditions import Condition

MOST_LINES = 5000
MOST_COLUMNS = 60
WHITE, BLACK = "FFFFFF", "000000"
FLAT = 3
"""A row or a column as thin as this many points is seen by nobody."""


class Locked(Exception):
    """The spreadsheet opens with a password only."""


class TooLarge(Exception):
    """The spreadsheet is larger than anybody fills in."""


@dataclass(kw_only=True)
class Marks:
    """Of one sheet. `rows` count from 1, `columns` from 0; `broken` and `formats` are row -> column -> what stands
    there, `struck` row -> columns of what is crossed out, or written in the colour of its ground.

    Calamine tells an error, and a formula nobody reckoned, as nothing: a number would be lost.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    broken: dict[int, dict[int, str]] = field(default_factory=dict)
    formats: dict[int, dict[int, str]] = field(default_factory=dict)
    struck: dict[int, set[int]] = field(default_factory=dict)
    colours: dict[int, dict[int, tuple[str, str]]] = field(default_factory=dict)
    """Ink and ground of what is not black on white."""
    conditions: list[Condition] = field(default_factory=list)
    _by_colours: dict[tuple[str, str], list[Condition]] = field(default_factory=dict)

    def strike(self, place: int, column: int) -> None:
        self.struck.setdefault(place, set()).add(column)

    def is_hidden_by_condition(self, place: int, column: int, value: object) -> bool:
        """Whether a format by condition leaves nothing of a value to be seen, as far as can be told."""
        colours = self.colours.get(place, {}).get(column, (BLACK, WHITE))
        return any(
            one.dress.hides(value, *colours) and one.may_hold(value) and one.covers(place, column)
            for one in self._hiding(colours)
        )

    def _hiding(self, colours: tuple[str, str]) -> list[Condition]:
        """The conditions that may hide something so coloured: mostly none, and asked for every cell."""
        if colours not in self._by_colours:
            self._by_colours[colours] = [one for one in self.conditions if one.dress.may_hide(*colours)]
        return self._by_colours[colours]


@dataclass(frozen=True, kw_only=True)
class Marked:
    """Of a workbook: sheet name -> its marks, and whether it counts days from 1904 on."""

    sheets: Mapping[str, Marks]
    since_1904: bool = False


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a cell is shown, as far as it changes what is read."""

    format: str = ""
    struck: bool = False
    """Crossed out, or written in the colour of its ground: nobody means what stands there, or nobody sees it."""
    ink: str = BLACK
    ground: str = WHITE

    def mark(self, marks: Marks, place: int, column: int) -> None:
        if self.format:
            marks.formats.setdefault(place, {})[column] = self.format
        if self.struck:
            marks.strike(place, column)
        if (self.ink, self.ground) != (BLACK, WHITE):
            marks.colours.setdefault(place, {})[column] = (self.ink, self.ground)


def column_of(name: bytes) -> int:
    """The place, from 0, of a column by its letters, or by the name of one of its cells: AB7."""
    place = 0
    for letter in name.rstrip(b"0123456789").upper():
        place = place * 26 + letter - 64
    return place - 1


def tree(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TooLarge
    return ElementTree.fromstring(content)  # noqa: S314 - without a document type nothing can grow


def is_flat(told: bytes | str | None, least: float) -> bool:
    """Whether a height or a width says that nothing is seen."""
    try:
        return told is not None and float(told) < least
    except ValueError:
        return False
