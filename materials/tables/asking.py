"""The questions about a table on a page: each column with examples of what stands in it, and what it shall be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.typed.text import shortened
from materials.tables.headings import Column, unit_of
from materials.tables.layout import Layout, layout_of, taken, visible_sheets
from materials.tables.reading import Sheet
from materials.tables.telling import questions
from materials.tables.values import text

EXAMPLES = 3


@dataclass(frozen=True, kw_only=True)
class AskedColumn:
    """A column of the table: its place, its word, what stands in it, the field it is taken for ("" for none), and
    whether a reader of the file sees it."""

    place: int
    word: str
    examples: tuple[str, ...]
    chosen: str
    is_hidden: bool
    is_open: bool
    """Whether its word is not understood: it is asked about."""

    @property
    def name(self) -> str:
        return f"column-{self.place}"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A table as it is asked about."""

    questions: tuple[str, ...]
    columns: tuple[AskedColumn, ...]
    fields: tuple[Column, ...]
    sheets: tuple[tuple[int, str], ...]
    layout: Layout
    rows: int
    hidden: int
    with_hidden: bool
    skipped: tuple[tuple[int, str], ...]


def asked(sheets: Sequence[Sheet], columns: Sequence[Column], layout: Layout, *, with_hidden: bool = False) -> Asked:
    """What the page shows of a table that holds something."""
    seen = visible_sheets(sheets)
    sheet = seen[layout.sheet]
    found = taken(sheet, layout, with_hidden=with_hidden)
    width = max(len(line.cells) for line in sheet.lines)
    below = [line for line in sheet.lines if line.place > layout.heading]
    heading = next((line.cells for line in sheet.lines if line.place == layout.heading), ())
    shown = []
    for place in range(width):
        cells = [text(line.cells[place]) for line in below if place < len(line.cells) and text(line.cells[place])]
        word = text(heading[place]) if place < len(heading) else ""
        if cells or word:
            shown.append(
                AskedColumn(
                    place=place,
                    word=word or _("column %(number)s") % {"number": place + 1},
                    examples=tuple(shortened(cell, 40) for cell in cells[:EXAMPLES]),
                    chosen=layout.places.get(place, ""),
                    is_hidden=place in sheet.hidden_columns,
                    is_open=place in layout.unknown,
                )
            )
    return Asked(
        questions=tuple(questions(sheets, columns, layout)),
        columns=tuple(shown),
        fields=tuple(columns),
        sheets=tuple((place, candidate.name) for place, candidate in enumerate(seen)),
        layout=layout,
        rows=len(found.rows),
        hidden=found.hidden,
        with_hidden=with_hidden,
        skipped=found.skipped[:20],
    )


def answered(sheets: Sequence[Sheet], columns: Sequence[Column], posted: Mapping[str, str]) -> Layout:
    """The layout as its owner says; a field chosen for two columns is taken from the first."""
    seen = visible_sheets(sheets)
    wanted = posted.get("sheet", "0")
    sheet = int(wanted) if wanted.isdecimal() and len(wanted) < 4 and int(wanted) < len(seen) else 0
    guess = layout_of(sheets, columns, sheet=sheet)
    if posted.get("shown") != str(sheet):
        # Another sheet was chosen: its columns have not been seen yet.
        return guess
    codes = {column.code for column in columns}
    places: dict[int, str] = {}
    unused = {}
    lines = seen[sheet].lines if seen else ()
    heading = next((line.cells for line in lines if line.place == guess.heading), ())
    width = max((len(line.cells) for line in lines), default=0)
    for place in range(width):
        chosen = posted.get(f"column-{place}", "")
        if chosen in codes and chosen not in places.values():
            places[place] = chosen
        else:
            unused[place] = text(heading[place]) if place < len(heading) and text(heading[place]) else str(place + 1)
    known = {code: guess.units[code] for place, code in guess.places.items() if code in guess.units}
    # A column nobody recognised says its unit all the same: 总吨位, told to be the mass, is in tonnes.
    units = {
        code: known[code] if guess.places.get(place) == code and code in known else unit_of(heading, place)
        for place, code in places.items()
    }
    return Layout(sheet=sheet, heading=guess.heading, places=places, unused=unused, units=units)
