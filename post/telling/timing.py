"""When something leaves: not at night, or in working hours only; several together in the morning."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from clock.working_days import CalendarUnknown, is_working_day

AT_ONCE, DAYTIME, WORKING_HOURS = "at-once", "daytime", "working-hours"
_ONE_DAY = datetime.timedelta(days=1)


def moment(timing: str, *, now: datetime.datetime, is_digest: bool = False) -> datetime.datetime:
    """The first moment from now on at which it may leave; what is gathered leaves in the next morning of work."""
    if timing == AT_ONCE and not is_digest:
        return now
    first, last = settings.POST_WORKING_HOURS if timing == WORKING_HOURS or is_digest else settings.POST_DAYTIME
    local = timezone.localtime(now)
    day = local.date()
    if local.hour >= (first if is_digest else last):
        day += _ONE_DAY
    if timing == WORKING_HOURS or is_digest:
        day = _working(day)
    opens = datetime.datetime.combine(day, datetime.time(first), tzinfo=local.tzinfo)
    return max(now, opens)


def _working(day: datetime.date) -> datetime.date:
    """The day, or the next on which authorities work; of a year nobody entered only Saturday and Sunday are known."""
    while not _works(day):
        day += _ONE_DAY
    return day


def _works(day: datetime.date) -> bool:
    try:
        return is_working_day(day)
    except CalendarUnknown:
        return day.weekday() < 5
