"""How long a limit runs that a letter told: from the day the letter was served, never from its date alone.

Knows no app: a letter is whatever has a date and, once it was served, a row of `rows.ServiceRow` as its `service`.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Protocol

from clock.working_days import CalendarUnknown, add_calendar_days, add_working_days, working_days_between
from trail.append_only import AppendOnlyModel


class Dated(Protocol):
    """A letter, as far as its limits ask."""

    dated: Any


def runs_until(told: datetime.date, letter: Dated, *, in_calendar_days: bool = False) -> datetime.date | None:
    """The last day of a limit that `letter` told as `told`; None while it does not run, as nobody was served.

    Served later than it was dated, it leaves as many days as the letter gave (Licensing Law arts. 32, 47, 82).
    A missing calendar lets nothing run out.
    """
    service = getattr(letter, "service", None)
    if service is None:
        return None
    if service.served_on <= letter.dated:
        return told
    try:
        if in_calendar_days:  # never ending on a holiday (Civil Code art. 203)
            return add_calendar_days(service.served_on, (told - letter.dated).days)
        return add_working_days(service.served_on, working_days_between(letter.dated, told))
    except CalendarUnknown:
        return None


class MayAskByLetter(AppendOnlyModel):
    """Something a letter may ask for within days; `told_in` names the field with the day as the letter has it.

    The row has its `letter`, a one-to-one field of the app's own.
    """

    told_in: ClassVar[str] = "answer_by"
    in_calendar_days: ClassVar[bool] = False
    letter: Any

    class Meta:
        abstract = True

    @property
    def told(self) -> datetime.date | None:
        """The day as the letter has it; None where it asks for nothing."""
        day: datetime.date | None = getattr(self, self.told_in)
        return day

    @property
    def runs_until(self) -> datetime.date | None:
        """The last day to answer, counted from the day the letter was served; None while it was not."""
        if self.told is None or self.letter is None:
            return None
        return runs_until(self.told, self.letter, in_calendar_days=self.in_calendar_days)

    @property
    def last_day(self) -> datetime.date | None:
        """The day as it is told: of a letter that was not served yet, what it says."""
        return self.runs_until or self.told


class AskedByLetter(MayAskByLetter):
    """Something a letter asks for within days, always."""

    class Meta:
        abstract = True

    @property
    def last_day(self) -> datetime.date:
        told: datetime.date = getattr(self, self.told_in)
        return self.runs_until or told


def is_over(last_day: datetime.date | None, *, on: datetime.date) -> bool:
    """Whether a limit ran out: one that does not run never has."""
    return last_day is not None and on > last_day
