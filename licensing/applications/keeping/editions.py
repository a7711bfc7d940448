"""How long a draft and its look-ups are kept: dated editions of data, each with its source."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from clock.dated import Editions


@dataclass(frozen=True, kw_only=True)
class Retention:
    """One edition.

    `draft_days` without anybody working on it; `look_up_days` after it was put away; `told_days` its company is told
    before, at least.
    """

    edition: str
    in_force_from: datetime.date
    draft_days: int
    look_up_days: int
    told_days: int
    source: str


EDITIONS = Editions(Path(__file__).parent / "data", "retention-*.json", lambda told: Retention(**told))


def retention_on(day: datetime.date) -> Retention:
    """The edition in force on a day; before the first one the first holds."""
    return EDITIONS.on(day)
