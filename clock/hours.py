"""Limits shorter or longer than working days: running minutes and hours, working hours, calendar days.

A running hour counts at night and on holidays; a working hour only while authorities are open (setting OFFICE_HOURS)
on working days. A limit of days ends with its last day.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils import timezone

from clock.working_days import WorkingCalendar, add_working_days

_ONE_DAY = datetime.timedelta(days=1)
_LAST = datetime.time(23, 59, 59)


class Unit(StrEnum):
    """What a limit counts."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_HOUR = "working-hour"
    WORKING_DAY = "working-day"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Span:
    """So much of a unit."""

    amount: int
    unit: Unit

    def longer(self, more: int) -> Span:
        return Span(amount=self.amount + more, unit=self.unit)


def moment_after(
    start: datetime.datetime, span: Span, *, calendar: WorkingCalendar | None = None, share: float = 1
) -> datetime.datetime:
    """The moment a limit ends that began at `start`; with a `share`, when that part of it is over.

    Working days are counted from the day after the start; of a part of them the days are rounded up.
    Raises CalendarUnknown.
    """
    if span.unit in (Unit.MINUTE, Unit.HOUR):
        one = datetime.timedelta(minutes=1) if span.unit == Unit.MINUTE else datetime.timedelta(hours=1)
        return start + one * span.amount * share
    calendar = calendar or WorkingCalendar()
    if span.unit == Unit.WORKING_HOUR:
        return _after_working_time(start, datetime.timedelta(hours=1) * span.amount * share, calendar)
    days = math.ceil(round(span.amount * share, 6))
    today = timezone.localdate(start)
    last = today + _ONE_DAY * days if span.unit == Unit.DAY else add_working_days(today, days, calendar=calendar)
    return end_of(last)


def end_of(day: datetime.date) -> datetime.datetime:
    """The last second of a day here."""
    return timezone.make_aware(datetime.datetime.combine(day, _LAST))


def working_time_between(
    start: datetime.datetime, end: datetime.datetime, *, calendar: WorkingCalendar | None = None
) -> datetime.timedelta:
    """How long authorities were open between two moments; nothing when `end` is not later. Raises CalendarUnknown."""
    total = datetime.timedelta()
    for opens, closes in _open_from(start, calendar or WorkingCalendar()):
        if opens >= end:
            return total
        total += min(closes, end) - opens
    return total


def _after_working_time(
    start: datetime.datetime, wanted: datetime.timedelta, calendar: WorkingCalendar
) -> datetime.datetime:
    for opens, closes in _open_from(start, calendar):
        if wanted <= closes - opens:
            return opens + wanted
        wanted -= closes - opens
    raise AssertionError("authorities open again on some day")


def _open_from(
    start: datetime.datetime, calendar: WorkingCalendar
) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    """From a moment on, when authorities open and close; the first time begins with the moment where they are open."""
    day = timezone.localdate(start)
    while True:
        if calendar.is_working(day):
            for opens, closes in _office_hours(day):
                if closes > start:
                    yield max(opens, start), closes
        day += _ONE_DAY


def _office_hours(day: datetime.date) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    for told in settings.OFFICE_HOURS:
        opens, _dash, closes = told.partition("-")
        yield _at(day, opens), _at(day, closes)


def _at(day: datetime.date, told: str) -> datetime.datetime:
    hour, _colon, minute = told.partition(":")
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(int(hour), int(minute))))
