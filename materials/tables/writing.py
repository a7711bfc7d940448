"""The one way out for tables: whatever a cell holds is text to the program that opens it, never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from accounts.typed.text import one_line, visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHARACTERS = 32_767
"""What a cell of a spreadsheet can hold."""
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """A spreadsheet (XLSX) of one sheet. Raises ValueError for a text longer than a cell can hold."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title.translate(_NOT_IN_TITLES)[:31].strip() or "1")
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell that says of itself that it is text; the mark stays with it when somebody edits or converts the file."""
    from openpyxl.cell import WriteOnlyCell

    seen = visible(text)
    if len(seen) > MOST_CHARACTERS:
        raise ValueError(text[:20])
    cell = WriteOnlyCell(sheet, value=seen)
    # openpyxl takes every text that begins with = for a formula.
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def table_file(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A spreadsheet to be saved; `name` without its ending, in any writing."""
    return saved(workbook(name, rows), f"{name}.xlsx", kind=XLSX)


def saved(content: bytes, name: str, *, kind: str) -> HttpResponse:
    """A file a browser saves and never shows; quotation marks and lines in its name end up in no header."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, one_line(name))
    response["X-Content-Type-Options"] = "nosniff"
    return response
