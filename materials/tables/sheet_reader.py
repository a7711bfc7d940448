"""A program of its own that turns a spreadsheet on its standard input into JSON on its standard output.

Whatever a spreadsheet was built to do to its reader – a cell in the last row and column, gigabytes of zeros, a parser
that never ends – happens here, in a process that may use so much memory and time and no more. Knows nothing of the
portal: it imports the standard library, calamine and xlrd.

Out: {"sheets": [{"name", "visible", "hidden_told", "hidden_columns": [place, …], "lines": [[place, hidden,
[cell, …]], …], "cut"}, …]}. A cell is a text, a number, or {"date": "2027-01-05"}, with its time where it has one; a
merged cell stands in every row it covers.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 10
MOST_UNPACKED = 60 * 1024 * 1024
MOST_LINES = 5000
MOST_COLUMNS = 60
MOST_SHEETS = 30
LONGEST_CELL = 2000
MOST_CHARACTERS = 4_000_000

TOO_LARGE, DAMAGED, LOCKED, CELL_TOO_LONG = 3, 4, 5, 6
"""What the process ends with when there is no table to tell of."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_CELL = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*?(?<!/)>(.*?)</c>", re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_FORMULA = re.compile(rb"<f\b[^>]*>([^<]*)</f>|<f\b[^>]*/>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_OLD = b"\xd0\xcf\x11\xe0"
_CALC_EXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SEALED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password is packed in (MS-OFFCRYPTO 2.3.4.4)."""


def main() -> int:
    content = sys.stdin.buffer.read()
    try:
        json.dump({"sheets": list(_sheets(content))}, sys.stdout, ensure_ascii=False)
    except _CellTooLong:
        return CELL_TOO_LONG
    except _Locked:
        return LOCKED
    except (_TooLarge, MemoryError):
        return TOO_LARGE
    except Exception as broken:  # noqa: BLE001 - whatever a parser raises, the file cannot be read
        return LOCKED if "assword" in f"{type(broken).__name__}{broken}" else DAMAGED
    return 0


class _Locked(Exception):
    """The spreadsheet opens with a password only."""


class _CellTooLong(Exception):
    """A cell holds more than a cell of a table ever does."""


class _TooLarge(Exception):
    """The spreadsheet is larger than anybody fills in."""


def _sheets(content: bytes) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    marks, budget = _marks(content), _Budget()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for entry in book.sheets_metadata[:MOST_SHEETS]:
        if entry.typ != SheetTypeEnum.WorkSheet:
            continue
        marked = (marks or {}).get(entry.name, _Marks())
        lines, cut = _lines(book.get_sheet_by_name(entry.name), marked, budget)
        yield {
            "name": entry.name,
            "visible": entry.visible == SheetVisibleEnum.Visible,
            "hidden_told": marks is not None,
            "hidden_columns": sorted(marked.columns),
            "lines": lines,
            "cut": cut,
        }


@dataclass(kw_only=True)
class _Marks:
    """What a sheet does not show, and where it holds no value: `rows` from 1, `columns` from 0, `broken` row -> column
    -> what stands there. Calamine tells an error, and a formula nobody reckoned, as nothing: a number would be lost."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    broken: dict[int, dict[int, str]] = field(default_factory=dict)


def _lines(sheet: Any, marks: _Marks, budget: _Budget) -> tuple[list[list[Any]], bool]:
    """The lines that hold something, and whether more is there than anybody fills in."""
    if sheet.start is None:
        return [], False
    lines: list[list[Any]] = []
    before = [""] * min(sheet.start[1], MOST_COLUMNS)
    cut = False
    for place, found in enumerate(sheet.iter_rows(), start=1):
        for column, written in marks.broken.get(place, {}).items():
            if 0 <= column - sheet.start[1] < len(found) and found[column - sheet.start[1]] in ("", None):
                found[column - sheet.start[1]] = written
        if not any(value not in ("", None) for value in found):
            continue
        cells = [*before, *found] if sheet.start[1] <= MOST_COLUMNS else []
        cut = cut or len(lines) >= MOST_LINES or any(value not in ("", None) for value in cells[MOST_COLUMNS:])
        if len(lines) >= MOST_LINES:
            break
        lines.append([place, place in marks.rows, [budget.spend(_cell(cell)) for cell in cells[:MOST_COLUMNS]]])
    _spread(sheet, lines)
    return lines, cut


class _Budget:
    """How much text a whole workbook may hold: one shared text named a million times is a million texts here."""

    def __init__(self) -> None:
        self.left = MOST_CHARACTERS

    def spend(self, cell: Any) -> Any:
        if isinstance(cell, str):
            if len(cell) > LONGEST_CELL:
                raise _CellTooLong
            self.left -= len(cell)
            if self.left < 0:
                raise _TooLarge
        return cell


def _spread(sheet: Any, lines: list[list[Any]]) -> None:
    """A merged cell holds for every row it covers; over several columns it is a heading, and stays in the first."""
    at = {line[0] - 1: line[2] for line in lines}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        value = at[top][left] if top in at and left < len(at[top]) else ""
        for row in range(top + 1, min(bottom, top + MOST_LINES) + 1):
            if value != "" and row in at and left < len(at[row]) and at[row][left] == "":
                at[row][left] = value


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return {"date": value.isoformat(timespec="seconds")}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()[:10]}
    if isinstance(value, int | float | str):
        return value
    return "" if value is None else str(value)


