"""A program of its own that turns tables in markup on its standard input into the JSON `sheet_reader` writes.

Many systems of offices call a web page, or the XML of Excel 2003, a file of Excel: `.xls` that begins with `<`. Both
are read here, in a process that may use so much memory and time and no more. Knows nothing of the portal, and needs the
standard library, and the modules of marks beside it, only. How many lines and columns are too many says who started it.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from materials.tables.files.conditions import look_alike
from materials.tables.files.marks import BLACK, FLAT, WHITE, is_flat
from materials.tables.files.number_format import as_shown, day_as_shown, is_unseen

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 10
WIDEST = 100
"""Cells of a line that are kept: more than any table may have, so that a wide one is found too wide."""
DAMAGED = 4

_EXCEL = "{urn:schemas-microsoft-com:office:spreadsheet}"
_ENDS = re.compile(r"(?:R(\d{1,7}))?(?:C(\d{1,5}))?")
_PROGRAM = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"": "yyyy-m-d", "Medium Date": "d-mmm-yy", "Short Date": "yyyy-m-d", "General Date": "yyyy-m-d h"}
"""Formats that have a name only."""
_ENCODING = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w-]{1,20})|encoding=[\"']([\w-]{1,20})", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])(?:height|width)\s*:\s*0(?:\.0*)?(?!\.?\d)",
    re.IGNORECASE,
)
_NOTHING = ("0", "0px", "0pt")
_CROSSED_OUT = re.compile(
    r"line-through|(?<![-\w])color:\s*(?:white|#fff(?:fff)?)\b(?!.*background)|mso-number-format:\W*;\W*;\W*;",
    re.IGNORECASE | re.DOTALL,
)
"""Also what is written white on white, and the format of Excel that shows nothing."""
_STRIKES = ("s", "strike", "del")
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")


def main() -> int:
    content = sys.stdin.buffer.read()
    try:
        sheets = list(_workbook(content) if _EXCEL[1:-1].encode() in content else _page(content))
    except Exception:  # noqa: BLE001 - whatever a parser raises, the file cannot be read
        return DAMAGED
    json.dump({"sheets": sheets}, sys.stdout, ensure_ascii=False)
    return 0


def _sheet(name: str, grid: _Grid, *, is_visible: bool = True) -> dict[str, Any]:
    held = [line for line in grid.lines if any(cell != "" for cell in line[2])]
    hidden = sorted(grid.hidden_columns)
    told = {"name": name, "visible": is_visible, "hidden_told": True, "hidden_columns": hidden, "since_1904": False}
    return {**told, "lines": held, "cut": False}


class _Grid:
    """Cells as they come, put where they stand: what covers several rows stands in each, as a merged cell does."""

    def __init__(self) -> None:
        self.lines: list[list[Any]] = []
        self.hidden_columns: set[int] = set()
        self._columns = 0
        self._below: dict[int, tuple[int, Any]] = {}

    def column(self, *, hidden: bool, times: int = 1, at: int | None = None) -> None:
        """So many columns beside each other, told before the rows."""
        begin = self._columns if at is None else at
        self._columns = min(begin + times, WIDEST)
        self.hidden_columns.update(range(begin, self._columns) if hidden else ())

    def row(self, *, hidden: bool) -> None:
        self.lines.append([len(self.lines) + 1, hidden, [], []])
        self._covered()

    def _covered(self) -> None:
        cells = self.lines[-1][2]
        while (below := self._below.get(len(cells))) and below[0] > 0:
            self._below[len(cells)] = (below[0] - 1, below[1])
            cells.append(below[1])

    def cell(self, value: object, *, across: int = 1, down: int = 1, is_struck: bool = False) -> None:
        cells = self.lines[-1][2]
        if is_struck and value != "":
            self.lines[-1][3].append(len(cells))
        for place in range(max(across, 1)):
            if len(cells) >= WIDEST:
                return
            self._below[len(cells)] = (down - 1, "" if place else value)
            cells.append("" if place else value)
        self._covered()


class _Page(HTMLParser):
    """The tables of a web page; one within a cell of another is a table of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Grid] = []
        self._open: list[_Grid] = []
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._hides: frozenset[str] = frozenset()
        self._strikes: frozenset[str] = frozenset()
        self._row_is_struck = self._is_struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._close_cell()
            self._open.append(_Grid())
            self.tables.append(self._open[-1])
        elif tag == "col" and self._open:
            self._open[-1].column(hidden=_is_hidden(told), times=_count(told.get("span")))
        elif tag == "tr" and self._open:
            self._close_cell()
            self._open[-1].row(hidden=_is_hidden(told) or self._has(self._hides, told))
            self._row_is_struck = self._strikes_out(told)
        elif tag in ("td", "th") and self._open:
            self._close_cell()
            if not self._open[-1].lines:
                self._open[-1].row(hidden=False)
            self._is_struck = self._row_is_struck or self._strikes_out(told)
            self._text, self._span = [], (_count(told.get("colspan")), _count(told.get("rowspan")))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag in _STRIKES or self._strikes_out(told):
            self._is_struck = True

    def _strikes_out(self, told: dict[str, str]) -> bool:
        return bool(_CROSSED_OUT.search(told.get("style", ""))) or self._has(self._strikes, told)

    def _has(self, classes: frozenset[str], told: dict[str, str]) -> bool:
        return not classes.isdisjoint(told.get("class", "").split())

    def learn(self, page: str) -> None:
        """Which classes of the page's style sheet hide what has them, or cross it out."""
        rules = _RULE.findall(" ".join(_STYLE_SHEET.findall(page)))
        self._hides = frozenset(name for name, said in rules if _NOT_SHOWN.search(said))
        self._strikes = frozenset(name for name, said in rules if _CROSSED_OUT.search(said))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _close_cell(self) -> None:
        if self._text is not None and self._open:
            across, down = self._span
            value = " ".join("".join(self._text).split())
            self._open[-1].cell(value, across=across, down=down, is_struck=self._is_struck)
        self._text = None


