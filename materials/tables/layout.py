"""How a table is understood: which sheet, which line names the columns, what each is – and what has to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.translation import gettext as _

from accounts.typed.text import shortened
from materials.tables.headings import (
    SEARCHED_LINES,
    Column,
    Heading,
    find,
    holds_units_only,
    is_of_no_use,
    names_anew,
    repeats,
)
from materials.tables.kinds import is_no_row, kind_of, words_of
from materials.tables.reading import Cell, Line, Sheet
from materials.tables.values import is_broken, lost_digits, says_again, text


@dataclass(frozen=True, kw_only=True)
class Layout:
    """`sheet` is a place among the visible sheets, `heading` the place of the line that names columns (0: none),
    `places` column -> field code; `unused` and `unknown` column -> the word above it; `units` field code -> unit."""

    sheet: int = 0
    heading: int = 0
    places: Mapping[int, str] = field(default_factory=dict)
    unused: Mapping[int, str] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The rows of a table as read: `rows` (place, field code -> cell), `skipped` (place, words), `hidden` how many rows
    their reader does not see, `lost` (place, field code) of numbers whose end the spreadsheet destroyed, `broken` of
    cells that hold an error of the spreadsheet, or a formula without its result, `crossed` of what is crossed out, with
    no code where a whole line is."""

    rows: tuple[tuple[int, dict[str, Cell]], ...]
    skipped: tuple[tuple[int, str], ...]
    hidden: int
    lost: tuple[tuple[int, str], ...]
    broken: tuple[tuple[int, str], ...] = ()
    crossed: tuple[tuple[int, str], ...] = ()


