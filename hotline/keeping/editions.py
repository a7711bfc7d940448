"""How long tickets and calls are kept whole: dated editions of data, each with its source."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from clock.dated import Editions


@dataclass(frozen=True, kw_only=True)
class Retention:
    """One edition: years after a ticket is over, months after a call without a ticket."""

    edition: str
    in_force_from: datetime.date
    ticket_years: int
    call_months: int
    source: str


EDITIONS = Editions(Path(__file__).parent / "data", "retention-*.json", lambda told: Retention(**told))


def retention_on(day: datetime.date) -> Retention:
    """The edition in force on a day; before the first one the first holds."""
    return EDITIONS.on(day)