def _is_hidden(told: dict[str, str]) -> bool:
    flat = told.get("height", "1").strip() in _NOTHING or told.get("width", "1").strip() in _NOTHING
    return "hidden" in told or flat or bool(_NOT_SHOWN.search(told.get("style", "")))


def _count(told: str | None) -> int:
    return int(told) if told and told.strip().isdecimal() and len(told) < 6 else 1


def _page(content: bytes) -> Iterator[dict[str, Any]]:
    page = _Page()
    text = _decoded(content)
    page.learn(text)
    page.feed(text)
    page.close()
    for place, grid in enumerate(page.tables, start=1):
        yield _sheet(str(place), grid)


def _decoded(content: bytes) -> str:
    """By what the page says of itself; where that is wrong, as the encodings in use in China go."""
    said = _ENCODING.search(content[:4096])
    named = (said[1] or said[2]).decode().lower() if said else "utf-8-sig"
    # What calls itself gb2312 or gbk is GB 18030 wherever the two differ.
    for encoding in ("gb18030" if named.startswith("gb") else named, "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ValueError


def _workbook(content: bytes) -> Iterator[dict[str, Any]]:
    """The sheets of a workbook as Excel 2003 writes XML (SpreadsheetML)."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError
    root = ElementTree.parse(io.BytesIO(content)).getroot()  # noqa: S314 - no entities
    styles = {one.get(f"{_EXCEL}ID", ""): _style(one) for one in root.iter(f"{_EXCEL}Style")}
    for sheet in root.iter(f"{_EXCEL}Worksheet"):
        grid = _Grid()
        for column in sheet.iter(f"{_EXCEL}Column"):
            at, more = column.get(f"{_EXCEL}Index"), _count(column.get(f"{_EXCEL}Span", "0"))
            hidden = column.get(f"{_EXCEL}Hidden") == "1" or is_flat(column.get(f"{_EXCEL}Width"), FLAT)
            grid.column(hidden=hidden, times=1 + more, at=_count(at) - 1 if at else None)
        for row in sheet.iter(f"{_EXCEL}Row"):
            while len(grid.lines) + 1 < min(_count(row.get(f"{_EXCEL}Index")), 10_000):
                grid.row(hidden=False)
            grid.row(hidden=row.get(f"{_EXCEL}Hidden") == "1" or is_flat(row.get(f"{_EXCEL}Height"), FLAT))
            for cell in row.iter(f"{_EXCEL}Cell"):
                while len(grid.lines[-1][2]) + 1 < min(_count(cell.get(f"{_EXCEL}Index")), WIDEST):
                    grid.cell("")
                across, down = (_count(cell.get(f"{_EXCEL}Merge{way}", "0")) + 1 for way in ("Across", "Down"))
                style = cell.get(f"{_EXCEL}StyleID") or row.get(f"{_EXCEL}StyleID") or "Default"
                code, is_struck = styles.get(style, ("", False))
                is_struck = is_struck or is_unseen(_value(cell, ""), code)
                grid.cell(_value(cell, code), across=across, down=down, is_struck=is_struck)
        _strike_by_condition(sheet, grid)
        yield _sheet(sheet.get(f"{_EXCEL}Name", ""), grid, is_visible=_is_visible(sheet))


def _is_visible(sheet: ElementTree.Element) -> bool:
    return not any(part.tag.endswith("}Visible") and "Hidden" in (part.text or "") for part in sheet.iter())


def _style(style: ElementTree.Element) -> tuple[str, bool]:
    """The format of numbers a style has, and whether it crosses out, or writes in the colour of the ground."""
    code, font, fill = (style.find(f"{_EXCEL}{part}") for part in ("NumberFormat", "Font", "Interior"))
    ink = "" if font is None else font.get(f"{_EXCEL}Color", "")
    ground = "" if fill is None or fill.get(f"{_EXCEL}Pattern", "None") == "None" else fill.get(f"{_EXCEL}Color", "")
    size = None if font is None else font.get(f"{_EXCEL}Size")
    is_struck = (
        (font is not None and font.get(f"{_EXCEL}StrikeThrough") == "1")
        or is_flat(size, FLAT)
        or look_alike(ink.lstrip("#").upper() or BLACK, ground.lstrip("#").upper() or WHITE)
    )
    return (code.get(f"{_EXCEL}Format", "") if code is not None else ""), is_struck


def _strike_by_condition(sheet: ElementTree.Element, grid: _Grid) -> None:
    """Whatever a condition of a format that hides covers: it is not reckoned whether it holds."""
    for one in sheet.iter(f"{_PROGRAM}ConditionalFormatting"):
        looks = [style for part in one.iter() for key, style in part.items() if key.endswith("Style")]
        if any(_CROSSED_OUT.search(style) for style in looks):
            for area in (one.findtext(f"{_PROGRAM}Range") or "").split(","):
                _strike(grid, *(_ENDS.fullmatch(end.strip()) for end in (area.split(":") * 2)[:2]))


def _strike(grid: _Grid, first: re.Match[str] | None, last: re.Match[str] | None) -> None:
    """R2C1:R4C3, R2C1, or whole rows and columns (R2, C1:C3)."""
    if first is None or last is None:
        return
    top, left, bottom, right = (int(told) if told else 0 for told in (*first.groups(), *last.groups()))
    for line in grid.lines[max(top - 1, 0) : bottom or None]:
        places = range(max(left - 1, 0), min(right or WIDEST, len(line[2])))
        line[3] = sorted({*line[3], *(place for place in places if line[2][place] != "")})


def _value(cell: ElementTree.Element, code: str) -> Any:
    data = cell.find(f"{_EXCEL}Data")
    if data is None:
        return f"={cell.get(f'{_EXCEL}Formula')}" if cell.get(f"{_EXCEL}Formula") else ""
    written, kind = "".join(data.itertext()).strip(), data.get(f"{_EXCEL}Type")
    if kind == "Boolean":
        return "是" if written == "1" else "否"
    if kind == "Number" and re.fullmatch(r"-?\d{1,30}(?:\.\d{1,30})?(?:[Ee][+-]?\d{1,2})?", written, re.ASCII):
        return as_shown(float(written), code) if code else float(written)
    if kind == "DateTime" and written:
        told = datetime.datetime.fromisoformat(written)
        if isinstance(shown := day_as_shown(told, _NAMED.get(code, code)), str):
            return shown
        return {"date": told.date().isoformat() if told.time() == datetime.time() else told.isoformat()[:19]}
    return written


if __name__ == "__main__":
    sys.exit(main())
