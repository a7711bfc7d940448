"""The table as a file, and what a platform would refuse of it before it is sent."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from licensing.reporting.editions import Column, Edition
from licensing.reporting.rows import Row, cells, published, rows_of

AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A cell a platform would refuse: what is needed and not there, or is too long."""

    number: str
    column: Column
    is_missing: bool


def rows_in(whose: Iterable[int], since: datetime.date, until: datetime.date, *, is_open: bool) -> Iterator[Row]:
    """Every row of some authorities and days; a few queries for each two hundred grants.

    `is_open`: whether the numbers of persons are told.
    """
    grants = published(whose, since, until).iterator(chunk_size=AT_ONCE)
    while at_once := list(islice(grants, AT_ONCE)):
        yield from rows_of(at_once, since, until, is_open=is_open)


def table(rows: Iterable[Row], edition: Edition) -> Iterator[Sequence[str]]:
    """The lines of a file: codes of the columns, their titles, the rows."""
    yield [column.code for column in edition.columns]
    yield [column.title for column in edition.columns]
    for row in rows:
        yield cells(row, edition)


def as_json(rows: Iterable[Row], edition: Edition) -> Iterator[bytes]:
    """The rows as JSON, one object each."""
    codes = [column.code for column in edition.columns]
    yield b"["
    for place, row in enumerate(rows):
        told = json.dumps(dict(zip(codes, cells(row, edition), strict=True)), ensure_ascii=False)
        yield f"{',' if place else ''}\n{told}".encode()
    yield b"\n]\n"


def refused(rows: Iterable[Row], edition: Edition) -> Iterator[Refused]:
    """What a platform would refuse."""
    for row in rows:
        yield from refused_of(row, edition)


def refused_of(row: Row, edition: Edition) -> Iterator[Refused]:
    """What a platform would refuse of one row."""
    for column, value in zip(edition.columns, cells(row, edition), strict=True):
        is_missing = column.needed and not value
        if is_missing or (column.length is not None and len(value) > column.length):
            yield Refused(number=_named(row), column=column, is_missing=is_missing)


def _named(row: Row) -> str:
    return row.certificate.number if row.certificate else row.publication.decision.letter.number
