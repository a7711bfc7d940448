"""A program of its own that turns a spreadsheet on its standard input into JSON on its standard output.

Whatever a spreadsheet was built to do to its reader – a cell in the last row and column, gigabytes of zeros, a parser
that never ends – happens here, in a process that may use so much memory and time and no more. Knows nothing of the
portal: it imports the standard library and calamine.

Out: {"sheets": [{"name", "visible", "hidden_told", "lines": [[place, hidden, [cell, …]], …], "cut"}, …]}. A cell is a
text, a number, or {"date": "2027-01-05"}, with its time where it has one; a merged cell stands in every row it covers.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
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


def main() -> int:
    content = sys.stdin.buffer.read()
    try:
        json.dump({"sheets": list(_sheets(content))}, sys.stdout, ensure_ascii=False)
    except _CellTooLong:
        return CELL_TOO_LONG
    except (_TooLarge, MemoryError):
        return TOO_LARGE
    except Exception as broken:  # noqa: BLE001 - whatever a parser raises, the file cannot be read
        return LOCKED if "assword" in f"{type(broken).__name__}{broken}" else DAMAGED
    return 0


class _CellTooLong(Exception):
    """A cell holds more than a cell of a table ever does."""


class _TooLarge(Exception):
    """The spreadsheet is larger than anybody fills in."""


def _sheets(content: bytes) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    hidden, broken, budget = _hidden_rows(content), _broken_cells(content), _Budget()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for entry in book.sheets_metadata[:MOST_SHEETS]:
        if entry.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(entry.name)
        lines, cut = _lines(sheet, (hidden or {}).get(entry.name, frozenset()), broken.get(entry.name, {}), budget)
        yield {
            "name": entry.name,
            "visible": entry.visible == SheetVisibleEnum.Visible,
            "hidden_told": hidden is not None,
            "lines": lines,
            "cut": cut,
        }


def _lines(
    sheet: Any, hidden: frozenset[int], broken: dict[int, dict[int, str]], budget: _Budget
) -> tuple[list[list[Any]], bool]:
    """The lines that hold something, and whether more is there than anybody fills in."""
    if sheet.start is None:
        return [], False
    lines: list[list[Any]] = []
    before = [""] * min(sheet.start[1], MOST_COLUMNS)
    cut = False
    for place, found in enumerate(sheet.iter_rows(), start=1):
        for column, written in broken.get(place, {}).items():
            if 0 <= column - sheet.start[1] < len(found) and found[column - sheet.start[1]] in ("", None):
                found[column - sheet.start[1]] = written
        if not any(value not in ("", None) for value in found):
            continue
        cells = [*before, *found] if sheet.start[1] <= MOST_COLUMNS else []
        cut = cut or len(lines) >= MOST_LINES or any(value not in ("", None) for value in cells[MOST_COLUMNS:])
        if len(lines) >= MOST_LINES:
            break
        lines.append([place, place in hidden, [budget.spend(_cell(cell)) for cell in cells[:MOST_COLUMNS]]])
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


def _hidden_rows(content: bytes) -> dict[str, frozenset[int]] | None:
    """Sheet name -> the rows a reader of it does not see; None when the format does not tell (XLS, XLSB)."""
    if not content.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED or len(packed.infolist()) > 2000:
            raise _TooLarge
        names = set(packed.namelist())
        if "xl/workbook.xml" in names:
            return {name: _hidden_in(packed.read(part)) for name, part in _parts(packed, names) if part in names}
        if "content.xml" in names:
            return dict(_hidden_in_ods(packed.read("content.xml")))
    return None


def _broken_cells(content: bytes) -> dict[str, dict[int, dict[int, str]]]:
    """Sheet name -> row -> column -> what stands there: calamine tells an error, and a formula nobody reckoned, as
    nothing, and a number that is nothing is lost in silence. Only XLSX tells them in a form that is easily read."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = set(packed.namelist())
        parts = list(_parts(packed, names)) if "xl/workbook.xml" in names else []
        return {name: _broken_in(packed.read(part)) for name, part in parts if part in names}


def _broken_in(sheet: bytes) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for cell in _CELL.finditer(sheet) if b"<f" in sheet or b't="e"' in sheet else ():
        value, formula = _VALUE.search(cell[3]), _FORMULA.search(cell[3])
        if b't="e"' in cell[0].partition(b">")[0]:
            written = value[1].decode() if value else "#N/A"
        elif formula and not (value and value[1]) and b'="str"' not in cell[0]:
            written = "=" + ((formula[1] or b"").decode(errors="replace")[:80] or "?")
        else:
            continue
        found.setdefault(int(cell[2]), {})[_column(cell[1].decode())] = written
    return found


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


def _hidden_in(sheet: bytes) -> frozenset[int]:
    found, place = set(), 0
    for row in _ROW.finditer(sheet):
        number = _NUMBER.search(row[1])
        place = int(number[1]) if number else place + 1
        if _HIDDEN.search(row[1]):
            found.add(place)
    return frozenset(found)


def _hidden_in_ods(content: bytes) -> Iterator[tuple[str, frozenset[int]]]:
    for table in _tree(content).iter():
        if not table.tag.endswith("}table"):
            continue
        found: set[int] = set()
        place = 1
        for row in table.iter():
            if not row.tag.endswith("}table-row"):
                continue
            told = {key.split("}")[-1]: value for key, value in row.items()}
            times = min(int(told.get("number-rows-repeated", 1)), MOST_LINES)
            if told.get("visibility") in ("collapse", "filter"):
                found.update(range(place, place + times))
            place += times
        yield next((v for k, v in table.items() if k.endswith("}name")), ""), frozenset(found)


def _tree(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _TooLarge
    return ElementTree.fromstring(content)  # noqa: S314 - without a document type nothing can grow


if __name__ == "__main__":
    sys.exit(main())