def visible_sheets(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets a reader of the file sees and that hold something."""
    return [sheet for sheet in sheets if sheet.visible and sheet.lines]


def layout_of(sheets: Sequence[Sheet], columns: Sequence[Column], *, sheet: int | None = None) -> Layout:
    """The best understanding of a table; `sheet` fixes which of its visible sheets is meant."""
    seen = visible_sheets(sheets)
    found = [(place, find(candidate, columns)) for place, candidate in enumerate(seen) if sheet in (None, place)]
    named = [(place, heading) for place, heading in found if heading]
    if named:
        place, heading = max(named, key=lambda pair: len(pair[1].places))
        return _named(place, heading)
    place = sheet or 0
    return _guessed(place, seen[place], columns) if seen else Layout(sheet=place)


def _named(place: int, heading: Heading) -> Layout:
    return Layout(
        sheet=place,
        heading=heading.line.place,
        places=heading.places,
        unused=heading.unused,
        unknown=heading.unknown,
        units=heading.units,
    )


def _guessed(place: int, sheet: Sheet, columns: Sequence[Column]) -> Layout:
    """A table whose columns are told by what stands in them; words nobody knows above them are no row, but asked."""
    places = _by_content(sheet, columns)
    heading = _line_of_words(sheet, places)
    if heading is None:
        return Layout(sheet=place, places=places)
    words = {column: text(cell) for column, cell in enumerate(heading.cells) if text(cell)}
    unused = {column: word for column, word in words.items() if is_of_no_use(word) and column not in places}
    unknown = {column: word for column, word in words.items() if column not in unused}
    return Layout(sheet=place, heading=heading.place, places=places, unused=unused, unknown=unknown)


def _line_of_words(sheet: Sheet, places: Mapping[int, str]) -> Line | None:
    """The line above the first row, if it has a word without figures over each column that was told."""
    for above, line in zip(sheet.lines[:SEARCHED_LINES], sheet.lines[1:], strict=False):
        if any(kind_of(text(cell)) for cell in line.cells):
            over = [text(above.cells[column]) if column < len(above.cells) else "" for column in places]
            named = all(word and not kind_of(word) and not any(map(str.isdigit, word)) for word in over)
            return above if over and named else None
        if any(kind_of(text(cell)) for cell in above.cells):
            return None
    return None


def _by_content(sheet: Sheet, columns: Sequence[Column]) -> dict[int, str]:
    """Columns without names, told by what stands in them where that leaves no doubt."""
    wanted = {column.code for column in columns}
    places: dict[int, str] = {}
    for place in range(max((len(line.cells) for line in sheet.lines), default=0)):
        cells = [text(line.cells[place]) for line in sheet.lines if place < len(line.cells) and text(line.cells[place])]
        # A cell that is nothing known may be a typing error; two known kinds in one column are no column.
        kinds = {kind_of(cell) for cell in cells} - {()}
        if len(kinds) == 1:
            code_of_kind = next((c for c in next(iter(kinds)) if c in wanted and c not in places.values()), None)
            if code_of_kind:
                places[place] = code_of_kind
    return places


def taken(sheet: Sheet, layout: Layout, *, with_hidden: bool = False) -> Taken:
    """The rows of a sheet as understood; what is no row is told, nothing is dropped in silence."""
    rows: list[tuple[int, dict[str, Cell]]] = []
    skipped: list[tuple[int, str]] = []
    crossed: list[tuple[int, str]] = []
    hidden = 0
    heading = next((line for line in sheet.lines if line.place == layout.heading), None)
    titles = {words_of(line) for line in sheet.lines if line.place < layout.heading}
    places, below = dict(layout.places), [line for line in sheet.lines if line.place > layout.heading]
    for line, after in zip_longest(below, below[1:]):
        if line.hidden:
            hidden += 1
            if not with_hidden:
                continue
        cells = _said(line, places, rows)
        crossed += _crossed(line, places)
        if heading and repeats(line, heading, layout.places):
            skipped.append((line.place, _("the heading again")))
            places = dict(layout.places)
        elif (titles and words_of(line) in titles) or (heading and holds_units_only(line)):
            skipped.append((line.place, shortened(" ".join(text(cell) for cell in line.cells if text(cell)), 80)))
        elif heading and (named := names_anew(line)):
            skipped.append((line.place, _words(line, layout)))
            places = _renamed(places, named)
        elif heading and after and len(line.cells) - line.cells.count("") == 1 and names_anew(after):
            skipped.append((line.place, _words(line, layout)))
        elif not cells or is_no_row(line, cells, rows):
            if (line.place, "") not in crossed and (words := _words(line, layout)):
                skipped.append((line.place, words))
        else:
            rows.append((line.place, cells))
    lost = tuple((place, c) for place, cells in rows for c, cell in cells.items() if lost_digits(cell))
    broken = tuple((place, c) for place, cells in rows for c, cell in cells.items() if is_broken(cell))
    return Taken(
        rows=tuple(rows),
        skipped=tuple(skipped),
        hidden=hidden,
        lost=lost,
        broken=broken,
        crossed=tuple(crossed),
    )


def _said(line: Line, places: Mapping[int, str], rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> dict[str, Cell]:
    """What a line says in its columns: nothing where it is crossed out, the row above it where it says 同上."""
    above = rows[-1][1] if rows else {}
    return {
        code: above.get(code, line.cells[place]) if says_again(line.cells[place]) else line.cells[place]
        for place, code in places.items()
        if place < len(line.cells) and text(line.cells[place]) and place not in line.struck
    }


def _crossed(line: Line, places: Mapping[int, str]) -> list[tuple[int, str]]:
    filled = {place for place in places if place < len(line.cells) and text(line.cells[place])}
    if filled and filled <= line.struck:
        return [(line.place, "")]
    return [(line.place, places[place]) for place in sorted(filled & line.struck)]


def _renamed(places: Mapping[int, str], named: Mapping[int, str]) -> dict[int, str]:
    """The columns below a second heading: as it says, of what is taken in; elsewhere as before."""
    known = {place: code for place, code in named.items() if code in places.values()}
    kept = {place: code for place, code in places.items() if place not in named and code not in known.values()}
    return kept | known


def _words(line: Line, layout: Layout) -> str:
    filled = [(place, text(cell)) for place, cell in enumerate(line.cells) if text(cell)]
    only_numbered = len(filled) == 1 and filled[0][1].isdigit() and filled[0][0] in layout.unused
    return "" if only_numbered else shortened(" ".join(word for _place, word in filled), 80)
