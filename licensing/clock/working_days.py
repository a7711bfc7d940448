"""The only calendar arithmetic in the product: statutory limits count working days (Licensing Law art. 82).

Working days follow the State Council's holidays and make-up days: from the calendar library for the years
it knows, from `CalendarDay` rows for later ones. A year nobody has filled is never guessed: the question
raises `CalendarUnknown`, and the page says which year an administrator must enter.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache

import chinese_calendar

from licensing.clock.models import CalendarDay

Exceptions = Mapping[datetime.date, bool]
"""Days of one year that are not what their weekday says, and whether they are working days."""

_ONE_DAY = datetime.timedelta(days=1)
_LIBRARY_YEARS = range(2004, max(chinese_calendar.holidays).year + 1)


class CalendarUnknown(Exception):
    """Holidays and make-up days of a year are not known yet; an administrator has to enter them."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar of working days for {year}")
        self.year = year


def entered_days(year: int) -> Exceptions:
    """The days administrators entered for a year; empty when they entered none."""
    rows = CalendarDay.objects.filter(date__year=year).values_list("date", "is_working")
    return dict(rows)


@cache
def _library_days(year: int) -> Exceptions:
    off = {day: False for day in chinese_calendar.holidays if day.year == year}
    return off | {day: True for day in chinese_calendar.workdays if day.year == year}


class WorkingCalendar:
    """One calculation's view of the calendar: each year is looked up once."""

    def __init__(self, entered: Callable[[int], Exceptions] = entered_days) -> None:
        self._entered = entered
        self._years: dict[int, Exceptions] = {}

    def _year(self, year: int) -> Exceptions:
        if year not in self._years:
            days = _library_days(year) if year in _LIBRARY_YEARS else self._entered(year)
            if not days:
                raise CalendarUnknown(year)
            self._years[year] = days
        return self._years[year]

    def is_working(self, day: datetime.date) -> bool:
        return self._year(day.year).get(day, day.weekday() < 5)


def years_in_library() -> range:
    """The years the calendar library knows; rows are entered for later ones only."""
    return _LIBRARY_YEARS


def is_working_day(day: datetime.date, *, calendar: WorkingCalendar | None = None) -> bool:
    """Whether authorities work on a day. Raises CalendarUnknown."""
    return (calendar or WorkingCalendar()).is_working(day)


def add_working_days(start: datetime.date, days: int, *, calendar: WorkingCalendar | None = None) -> datetime.date:
    """The last day of a limit of `days` working days; the day after `start` counts as the first.

    Zero days is `start` itself. Raises CalendarUnknown.
    """
    if days < 0:
        raise ValueError("a limit runs forward")
    calendar = calendar or WorkingCalendar()
    day = start
    while days:
        day += _ONE_DAY
        days -= calendar.is_working(day)
    return day


def working_days_between(start: datetime.date, end: datetime.date, *, calendar: WorkingCalendar | None = None) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`.

    Raises CalendarUnknown.
    """
    if end < start:
        return -working_days_between(end, start, calendar=calendar)
    calendar = calendar or WorkingCalendar()
    count = (end - start).days
    return sum(calendar.is_working(start + _ONE_DAY * step) for step in range(1, count + 1))
