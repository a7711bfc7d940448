"""A limit as the law counts it: working days from a start, standing still while stopped, longer when extended.

The day after the start is the first (Licensing Law art. 82). Days after a stop began, up to and including the day
it ended, do not count (art. 45). Plain arithmetic on values: knows nothing of cases.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from clock.working_days import CalendarUnknown, SlowestCalendar, WorkingCalendar

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A time that does not count; `end` is None while it lasts."""

    start: datetime.date
    end: datetime.date | None = None

    def covers(self, day: datetime.date) -> bool:
        return self.start < day and (self.end is None or day <= self.end)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """`days` working days from `start`; `due` is None while stopped, or when the calendar cannot tell.

    `over_since`: in a year nobody entered, the day on which the limit had ended by any calendar, once it has passed.
    """

    start: datetime.date
    days: int
    due: datetime.date | None
    left: int | None
    is_stopped: bool = False
    unknown_year: int | None = None
    over_since: datetime.date | None = None

    @property
    def light(self) -> str:
        """green; yellow on the last day or when it is stopped; red when overdue, or when nobody can tell."""
        if self.unknown_year:
            return "red"
        if self.left is None or self.is_stopped or self.left == 0:
            return "yellow"
        return "green" if self.left > 0 else "red"

    @property
    def is_overdue(self) -> bool:
        if self.over_since:
            return True
        return self.left is not None and self.left < 0 and not self.is_stopped

    @property
    def ended(self) -> datetime.date | None:
        """The day an overdue limit ended; by the slowest calendar while the year is unknown."""
        return self.due or self.over_since


def reckon(
    start: datetime.date,
    days: int,
    *,
    on: datetime.date,
    stops: Sequence[Stop] = (),
    calendar: WorkingCalendar | None = None,
) -> Limit:
    """Where a limit stands on a day. Never raises: a year nobody entered is told in `unknown_year`."""
    calendar = calendar or WorkingCalendar()
    standing = next((stop for stop in stops if stop.end is None), None)
    try:
        if standing:
            spent = _counted(start, min(standing.start, on), stops, calendar)
            return Limit(start=start, days=days, due=None, left=days - spent, is_stopped=True)
        due = _due(start, days, stops, calendar)
        left = _counted(on, due, stops, calendar) if on <= due else -_counted(due, on, stops, calendar)
        if on > due:
            # A limit that ended before a weekend is overdue on Saturday, though no working day has passed since.
            left = min(left, -1)
    except CalendarUnknown as unknown:
        return _untold(start, days, on=on, stops=stops, is_stopped=standing is not None, year=unknown.year)
    return Limit(start=start, days=days, due=due, left=left)


def _untold(
    start: datetime.date, days: int, *, on: datetime.date, stops: Sequence[Stop], is_stopped: bool, year: int
) -> Limit:
    """A limit that runs into a year nobody entered: no date is told, but what is over by any calendar is over."""
    latest = None if is_stopped else _due(start, days, stops, SlowestCalendar())
    return Limit(
        start=start,
        days=days,
        due=None,
        left=None,
        is_stopped=is_stopped,
        unknown_year=year,
        over_since=latest if latest and on > latest else None,
    )


def _due(start: datetime.date, days: int, stops: Sequence[Stop], calendar: WorkingCalendar) -> datetime.date:
    due = start
    while days:
        due += _ONE_DAY
        days -= calendar.is_working(due) and not any(stop.covers(due) for stop in stops)
    return due


def _counted(start: datetime.date, end: datetime.date, stops: Sequence[Stop], calendar: WorkingCalendar) -> int:
    days = (start + _ONE_DAY * step for step in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) and not any(stop.covers(day) for stop in stops) for day in days)
