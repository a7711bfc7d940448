"""The only calendar arithmetic in the product: statutory limits count working days (Licensing Law art. 82).

Working days follow the State Council's holidays and make-up days: the newest released edition of a year, or the
edition that ships with the calendar library. A year nobody has filled is never guessed: the question raises
`CalendarUnknown`, and the page says which year an administrator must enter.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version as version_of

import chinese_calendar
from chinese_calendar.constants import Holiday

from clock.models import CalendarEdition
from clock.months import months_later

Exceptions = Mapping[datetime.date, bool]
"""Days of one year that are not what their weekday says, and whether they are working days."""

MOST_WEEKDAYS_OFF = 30
"""No year announced so far had more than 23 days off from Monday to Friday; used only to tell what is over by any
calendar."""
ANNOUNCED_BY = (11, 1)
"""From this day on next year's notice is expected: a missing calendar is an alarm (month, day)."""
_ONE_DAY = datetime.timedelta(days=1)
_LIBRARY_YEARS = range(2004, max(chinese_calendar.holidays).year + 1)
_MEMO_SECONDS = 5.0
_ZH = {holiday.value: holiday.chinese for holiday in Holiday}


class CalendarUnknown(Exception):
    """Holidays and make-up days of a year are not known yet; an administrator has to enter them."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar of working days for {year}")
        self.year = year


class _Released:
    """The newest released edition of every entered year: one query, remembered for seconds."""

    def __init__(self) -> None:
        self.until = 0.0
        self.years: dict[int, Exceptions] = {}

    def read(self) -> dict[int, Exceptions]:
        if time.monotonic() >= self.until:
            rows = CalendarEdition.objects.filter(release__isnull=False).order_by("version")
            self.years = {
                year: {datetime.date.fromisoformat(day): works for day, works, _name in days}
                for year, days in rows.values_list("year", "days")
            }
            self.until = time.monotonic() + _MEMO_SECONDS
        return self.years


_released = _Released()


def forget_calendar() -> None:
    """Read the released editions anew: one was just released."""
    _released.until = 0.0


@cache
def _library_days(year: int) -> Exceptions:
    off = {day: False for day in chinese_calendar.holidays if day.year == year}
    return off | {day: True for day in chinese_calendar.workdays if day.year == year}


def shipped_days(year: int) -> list[tuple[datetime.date, bool, str]]:
    """The days of the edition that ships, with their occasions; empty when none does."""
    names = {**chinese_calendar.holidays, **chinese_calendar.workdays}
    return [(day, works, _ZH.get(names[day], names[day])) for day, works in sorted(_library_days(year).items())]


def shipped_source() -> str:
    """Where the shipped editions come from."""
    return f"国务院办公厅节假日安排通知（chinesecalendar {version_of('chinesecalendar')}）"


def exceptions_of(year: int) -> Exceptions:
    """The days of a year by its newest released edition, else by the shipped one; empty when there is neither."""
    return _released.read().get(year) or (_library_days(year) if year in _LIBRARY_YEARS else {})


class WorkingCalendar:
    """One calculation's view of the calendar: each year is looked up once."""

    def __init__(self, days_of: Callable[[int], Exceptions] = exceptions_of) -> None:
        self._days_of = days_of
        self._years: dict[int, Exceptions] = {}

    def _year(self, year: int) -> Exceptions:
        if year not in self._years:
            days = self._days_of(year)
            if not days:
                raise CalendarUnknown(year)
            self._years[year] = days
        return self._years[year]

    def is_working(self, day: datetime.date) -> bool:
        return self._year(day.year).get(day, day.weekday() < 5)


class SlowestCalendar(WorkingCalendar):
    """A calendar no real one is slower than: in years not announced every day off comes first.

    Only to tell what is over by any calendar; no date of it is ever promised. Ask it forward in time.
    """

    def __init__(self, days_of: Callable[[int], Exceptions] = exceptions_of) -> None:
        super().__init__(days_of)
        self._off: dict[int, set[datetime.date]] = {}

    def is_working(self, day: datetime.date) -> bool:
        try:
            return super().is_working(day)
        except CalendarUnknown:
            off = self._off.setdefault(day.year, set())
            if day.weekday() < 5 and len(off) < MOST_WEEKDAYS_OFF:
                off.add(day)
            return day.weekday() < 5 and day not in off


def missing_years(*, on: datetime.date) -> list[int]:
    """The years an administrator has to enter now: this one, and from 1 November on the next."""
    wanted = [on.year, on.year + 1] if (on.month, on.day) >= ANNOUNCED_BY else [on.year]
    return [year for year in wanted if not exceptions_of(year)]


def years_in_library() -> range:
    """The years an edition ships for."""
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


def add_calendar_days(start: datetime.date, days: int) -> datetime.date:
    """The last day of a limit of calendar days; one that nobody works on moves to the next working day.

    Zero days is `start` itself, moved where nobody works on it: a last day somebody set. Every limit set for a citizen
    ends so: Civil Code art. 203, and of suits Administrative Litigation Law art. 101 with Civil Procedure Law art. 85.
    A span that is measured – 30 days overdue, a bar of a year – is no such limit. Raises CalendarUnknown.
    """
    last = start + datetime.timedelta(days=days)
    while not is_working_day(last):
        last += _ONE_DAY
    return last


def add_months(start: datetime.date, months: int) -> datetime.date:
    """The last day of a limit of months: the day that answers to the first, in a month without it the last one.

    One that nobody works on moves to the next working day (Civil Code arts. 202, 203). Raises CalendarUnknown.
    """
    return add_calendar_days(months_later(start, months), 0)


def working_days_between(start: datetime.date, end: datetime.date, *, calendar: WorkingCalendar | None = None) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`.

    Raises CalendarUnknown.
    """
    if end < start:
        return -working_days_between(end, start, calendar=calendar)
    calendar = calendar or WorkingCalendar()
    count = (end - start).days
    return sum(calendar.is_working(start + _ONE_DAY * step) for step in range(1, count + 1))
