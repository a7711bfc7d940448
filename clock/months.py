"""Months as the law counts them: to the same day of the month, or its last (Civil Code art. 202)."""

from __future__ import annotations

import datetime
from calendar import monthrange


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """The full months that have passed; 0 where none has, or `later` is the earlier day."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    while months > 0 and months_later(earlier, months) > later:
        months -= 1
    return max(months, 0)
