"""How a table is understood: which sheet, which line names the columns, what each is – and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.typed.identifiers import is_valid_citizen_id, is_valid_uscc
from accounts.typed.text import code, shortened
from materials.identifiers import PLATE_COLOURS, is_valid_vin, normalise_plate, plate_colours_of
from materials.tables.headings import SEARCHED_LINES, Column, Heading, find, holds_units_only, is_of_no_use, repeats
from materials.tables.reading import Cell, Line, Sheet
from materials.tables.values import is_broken, lost_digits, plate_colour, text
from pages.sentences import listed

_EXAMPLE = re.compile(r"[(（]?(?:示例|样例|范例|例如|例)\s*[:：)）]")
"""How a template shows what a row looks like."""
_NOT_A_ROW = re.compile(
    r"[\W_]*(?:以\s*下\s*(?:空\s*白|无\s*正\s*文)|此\s*页\s*无\s*正\s*文|总\s*数|共\s*\d+|经\s*办\s*人|盖\s*章|联系(?:人|电话)"
    r"|合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|合\s*計|總\s*計|total|subtotal|制\s*表|填\s*表|审\s*核|复\s*核|注|备注|说明|(?:填\s*报|申\s*报|报\s*送|申\s*请|主\s*管)?\s*(?:单\s*位|日\s*期|人\s*[:：（(])"
    r"|法定代表人|负责人\s*[:：（(签]|签\s*[字章名]|打印|特此|第\s*\d+\s*页)",
    re.IGNORECASE,
)


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
    cells that hold an error of the spreadsheet, or a formula without its result."""

    rows: tuple[tuple[int, dict[str, Cell]], ...]
    skipped: tuple[tuple[int, str], ...]
    hidden: int
    lost: tuple[tuple[int, str], ...]
    broken: tuple[tuple[int, str], ...] = ()


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
        if any(_kind(text(cell)) for cell in line.cells):
            over = [text(above.cells[column]) if column < len(above.cells) else "" for column in places]
            named = all(word and not _kind(word) and not any(map(str.isdigit, word)) for word in over)
            return above if over and named else None
        if any(_kind(text(cell)) for cell in above.cells):
            return None
    return None


def _by_content(sheet: Sheet, columns: Sequence[Column]) -> dict[int, str]:
    """Columns without names, told by what stands in them where that leaves no doubt."""
    wanted = {column.code for column in columns}
    places: dict[int, str] = {}
    for place in range(max((len(line.cells) for line in sheet.lines), default=0)):
        cells = [text(line.cells[place]) for line in sheet.lines if place < len(line.cells) and text(line.cells[place])]
        # A cell that is nothing known may be a typing error; two known kinds in one column are no column.
        kinds = {_kind(cell) for cell in cells} - {()}
        if len(kinds) == 1:
            code_of_kind = next((c for c in next(iter(kinds)) if c in wanted and c not in places.values()), None)
            if code_of_kind:
                places[place] = code_of_kind
    return places


def _kind(cell: str) -> tuple[str, ...]:
    written = code(cell)
    if is_valid_vin(written):
        return ("vin",)
    if is_valid_citizen_id(written):
        return ("driver-id", "id-number")
    if is_valid_uscc(written):
        return ("uscc",)
    if plate_colours_of(normalise_plate(cell)):
        return ("plate",)
    return ("plate-colour",) if plate_colour(cell) in PLATE_COLOURS else ()


def taken(sheet: Sheet, layout: Layout, *, with_hidden: bool = False) -> Taken:
    """The rows of a sheet as understood; what is no row is told, nothing is dropped in silence."""
    rows: list[tuple[int, dict[str, Cell]]] = []
    skipped: list[tuple[int, str]] = []
    hidden = 0
    heading = next((line for line in sheet.lines if line.place == layout.heading), None)
    titles = {_words_of(line) for line in sheet.lines if line.place < layout.heading}
    for line in sheet.lines:
        if line.place <= layout.heading:
            continue
        if line.hidden:
            hidden += 1
            if not with_hidden:
                continue
        cells = {c: line.cells[p] for p, c in layout.places.items() if p < len(line.cells) and text(line.cells[p])}
        if heading and repeats(line, heading, layout.places):
            skipped.append((line.place, _("the heading again")))
        elif (titles and _words_of(line) in titles) or (heading and holds_units_only(line)):
            skipped.append((line.place, shortened(" ".join(text(cell) for cell in line.cells if text(cell)), 80)))
        elif not cells or _is_note(line, cells) or _only_repeats(cells, rows) or _is_sum(cells, rows):
            if words := _words(line, layout):
                skipped.append((line.place, words))
        else:
            rows.append((line.place, cells))
    lost = tuple((place, c) for place, cells in rows for c, cell in cells.items() if lost_digits(cell))
    broken = tuple((place, c) for place, cells in rows for c, cell in cells.items() if is_broken(cell))
    return Taken(rows=tuple(rows), skipped=tuple(skipped), hidden=hidden, lost=lost, broken=broken)


def _words_of(line: Line) -> str:
    """What a line says, a title that goes on (续) as the title itself."""
    return re.sub(r"\s|[(（]?续表?[)）]?", "", "".join(text(cell) for cell in line.cells))


def _is_note(line: Line, cells: Mapping[str, Cell]) -> bool:
    """A total, a signature line, a note: begins as those begin, and fills no more than three cells."""
    filled = [text(cell) for cell in line.cells if text(cell)]
    if _EXAMPLE.match(filled[0]) or not any(char.isalnum() for char in "".join(filled)):
        return True
    return bool(_NOT_A_ROW.match(filled[0])) and (len(filled) <= 3 or not any(_kind(text(c)) for c in cells.values()))


