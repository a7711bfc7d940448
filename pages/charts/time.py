"""Marks of a course of time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from pages.charts.chart import Mark

ONE_DAY = datetime.timedelta(days=1)


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


def months(counts: Iterable[tuple[str, int]], *, address: Callable[[datetime.date, datetime.date], str]) -> list[Mark]:
    """The marks of a course of months; `address` leads to the rows of a first to a last day."""
    return [
        month_mark(first, number, address=address(first, _next(first) - ONE_DAY), is_first=not place)
        for place, (first, number) in enumerate(every_month(counts))
    ]


def month_mark(first: datetime.date, value: int, *, address: str, is_first: bool) -> Mark:
    """A month; under its column the year is said where it begins."""
    short = f"{first.month}\n{first.year}" if is_first or first.month == 1 else str(first.month)
    return Mark(label=f"{first:%Y-%m}", short=short, value=value, address=address)
