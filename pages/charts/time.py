"""Marks of a course of time."""

from __future__ import annotations

import datetime

from pages.charts.chart import Mark


def month_mark(first: datetime.date, value: int, *, address: str, is_first: bool) -> Mark:
    """A month; under its column the year is said where it begins."""
    short = f"{first.month}\n{first.year}" if is_first or first.month == 1 else str(first.month)
    return Mark(label=f"{first:%Y-%m}", short=short, value=value, address=address)
