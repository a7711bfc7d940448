"""How long a limit runs that a letter told: from the day the letter was served, never from its date alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from clock.working_days import CalendarUnknown, add_calendar_days, add_working_days, working_days_between
from trail.append_only import AppendOnlyModel

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
    try:
        if in_calendar_days:  # never ending on a holiday (Civil Code art. 203)
            return add_calendar_days(service.served_on, (told - letter.dated).days)
        return add_working_days(service.served_on, working_days_between(letter.dated, told))
    except CalendarUnknown:
        return None


class AskedByLetter(AppendOnlyModel):
    """Something a letter asks for within days; `told_in` names the field with the day as the letter has it."""

    told_in: ClassVar[str] = "answer_by"
    letter: models.OneToOneField[Letter, Letter]

    class Meta:
        abstract = True

    @property
    def runs_until(self) -> datetime.date | None:
        """The last day to answer, counted from the day the letter was served; None while it was not."""
        return runs_until(getattr(self, self.told_in), self.letter)

    @property
    def last_day(self) -> datetime.date:
        """The day as it is told: of a letter that was not served yet, what it says."""
        told: datetime.date = getattr(self, self.told_in)
        return self.runs_until or told


def is_over(last_day: datetime.date | None, *, on: datetime.date) -> bool:
    """Whether a limit ran out: one that does not run never has."""
    return last_day is not None and on > last_day
