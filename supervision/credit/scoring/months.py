"""Months as the law counts them: to the same day of the month, or its last (Civil Code art. 202)."""

from __future__ import annotations

import datetime


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """The full months that have passed; 0 where none has, or `later` is the earlier day."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    while months > 0 and months_later(earlier, months) > later:
        months -= 1
    return max(months, 0)
