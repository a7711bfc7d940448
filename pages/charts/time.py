"""Marks of a course of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from pages.charts.chart import Mark


def every_month(counts: Iterable[tuple[str, int]]) -> Iterator[tuple[datetime.date, int]]:
    """Counts of months, by their first days, with those between in which there was nothing."""
    expected: datetime.date | None = None
    for told, number in counts:
        first = datetime.date.fromisoformat(told)
        while expected and expected < first:
            yield expected, 0
            expected = _next(expected)
        yield first, number
        expected = _next(first)


def _next(first: datetime.date) -> datetime.date:
    return (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


def month_mark(first: datetime.date, value: int, *, address: str, is_first: bool) -> Mark:
    """A month; under its column the year is said where it begins."""
    short = f"{first.month}\n{first.year}" if is_first or first.month == 1 else str(first.month)
    return Mark(label=f"{first:%Y-%m}", short=short, value=value, address=address)
