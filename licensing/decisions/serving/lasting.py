"""How long a limit runs that a letter told: from the day the letter was served, never from its date alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from clock.working_days import CalendarUnknown, add_working_days, working_days_between

if TYPE_CHECKING:
    from licensing.decisions.models import Letter


def runs_until(told: datetime.date, letter: Letter, *, in_calendar_days: bool = False) -> datetime.date | None:
    """The last day of a limit that `letter` told as `told`; None while it does not run, as nobody was served.

    Served later than it was dated, it leaves as many days as the letter gave (Licensing Law arts. 32, 47, 82).
    A missing calendar lets nothing run out.
    """
    service = getattr(letter, "service", None)
    if service is None:
        return None
    if service.served_on <= letter.dated:
        return told
    if in_calendar_days:
        return told + (service.served_on - letter.dated)
    try:
        return add_working_days(service.served_on, working_days_between(letter.dated, told))
    except CalendarUnknown:
        return None


def is_over(last_day: datetime.date | None, *, on: datetime.date) -> bool:
    """Whether a limit ran out: one that does not run never has."""
    return last_day is not None and on > last_day
