"""Rows of some days: days are those of Asia/Shanghai, both included, whatever moment a row keeps."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment a day begins."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def since(rows: Any, field: str, day: datetime.date) -> Any:
    """Those of a day or later."""
    return rows.filter(**{f"{field}__gte": midnight(day)})


def until(rows: Any, field: str, day: datetime.date) -> Any:
    """Those of a day or earlier."""
    return rows.filter(**{f"{field}__lt": midnight(day + datetime.timedelta(days=1))})


def in_days(rows: Any, field: str, first: datetime.date, last: datetime.date) -> Any:
    """Those of some days."""
    return until(since(rows, field, first), field, last)
