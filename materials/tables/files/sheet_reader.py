"""A program of its own that turns a spreadsheet on its standard input into JSON on its standard output.

Whatever a spreadsheet was built to do to its reader – a cell in the last row and column, gigabytes of zeros, a parser
that never ends – happens here, in a process that may use so much memory and time and no more. Knows nothing of the
portal: it imports the standard library, calamine, xlrd and the modules of marks beside it.

Out: {"sheets": [{"name", "visible", "hidden_told", "hidden_columns": [place, …], "since_1904", "lines":
[[place, hidden, [cell, …], [column crossed out, …]], …], "cut"}, …]}. A cell is a text, a number, or
{"date": "2027-01-05"}, with its time where it has one; a merged cell stands in every row it covers; a number that is
shown with words is that text.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from materials.tables.files.marks import MOST_COLUMNS, MOST_LINES, Locked, Marked, Marks, TooLarge, tree
from materials.tables.files.number_format import as_shown, day_as_shown, is_unseen
from materials.tables.files.ods_marks import marks_of_ods
from materials.tables.files.xls_marks import marks_of_xls
from materials.tables.files.xlsb_marks import marks_of_xlsb
from materials.tables.files.xlsx_marks import marks_of_xlsx

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 10
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2000
MOST_SHEETS = 30
LONGEST_CELL = 2000
MOST_CHARACTERS = 4_000_000

TOO_LARGE, DAMAGED, LOCKED, CELL_TOO_LONG = 3, 4, 5, 6
"""What the process ends with when there is no table to tell of."""

_OLD = b"\xd0\xcf\x11\xe0"
_SEALED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password is packed in (MS-OFFCRYPTO 2.3.4.4)."""


def main() -> int:
    content = sys.stdin.buffer.read()
    try:
        json.dump({"sheets": list(_sheets(content))}, sys.stdout, ensure_ascii=False)
    except _CellTooLong:
        return CELL_TOO_LONG
    except Locked:
        return LOCKED
    except (TooLarge, MemoryError):
        return TOO_LARGE
    except Exception as broken:  # noqa: BLE001 - whatever a parser raises, the file cannot be read
        return LOCKED if "assword" in f"{type(broken).__name__}{broken}" else DAMAGED
    return 0


class _CellTooLong(Exception):
    """A cell holds more than a cell of a table ever does."""


def _sheets(content: bytes) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    told, budget = _marked(content), _Budget()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for entry in book.sheets_metadata[:MOST_SHEETS]:
        if entry.typ != SheetTypeEnum.WorkSheet:
            continue
        marked = told.sheets.get(entry.name, Marks()) if told else Marks()
        lines, cut = _lines(book.get_sheet_by_name(entry.name), marked, budget)
        yield {
            "name": entry.name,
            "visible": entry.visible == SheetVisibleEnum.Visible,
            "hidden_told": told is not None,
            "since_1904": told is not None and told.since_1904,
            "hidden_columns": sorted(marked.columns),
            "lines": lines,
            "cut": cut,
        }


def _lines(sheet: Any, marks: Marks, budget: _Budget) -> tuple[list[list[Any]], bool]:
    """The lines that hold something, and whether more is there than anybody fills in."""
    if sheet.start is None:
        return [], False
    if sheet.start[1] >= MOST_COLUMNS:
        return [], True
    lines: list[list[Any]] = []
    before = [""] * sheet.start[1]
    cut = False
    for place, found in enumerate(sheet.iter_rows(), start=1):
        cells = [*before, *found]
        for column, written in marks.broken.get(place, {}).items():
            if column < len(cells) and cells[column] in ("", None):
                cells[column] = written
        for column, code in marks.formats.get(place, {}).items():
            if column < len(cells):
                if cells[column] not in ("", None) and is_unseen(cells[column], code):
                    marks.strike(place, column)
                else:
                    cells[column] = _as_shown(cells[column], code)
        if not any(value not in ("", None) for value in cells):
            continue
        for column, value in enumerate(cells[:MOST_COLUMNS] if marks.conditions else ()):
            if value not in ("", None) and marks.is_hidden_by_condition(place, column, value):
                marks.strike(place, column)
        cut = cut or len(lines) >= MOST_LINES or any(value not in ("", None) for value in cells[MOST_COLUMNS:])
        if len(lines) >= MOST_LINES:
            break
        told = [budget.spend(_cell(cell)) for cell in cells[:MOST_COLUMNS]]
        lines.append([place, place in marks.rows, told, sorted(marks.struck.get(place, ()))])
    _spread(sheet, lines)
    return lines, cut


class _Budget:
    """How much text a whole workbook may hold: one shared text named a million times is a million texts here."""

    def __init__(self) -> None:
        self.left = MOST_CHARACTERS

    def spend(self, cell: object) -> Any:
        if isinstance(cell, str):
            if len(cell) > LONGEST_CELL:
                raise _CellTooLong
            self.left -= len(cell)
            if self.left < 0:
                raise TooLarge
        return cell


def _spread(sheet: Any, lines: list[list[Any]]) -> None:
    """A merged cell holds for every row it covers; over several columns it is a heading, and stays in the first."""
    at = {line[0] - 1: line[2] for line in lines}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        value = at[top][left] if top in at and left < len(at[top]) else ""
        for row in range(top + 1, min(bottom, top + MOST_LINES) + 1):
            if value != "" and row in at and left < len(at[row]) and at[row][left] == "":
                at[row][left] = value


def _as_shown(value: object, code: str) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return as_shown(value, code)
    return day_as_shown(value, code) if isinstance(value, datetime.date) else value


def _cell(value: object) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return {"date": value.isoformat(timespec="seconds")}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()[:10]}
    if isinstance(value, int | float | str):
        return value
    return "" if value is None else str(value)


def _marked(content: bytes) -> Marked | None:
    """None when it cannot be told. Raises Locked, TooLarge."""
    if content.startswith(_OLD):
        if _SEALED in content:
            raise Locked
        return marks_of_xls(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED or len(packed.infolist()) > MOST_PARTS:
            raise TooLarge
        names = set(packed.namelist())
        if "xl/workbook.xml" in names:
            return marks_of_xlsx(packed, names)
        if "xl/workbook.bin" in names:
            return marks_of_xlsb(packed, names)
        if "content.xml" in names:
            if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
                raise Locked
            common = tree(packed.read("styles.xml")) if "styles.xml" in names else None
            return Marked(sheets=dict(marks_of_ods(tree(packed.read("content.xml")), common)))
    return None


if __name__ == "__main__":
    sys.exit(main())
