"""When a caller is asked again, and how long an answer is taken: dated editions of data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from clock.dated import Editions


@dataclass(frozen=True, kw_only=True)
class Rules:
    """So many days after a ticket was struck off, or answered in the call, its caller is asked.

    Who was not asked within `look_back_days` more is not asked.
    """

    edition: str
    in_force_from: datetime.date
    after_days: int
    at_once_after_days: int
    look_back_days: int
    open_days: int


EDITIONS = Editions(
    Path(__file__).parent / "data",
    "afterwards-*.json",
    lambda told: Rules(**{name: value for name, value in told.items() if name != "source"}),
)


def rules_on(day: datetime.date) -> Rules | None:
    """The edition in force on a day; none before the first."""
    return EDITIONS.held(day)


def rules_of(edition: str) -> Rules:
    """The edition a questionnaire keeps."""
    return EDITIONS.of(edition)
