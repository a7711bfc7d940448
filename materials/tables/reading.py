"""Tables people hand in, whatever their program saved: spreadsheets, text files, pasted lines – as sheets of cells."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.typed.text import visible
from materials.confined import TooLong, run_confined
from materials.tables.files import encodings, markup_reader, sheet_reader
from materials.tables.files.marks import MOST_COLUMNS, MOST_LINES
from materials.tables.files.other_files import OLD, what_it_is
from materials.tables.files.parting import parted
from materials.tables.values import Since1904

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
LONGEST_CELL = sheet_reader.LONGEST_CELL
ACCEPTED = ".xlsx,.xlsm,.xls,.xlsb,.et,.ods,.csv,.tsv,.txt"
"""What a file chooser offers; what is taken in is decided by the content."""
_PACKED = b"PK"
_OF_PROGRAMS = re.compile(r"\s*[\[{]\s*[\[{\"]")
"""How JSON begins, and no list of people does."""
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")

Cell = str | int | float | datetime.date


class UnreadableTable(Exception):
    """The file is no table that can be read; the message tells its sender why."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line that holds something; `place` counts from 1 as the sheet does, a `hidden` one its reader does not see;
    `struck` are the columns whose cells are crossed out."""

    place: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`hidden_told` is false when the format cannot say which rows are hidden; `hidden_columns` count from 0."""

    name: str
    lines: tuple[Line, ...]
    visible: bool = True
    hidden_told: bool = True
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool = False
    """Whether its numbers count days from 1904 on, as workbooks of old Macs do."""


def read_table(file: UploadedFile) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet (XLSX, XLS, XLSB, ODS), of a web page that calls itself one, or of a text file.

    Raises UnreadableTable.
    """
    if (file.size or 0) > LARGEST:
        raise UnreadableTable(_("The file is larger than 5 MB. Split it and import the parts."))
    content = file.read()
    file.seek(0)
    if told := what_it_is(content):
        raise UnreadableTable(told)
    if content.startswith((_PACKED, OLD)):
        return _spreadsheet(content)
    if content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        return _markup(content)
    decoded = _decoded(content)
    if decoded.lstrip().startswith("<"):
        return _markup(codecs.BOM_UTF8 + decoded.encode())
    if _OF_PROGRAMS.match(decoded):
        raise UnreadableTable(_something_else())
    return read_text(decoded)


def read_text(text: str) -> tuple[Sheet, ...]:
    """Pasted lines or the text of a file: cells apart by tab, comma, semicolon, or spaces. Raises UnreadableTable."""
    lines = visible(_LINE_ENDS.sub("\n", text)).strip("\n")
    delimiter, lines = parted(lines)
    rows = _rows(lines, delimiter)
    found = [
        Line(place=place, cells=tuple(_without_mark(cell) for cell in row))
        for place, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    return _within_limits((Sheet(name="", lines=tuple(found)),))


def _rows(lines: str, delimiter: str) -> list[list[str]]:
    """Strictly: a quotation mark that is never closed would swallow every row below it into one cell."""
    source = csv.reader(io.StringIO(lines), delimiter=delimiter, skipinitialspace=True, strict=True)
    rows, begun = [], 1
    try:
        for row in source:
            rows.append(row)
            begun = source.line_num + 1
    except csv.Error as broken:
        if "field limit" in str(broken):
            raise UnreadableTable(_cell_too_long()) from broken
        raise UnreadableTable(
            _(
                "Line %(line)s opens a quotation mark that is not closed where its cell ends, so rows could be lost. "
                "Correct it and try again."
            )
            % {"line": begun}
        ) from broken
    return rows


def _within_limits(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets, none larger than anybody fills in. Raises UnreadableTable."""
    for sheet in sheets:
        if any(len(str(cell)) > LONGEST_CELL for line in sheet.lines for cell in line.cells):
            raise UnreadableTable(_cell_too_long())
        if len(sheet.lines) > MOST_LINES or any(len(line.cells) > MOST_COLUMNS for line in sheet.lines):
            raise UnreadableTable(_too_large())
    return sheets


