"""So many days as a document says them: working days or days, and where it is said."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from clock.working_days import add_calendar_days, add_working_days

UNITS = ("day", "working")
MOST = 365


@dataclass(frozen=True, kw_only=True)
class SaidDays:
    """`unit` is one of UNITS, `source` the line it comes from."""

    days: int
    unit: str
    source: str

    @property
    def is_sound(self) -> bool:
        """Whether a document may say so: within a year, of a known unit, with its source."""
        return 1 <= self.days <= MOST and self.unit in UNITS and bool(self.source.strip())

    def after(self, start: datetime.date) -> datetime.date:
        """The last day. Raises CalendarUnknown."""
        if self.unit == "working":
            return add_working_days(start, self.days)
        return add_calendar_days(start, self.days)
