"""Days as people and machines tell them, in forms, messages, addresses and commands, and the rows of some days.

Days are those of Asia/Shanghai, both included, whatever moment a row keeps.
"""

from __future__ import annotations

import datetime
from argparse import ArgumentTypeError
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

Rows = TypeVar("Rows", bound="QuerySet[Any]")
NOT_COUNTABLE = _("Enter a day between the years 2000 and 2100.")


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment a day begins."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def since(rows: Rows, field: str, day: datetime.date) -> Rows:
    """Those of a day or later."""
    return rows.filter(**{f"{field}__gte": midnight(day)})


def until(rows: Rows, field: str, day: datetime.date) -> Rows:
    """Those of a day or earlier."""
    return rows.filter(**{f"{field}__lt": midnight(day + datetime.timedelta(days=1))})


def in_days(rows: Rows, field: str, first: datetime.date, last: datetime.date) -> Rows:
    """Those of some days."""
    # In one filter: of a row with several moments, one is of these days.
    ends = midnight(last + datetime.timedelta(days=1))
    return rows.filter(**{f"{field}__gte": midnight(first), f"{field}__lt": ends})


def is_countable(day: datetime.date) -> bool:
    """Of this or the next decades: nothing was decided in the year 1, and 9999 has no day after."""
    return 2000 <= day.year <= 2100


def read_day(text: str) -> datetime.date | None:
    """A day as a message has it, 2026-01-31; None where it is none that can be counted by."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and is_countable(day) else None


def read_moment(text: str) -> datetime.datetime | None:
    """A moment with its zone (RFC 3339); None without one, for then nobody knows which it is."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and is_countable(found) else None


def countable_day(text: str) -> datetime.date:
    """A day as a command is told it, 2026-01-31. Raises ArgumentTypeError."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"{text} is no day; write it as 2026-01-31") from wrong
    if not is_countable(day):
        raise ArgumentTypeError(f"{text} is no day between the years 2000 and 2100")
    return day


class _Countable:
    """What is typed can be counted by (`is_countable`)."""

    def validate(self, value: Any) -> None:
        super().validate(value)  # type: ignore[misc]
        if value is not None and not is_countable(value):
            raise forms.ValidationError(NOT_COUNTABLE)


class CountableDay(_Countable, forms.DateField):
    """A day, chosen on the calendar of the browser."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CountableMoment(_Countable, forms.DateTimeField):
    """A day and an hour of the clock on the wall."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def days_query(since: datetime.date, until: datetime.date) -> str:
    """Some days as an address has them."""
    return urlencode({"since": since.isoformat(), "until": until.isoformat()})
