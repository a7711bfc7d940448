"""What is said about a table: what is asked before anything is taken in, what was left out, why it cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from materials.tables.headings import Column, find
from materials.tables.kinds import is_closing, kind_of
from materials.tables.layout import Layout, Taken, taken, visible_sheets
from materials.tables.reading import Line, Sheet
from materials.tables.values import text
from pages.sentences import listed


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
    if above := _rows_above(sheet, layout):
        told = _("Lines above the heading look like rows and are not imported: %(lines)s. Move them below it.")
        asked.append(told % {"lines": listed(map(str, above[:10]))})
    labels = {column.code: column.label for column in columns}
    found = taken(sheet, layout)
    if found.crossed:
        told = _("Crossed out in the table, or not to be seen, and not imported: %(where)s.")
        asked.append(told % {"where": _where(found.crossed, labels)})
    if not sheet.hidden_told:
        asked.append(
            _(
                "This format does not show which rows are hidden or crossed out, nor units that stand in the format "
                "of a cell only: check every row, or save the table as XLSX."
            )
        )
    if unseen := [labels[layout.places[place]] for place in sorted(sheet.hidden_columns & set(layout.places))]:
        asked.append(_("These columns are hidden in the table: %(names)s. Import them?") % {"names": listed(unseen)})
    if hidden := found.hidden:
        asked.append(
            ngettext("%(count)s hidden row: take it in?", "%(count)s hidden rows: take them in?", hidden)
            % {"count": hidden}
        )
    return asked


def _rows_above(sheet: Sheet, layout: Layout) -> list[int]:
    """The lines above the heading that hold in its columns what these are for: no title does."""
    return [
        line.place
        for line in sheet.lines
        if line.place < layout.heading
        and any(
            code in kind_of(text(line.cells[place])) and code != "plate-colour"
            for place, code in layout.places.items()
            if place < len(line.cells)
        )
    ]


def _open_columns(sheet: Sheet, layout: Layout) -> list[str]:
    """The columns that hold something and are neither understood nor known to be of no use."""
    open_columns = []
    for place in range(max((len(line.cells) for line in sheet.lines), default=0)):
        if (place in layout.places and place not in layout.unknown) or place in layout.unused:
            continue
        below = [line for line in sheet.lines if line.place > layout.heading and place < len(line.cells)]
        if not layout.heading and _counts(text(line.cells[place]) for line in below):
            continue
        if any(text(line.cells[place]) for line in below if not is_closing(_first(line))):
            open_columns.append(layout.unknown.get(place) or _("column %(number)s") % {"number": place + 1})
    return open_columns


def _counts(cells: Iterable[str]) -> bool:
    """Whether a column without a name numbers its lines: 1. 2. 3."""
    numbers = [cell.rstrip(".、)） ") for cell in cells if cell]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _first(line: Line) -> str:
    return next((text(cell) for cell in line.cells if text(cell)), "")


def remarks(layout: Layout, found: Taken, *, with_hidden: bool = False) -> list[str]:
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
    if found.hidden and not with_hidden:
        told.append(
            ngettext("%(count)s hidden row was left out.", "%(count)s hidden rows were left out.", found.hidden)
            % {"count": found.hidden}
        )
    if found.crossed:
        places = sorted({place for place, _code in found.crossed})
        left = _("Left out because it is crossed out or not to be seen: line %(lines)s.")
        told.append(left % {"lines": listed(map(str, places[:10]))})
    return told


def unusable_message(found: Taken, columns: Sequence[Column]) -> str:
    """Why a table whose numbers lost their ends, or whose formulas have no result, is not taken in; else ""."""
    labels = {column.code: column.label for column in columns}
    if found.lost:
        return _(
            "The spreadsheet keeps only 15 digits of a number; the last ones are lost (%(where)s). "
            "Format the column as text, enter the numbers again and import once more."
        ) % {"where": _where(found.lost, labels)}
    if found.broken:
        return _(
            "Some cells hold an error or a formula without its result (%(where)s). Open the table in the program that "
            "made it, put the values there, save it and import once more."
        ) % {"where": _where(found.broken, labels)}
    return ""


def _where(cells: Sequence[tuple[int, str]], labels: Mapping[str, str]) -> str:
    """The first of some cells, a line where it is all of it."""
    return listed(
        _("%(column)s in line %(line)s") % {"line": place, "column": labels.get(code, code)}
        if code
        else _("line %(line)s") % {"line": place}
        for place, code in cells[:5]
    )
