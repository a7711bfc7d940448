"""Tables people hand in: XLSX, CSV, or pasted text, all as rows of text."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
MOST_UNPACKED = 60 * 1024 * 1024
MOST_LINES = 5000
MOST_COLUMNS = 60


class UnreadableTable(Exception):
    """The file is no table that can be read; the message tells its sender why."""


def read_table(file: UploadedFile) -> list[list[str]]:
    """The first sheet of an XLSX file, or a CSV file. Raises UnreadableTable."""
    if (file.size or 0) > LARGEST:
        raise UnreadableTable(_("The file is larger than 5 MB. Split it and import the parts."))
    content = file.read()
    file.seek(0)
    if content.startswith(b"PK"):
        return _sheet(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableTable(_("This is an old XLS file. Save it as XLSX or CSV and try again."))
    return read_text(_decoded(content))


def read_text(text: str) -> list[list[str]]:
    """Pasted lines: columns apart by tab, comma or semicolon."""
    lines = text.replace("\r\n", "\n").strip("\n")
    head = lines.split("\n", 1)[0]
    delimiter = next((mark for mark in "\t,;，" if mark in head), ",")
    try:
        return [line[:MOST_COLUMNS] for line in csv.reader(io.StringIO(lines), delimiter=delimiter)][:MOST_LINES]
    except csv.Error as broken:
        raise UnreadableTable(_("The table cannot be read.")) from broken


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableTable(_("Only XLSX and CSV files can be imported; this file is something else."))
    for encoding in ("utf-8-sig", "gb18030"):  # Excel in China saves CSV in GB 18030
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable(_("Only XLSX and CSV files can be imported; this file is something else."))


def _sheet(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableTable(_("The table is too large to be opened."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
        table = [[_text(cell) for cell in line] for line in lines]
        book.close()
    except UnreadableTable:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError) as broken:
        raise UnreadableTable(_("The XLSX file cannot be opened: it is damaged.")) from broken
    return table


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