def _without_mark(cell: str) -> str:
    """Without what tells Excel that a number is a text: '4108…, ="4108…"."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"') and text.count('"') == 2:
        return text[2:-1]
    if text.startswith("“") and text.endswith("”") and len(text) > 1:
        return text[1:-1]
    return text[1:] if text.startswith(("'", "‘", "’")) else text


def _decoded(content: bytes) -> str:
    """The text of a file. Raises UnreadableTable."""
    try:
        return encodings.decoded(content)
    except encodings.Damaged as why:
        raise UnreadableTable(
            _("The file is damaged or was not sent whole: some of its characters cannot be read.")
        ) from why
    except encodings.Unknown as why:
        raise UnreadableTable(
            _("The characters of this file cannot be read. Save the table as XLSX, or as CSV in UTF-8, and try again.")
        ) from why
    except encodings.NoText as why:
        raise UnreadableTable(_something_else()) from why


def _spreadsheet(content: bytes) -> tuple[Sheet, ...]:
    code, sheets = _read_by(sheet_reader, content)
    if code != 0:
        raise UnreadableTable(_why(code))
    if any(sheet["cut"] for sheet in sheets):
        raise UnreadableTable(_too_large())
    return of_data(sheets)


def _markup(content: bytes) -> tuple[Sheet, ...]:
    code, sheets = _read_by(markup_reader, content)
    if code not in (0, markup_reader.DAMAGED):
        raise UnreadableTable(_too_large())
    if not sheets:
        raise UnreadableTable(_something_else())
    return _within_limits(of_data(sheets))


def _read_by(reader: ModuleType, content: bytes) -> tuple[int, list[dict[str, Any]]]:
    """How the reader ended, and the sheets it found. Raises UnreadableTable when it would never have ended."""
    try:
        code, told = run_confined(reader, content)
    except TooLong as endless:
        raise UnreadableTable(_too_large()) from endless
    return code, json.loads(told)["sheets"] if code == 0 else []


def of_data(sheets: Iterable[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """What `as_data`, or the reader of spreadsheets, tells."""
    return tuple(
        Sheet(
            name=visible(sheet["name"]),
            visible=sheet["visible"],
            hidden_told=sheet["hidden_told"],
            hidden_columns=frozenset(sheet["hidden_columns"]),
            since_1904=sheet["since_1904"],
            lines=tuple(
                Line(
                    place=place,
                    hidden=hidden,
                    cells=tuple(_cell(cell, sheet["since_1904"]) for cell in cells),
                    struck=frozenset(struck),
                )
                for place, hidden, cells, struck in sheet["lines"]
            ),
        )
        for sheet in sheets
    )


def _cell(value: object, since_1904: bool) -> Cell:
    if isinstance(value, dict):
        said = value["date"]
        return datetime.datetime.fromisoformat(said) if "T" in said else datetime.date.fromisoformat(said)
    if since_1904 and isinstance(value, int | float):
        return Since1904(value)
    return _without_mark(visible(value)) if isinstance(value, str) else value  # type: ignore[return-value]


def as_data(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """Sheets as plain values, to be kept while their owner is asked about them."""
    return [
        {
            "name": sheet.name,
            "visible": sheet.visible,
            "hidden_told": sheet.hidden_told,
            "hidden_columns": sorted(sheet.hidden_columns),
            "since_1904": sheet.since_1904,
            "lines": [
                [line.place, line.hidden, [_plain(cell) for cell in line.cells], sorted(line.struck)]
                for line in sheet.lines
            ],
        }
        for sheet in sheets
    ]


def _plain(cell: Cell) -> dict[str, str] | str | int | float:
    return {"date": cell.isoformat()} if isinstance(cell, datetime.date) else cell


def _why(code: int) -> str:
    if code == sheet_reader.DAMAGED:
        return _("The file cannot be opened as a spreadsheet: it is damaged or something else.")
    if code == sheet_reader.LOCKED:
        return _("The spreadsheet is protected by a password. Remove it and try again.")
    if code == sheet_reader.CELL_TOO_LONG:
        return _cell_too_long()
    # Also every way the system ends a process that wants too much memory or time.
    return _too_large()


def _cell_too_long() -> str:
    return _("A cell has more than %(count)s characters, which is too long for a table.") % {"count": LONGEST_CELL}


def _too_large() -> str:
    return _("The table is too large to be opened: at most %(lines)s rows and %(columns)s columns.") % {
        "lines": MOST_LINES,
        "columns": MOST_COLUMNS,
    }


def _something_else() -> str:
    return _("Only spreadsheets (XLSX, XLS, ODS) and text files (CSV) can be imported; this file is something else.")
