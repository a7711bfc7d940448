"""How old a driver may be: dated law data with its source, compared as days, never as whole years.

The Regulation changed once (60, since 2026-03-20 63); the next change is a line in `data/ages.json`.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accounts.typed.identifiers import birth_date


@dataclass(frozen=True, kw_only=True)
class AgeLimit:
    """The age a driver may not be over, from a day on (Road Transport Regulation art. 22)."""

    since: datetime.date
    years: int
    source: str


@cache
def age_limits() -> tuple[AgeLimit, ...]:
    """Every limit there ever was, oldest first."""
    entries = json.loads((Path(__file__).parent / "data" / "ages.json").read_text(encoding="utf-8"))
    found = [
        AgeLimit(since=datetime.date.fromisoformat(e["from"]), years=e["years"], source=e["source"]) for e in entries
    ]
    return tuple(sorted(found, key=lambda limit: limit.since))


def age_limit(*, on: datetime.date) -> AgeLimit:
    """The limit in force on a day; before the first one the first."""
    return next((limit for limit in reversed(age_limits()) if limit.since <= on), age_limits()[0])


def birthday(born: datetime.date, years: int) -> datetime.date:
    """The birthday in its year; without a 29 February the last day of the month (Civil Code art. 202)."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, day=28)


def last_day_to_drive(id_number: str, *, on: datetime.date) -> datetime.date:
    """The birthday on which a driver's certificate ends, by the limit in force on a day."""
    return birthday(birth_date(id_number), age_limit(on=on).years)


def is_too_old(id_number: str, *, on: datetime.date) -> bool:
    """Whether a driver is over the limit in force on that very day."""
    return on > last_day_to_drive(id_number, on=on)