def _names_something(cells: Mapping[str, Cell]) -> bool:
    return any(_kind(text(cell)) not in ((), ("plate-colour",)) for cell in cells.values())


def _only_repeats(cells: Mapping[str, Cell], rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> bool:
    """A line that names nothing and holds a part of the one above: a column was filled in to the end of the form."""
    if not rows or _names_something(cells):
        return False
    above = rows[-1][1]
    return len(cells) < len(above) and all(above.get(c) == cell for c, cell in cells.items())


def _is_sum(cells: Mapping[str, Cell], rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> bool:
    """A line of sums without the word for it."""
    if len(rows) < 2 or len(cells) == len(rows[-1][1]):
        return False
    for c, cell in cells.items():
        summands = [row.get(c, 0) for _place, row in rows]
        if not isinstance(cell, int | float) or not all(isinstance(one, int | float) for one in summands):
            return False
        if abs(sum(one for one in summands if isinstance(one, int | float)) - cell) > 0.001:
            return False
    return True


def _words(line: Line, layout: Layout) -> str:
    filled = [(place, text(cell)) for place, cell in enumerate(line.cells) if text(cell)]
    only_numbered = len(filled) == 1 and filled[0][1].isdigit() and filled[0][0] in layout.unused
    return "" if only_numbered else shortened(" ".join(word for _place, word in filled), 80)


def questions(sheets: Sequence[Sheet], columns: Sequence[Column], layout: Layout) -> list[str]:
    """What its owner has to be asked before anything is taken in; empty when all is understood."""
    seen = visible_sheets(sheets)
    if not seen:
        return [_("The table is empty.")]
    sheet = seen[layout.sheet]
    asked = []
    if not set(layout.places.values()) & {column.code for column in columns if column.is_key}:
        keys = listed(column.label for column in columns if column.is_key)
        asked.append(_("No column was found for %(keys)s.") % {"keys": keys})
    if open_columns := _open_columns(sheet, layout):
        asked.append(_("These columns were not recognised: %(names)s.") % {"names": listed(open_columns)})
    if others := [s.name for p, s in enumerate(seen) if p != layout.sheet and find(s, columns) and len(s.lines) > 1]:
        asked.append(_("Other sheets hold rows too: %(names)s.") % {"names": listed(others)})
    labels = {column.code: column.label for column in columns}
    if unseen := [labels[layout.places[place]] for place in sorted(sheet.hidden_columns & set(layout.places))]:
        asked.append(_("These columns are hidden in the table: %(names)s. Import them?") % {"names": listed(unseen)})
    if hidden := taken(sheet, layout).hidden:
        asked.append(
            ngettext("%(count)s hidden row: take it in?", "%(count)s hidden rows: take them in?", hidden)
            % {"count": hidden}
        )
    return asked


def _open_columns(sheet: Sheet, layout: Layout) -> list[str]:
    """The columns that hold something and are neither understood nor known to be of no use."""
    open_columns = []
    for place in range(max((len(line.cells) for line in sheet.lines), default=0)):
        if (place in layout.places and place not in layout.unknown) or place in layout.unused:
            continue
        below = [line for line in sheet.lines if line.place > layout.heading and place < len(line.cells)]
        if not layout.heading and _counts(text(line.cells[place]) for line in below):
            continue
        if any(text(line.cells[place]) for line in below if not _NOT_A_ROW.match(_first(line))):
            open_columns.append(layout.unknown.get(place) or _("column %(number)s") % {"number": place + 1})
    return open_columns


def _counts(cells: Iterable[str]) -> bool:
    """Whether a column without a name numbers its lines: 1. 2. 3."""
    numbers = [cell.rstrip(".、)） ") for cell in cells if cell]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _first(line: Line) -> str:
    return next((text(cell) for cell in line.cells if text(cell)), "")


def remarks(sheet: Sheet, layout: Layout, found: Taken) -> list[str]:
    """What was left out and why, told after taking in."""
    told = []
    if layout.unused:
        told.append(_("Not used: %(names)s.") % {"names": listed(layout.unused.values())})
    told += [
        _("Line %(line)s was skipped: %(words)s.") % {"line": place, "words": words}
        for place, words in found.skipped[:10]
    ]
    if len(found.skipped) > 10:
        told.append(_("%(count)s more lines were skipped.") % {"count": len(found.skipped) - 10})
    if not sheet.hidden_told:
        told.append(_("This format does not show which rows are hidden: check that every row should be imported."))
    return told


def unusable_message(found: Taken, columns: Sequence[Column]) -> str:
    """Why a table whose numbers lost their ends, or whose formulas have no result, is not taken in; else ""."""
    if found.lost:
        return _(
            "The spreadsheet keeps only 15 digits of a number; the last ones are lost (%(where)s). "
            "Format the column as text, enter the numbers again and import once more."
        ) % {"where": _where(found.lost, columns)}
    if found.broken:
        return _(
            "Some cells hold an error or a formula without its result (%(where)s). Open the table in the program that "
            "made it, put the values there, save it and import once more."
        ) % {"where": _where(found.broken, columns)}
    return ""


def _where(cells: Sequence[tuple[int, str]], columns: Sequence[Column]) -> str:
    labels = {column.code: column.label for column in columns}
    return listed(
        _("%(column)s in line %(line)s") % {"line": place, "column": labels.get(c, c)} for place, c in cells[:5]
    )