def _marks(content: bytes) -> dict[str, _Marks] | None:
    """Sheet name -> its marks; None when the format does not tell (XLSB). Raises _Locked, _TooLarge."""
    if content.startswith(_OLD):
        if _SEALED in content:
            raise _Locked
        return _marks_in_xls(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED or len(packed.infolist()) > 2000:
            raise _TooLarge
        names = set(packed.namelist())
        if "xl/workbook.xml" in names:
            return {name: _marks_in_xlsx(packed.read(part)) for name, part in _parts(packed, names) if part in names}
        if "content.xml" in names:
            if "META-INF/manifest.xml" in names and b"encryption-data" in packed.read("META-INF/manifest.xml"):
                raise _Locked
            return dict(_marks_in_ods(packed.read("content.xml")))
    return None


def _marks_in_xls(content: bytes) -> dict[str, _Marks] | None:
    """Of a workbook of Excel 97 to 2003, or of WPS (.et); None when calamine alone can read it."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except Exception as broken:  # what is wrong with the file calamine says
        if "encrypted" in str(broken):
            raise _Locked from broken
        return None
    found = {}
    for sheet in book.sheets():
        marks = found[sheet.name] = _Marks()
        marks.rows = {place + 1 for place, told in sheet.rowinfo_map.items() if told.hidden}
        marks.columns = {place for place, told in sheet.colinfo_map.items() if told.hidden}
        for place in range(min(sheet.nrows, MOST_LINES)):
            for column, cell in enumerate(sheet.row(place)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    written = xlrd.error_text_from_code.get(cell.value, "#N/A")
                    marks.broken.setdefault(place + 1, {})[column] = written
    return found


def _marks_in_xlsx(sheet: bytes) -> _Marks:
    marks, place = _Marks(), 0
    for row in _ROW.finditer(sheet):
        number = _NUMBER.search(row[1])
        place = int(number[1]) if number else place + 1
        if _HIDDEN.search(row[1]):
            marks.rows.add(place)
    for column in _COLUMN.finditer(sheet):
        if _HIDDEN.search(column[1]):
            ends = {name: int(told) for name, told in _SPAN.findall(column[1])}
            marks.columns.update(range(ends.get(b"min", 1) - 1, min(ends.get(b"max", 1), MOST_COLUMNS)))
    for cell in _CELL.finditer(sheet) if b"<f" in sheet or b't="e"' in sheet else ():
        value, formula = _VALUE.search(cell[3]), _FORMULA.search(cell[3])
        if b't="e"' in cell[0].partition(b">")[0]:
            written = value[1].decode() if value else "#N/A"
        elif formula and not (value and value[1]) and b'="str"' not in cell[0]:
            written = "=" + ((formula[1] or b"").decode(errors="replace")[:80] or "?")
        else:
            continue
        marks.broken.setdefault(int(cell[2]), {})[_column(cell[1].decode())] = written
    return marks


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _parts(packed: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    targets: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for link in _tree(packed.read("xl/_rels/workbook.xml.rels")):
            target = link.get("Target", "")
            targets[link.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for element in _tree(packed.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") or element.tag == "sheet":
            name = next((v for k, v in element.items() if k.endswith("}id")), "")
            yield element.get("name", ""), targets.get(name, "")


def _marks_in_ods(content: bytes) -> Iterator[tuple[str, _Marks]]:
    for table in _tree(content).iter():
        if not table.tag.endswith("}table"):
            continue
        marks, place, row = _Marks(), 0, 1
        for part in table.iter():
            kind, told = part.tag.split("}")[-1], {key.split("}")[-1]: value for key, value in part.items()}
            hidden = told.get("visibility") in ("collapse", "filter")
            if kind == "table-column":
                times = min(int(told.get("number-columns-repeated", 1)), MOST_COLUMNS)
                marks.columns.update(range(place, place + times) if hidden else ())
                place += times
            elif kind == "table-row":
                times = min(int(told.get("number-rows-repeated", 1)), MOST_LINES)
                marks.rows.update(range(row, row + times) if hidden else ())
                marks.broken.update(_broken_in_ods(part, row))
                row += times
        yield next((v for k, v in table.items() if k.endswith("}name")), ""), marks


def _broken_in_ods(row: ElementTree.Element, place: int) -> Iterator[tuple[int, dict[int, str]]]:
    """The errors and formulas without a result of a line, if it has any."""
    broken, column = {}, 0
    for cell in row:
        told = {key.split("}")[-1]: value for key, value in cell.items()}
        shown = "".join(cell.itertext()).strip()
        # LibreOffice has an attribute of its own for the type of an error; others only show it.
        is_error = (cell.get(f"{_CALC_EXT}value-type") == "error") or ("formula" in told and shown.startswith("#"))
        if is_error or ("formula" in told and not shown and told.get("value-type") in (None, "error")):
            broken[column] = shown or "=" + told["formula"][:80]
        column += min(int(told.get("number-columns-repeated", 1)), MOST_COLUMNS)
    if broken:
        yield place, broken


def _tree(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _TooLarge
    return ElementTree.fromstring(content)  # noqa: S314 - without a document type nothing can grow


if __name__ == "__main__":
    sys.exit(main())
