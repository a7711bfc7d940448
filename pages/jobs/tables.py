"""Lines of a table on their way into a file: stretches of CSV, lines that are kept until a spreadsheet is made.

What a cell may hold is said in `pages.lists.tables`.
"""

from __future__ import annotations

import datetime
import decimal
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pages.jobs.contract import Kept
from pages.lists.tables import csv_parts, plain, xlsx_parts

PART = 1 << 20
"""Bytes of one stretch of a spreadsheet."""
_READ: dict[str, Callable[[str], Any]] = {
    "moment": datetime.datetime.fromisoformat,
    "day": datetime.date.fromisoformat,
    "decimal": decimal.Decimal,
}


def csv_stretch(lines: Iterable[Sequence[Any]], *, is_first: bool) -> bytes:
    """Some lines; the mark a file begins with stands before the first of them only."""
    mark, *written = csv_parts(lines)
    return b"".join([mark, *written] if is_first else written)


def kept_lines(lines: Iterable[Sequence[Any]]) -> bytes:
    """Some lines as they are kept until the spreadsheet is made: days stay days, numbers numbers."""
    return json.dumps([[_kept(plain(value)) for value in line] for line in lines], ensure_ascii=False).encode()


def _kept(value: object) -> Any:
    if isinstance(value, datetime.datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, datetime.date):
        return ["day", value.isoformat()]
    return ["decimal", str(value)] if isinstance(value, decimal.Decimal) else value


def _read(value: object) -> Any:
    return _READ[value[0]](value[1]) if isinstance(value, list) else value


def spreadsheet(title: str, kept: Iterable[Kept], *, made_at: datetime.datetime) -> Iterator[bytes]:
    """A spreadsheet of kept lines, one part of them in memory at a time."""
    lines = ([_read(value) for value in line] for part in kept for line in json.loads(part.read()))
    return xlsx_parts(title, lines, made_at=made_at, size=PART)
