"""Days as people choose them, in forms, addresses and commands, and the rows of some days.

Days are those of Asia/Shanghai, both included, whatever moment a row keeps.
"""

from __future__ import annotations

import datetime
from argparse import ArgumentTypeError
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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


def is_countable(day: datetime.date) -> bool:
    """Of this or the next decades: nothing was decided in the year 1, and 9999 has no day after."""
    return 2000 <= day.year <= 2100


def countable_day(text: str) -> datetime.date:
    """A day as a command is told it, 2026-01-31. Raises ArgumentTypeError."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"{text} is no day; write it as 2026-01-31") from wrong
    if not is_countable(day):
        raise ArgumentTypeError(f"{text} is no day between the years 2000 and 2100")
    return day


class CountableDay(forms.DateField):
    """A day that can be counted by (`is_countable`)."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not is_countable(value):
            raise forms.ValidationError(_("Enter a day between the years 2000 and 2100."))


def days_query(since: datetime.date, until: datetime.date) -> str:
    """Some days as an address has them."""
    return urlencode({"since": since.isoformat(), "until": until.isoformat()})
