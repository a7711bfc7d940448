"""Lines of values written as a file, CSV or XLSX, with flat memory; no cell of it is a formula to who opens it."""

from __future__ import annotations

import csv
import datetime
import decimal
import html
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | decimal.Decimal | datetime.date | datetime.datetime
BEGINS_A_FORMULA = tuple("=+-@|%\t\r\n＝＋－＠")
"""The first sign by which a spreadsheet takes a text for something to be carried out (OWASP, CSV injection)."""
PART = 64 * 1024
LEFT_OVER_SECONDS = 24 * 3600
NUMERIC_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; longer ones are text."""
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def plain(value: object) -> Value:
    """A value as a file can hold it: text without marks, a number, a day, a moment of the clock on the wall."""
    if isinstance(value, datetime.datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, datetime.date | decimal.Decimal | float) or (isinstance(value, int) and value is not True):
        return value
    if isinstance(value, SafeString):
        return html.unescape(strip_tags(value)).strip()
    return "" if value is None else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet carries out: an apostrophe stands before what would be a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(BEGINS_A_FORMULA) or text.startswith(BEGINS_A_FORMULA) else text


class _Echo:
    """What the writer of CSV writes to: it hands every line on."""

    def write(self, line: str) -> str:
        return line


def csv_parts(lines: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The lines as CSV, one part a line. It begins with a mark, or Excel would read Chinese as another alphabet."""
    yield b"\xef\xbb\xbf"
    writer = csv.writer(_Echo())
    for line in lines:
        yield writer.writerow([_written(plain(value)) for value in line]).encode()


def _written(value: Value) -> Any:
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return harmless(value) if isinstance(value, str) else value


def xlsx_parts(
    title: str, lines: Iterable[Sequence[Any]], *, made_at: datetime.datetime | None = None, size: int = PART
) -> Iterator[bytes]:
    """The lines as a spreadsheet of one sheet, made beside the memory and handed on in parts.

    Raises ValueError for a text longer than a cell can hold.
    """
    with TemporaryDirectory(prefix="list-", dir=_place()) as folder:
        path = Path(folder) / "list.xlsx"
        write_xlsx(path, title, lines, made_at=made_at)
        with path.open("rb") as file:
            while part := file.read(size):
                yield part


def _place() -> Path:
    """Where spreadsheets are put together: beside the portal's other data; the system's own folder may be memory."""
    place: Path = settings.VAR_DIR / "temporary"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def remove_left_over() -> None:
    """Timer: take away what a process left that was killed while it put a spreadsheet together."""
    before = time.time() - LEFT_OVER_SECONDS
    for folder in _place().iterdir():
        with suppress(FileNotFoundError):  # its own process has just taken it away
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)


def write_xlsx(
    path: Path, title: str, lines: Iterable[Sequence[Any]], *, made_at: datetime.datetime | None = None
) -> None:
    """Write the lines to a spreadsheet; the first is its head. Raises ValueError as `xlsx_parts` does.

    The same lines `made_at` the same moment are the same bytes.
    """
    from xlsxwriter import Workbook

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent), **safe}) as book:
        if made_at:
            book.set_properties({"created": made_at.astimezone(datetime.UTC)})
        sheet = book.add_worksheet(title.translate(_NOT_IN_TITLES)[:31].strip() or "1")
        shapes = {
            # Text says of itself that it is text, also when somebody edits it or saves the file as CSV.
            str: book.add_format({"quote_prefix": True}),
            datetime.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            datetime.date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet.freeze_panes(1, 0)
        for row, line in enumerate(lines):
            if row == 0:
                sheet.set_column(0, len(line) - 1, 18)
            for column, value in enumerate(line):
                _write(sheet, row, column, plain(value), shapes)


def _write(sheet: Worksheet, row: int, column: int, value: Value, shapes: dict[type, Any]) -> None:
    if isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, shapes[type(value)])
    elif not isinstance(value, str) and len(str(value)) <= NUMERIC_DIGITS:
        sheet.write_number(row, column, value)
    elif value != "" and sheet.write_string(row, column, str(value), shapes[str]):
        raise ValueError(str(value)[:20])
