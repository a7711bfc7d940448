"""How old a driver may be: dated law data with its source, compared as days, never as whole years.

The Regulation changed once (60, since 2026-03-20 63); the next change is a line in `data/ages.json`. Who is younger
than anybody with a driving licence (`data/least-ages.json`) cannot hold the matching one.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from accounts.typed.identifiers import birth_date


@dataclass(frozen=True, kw_only=True)
class AgeLimit:
    """The age a driver may not be over, or has to be, from a day on (Road Transport Regulation art. 22)."""

    since: datetime.date
    years: int
    source: str


def age_limits() -> tuple[AgeLimit, ...]:
    """Every limit there ever was, oldest first."""
    return _read("ages.json")


def least_ages() -> tuple[AgeLimit, ...]:
    """Every least age there ever was, oldest first."""
    return _read("least-ages.json")


@cache
def _read(name: str) -> tuple[AgeLimit, ...]:
    entries = json.loads((Path(__file__).parent / "data" / name).read_text(encoding="utf-8"))
    found = [
        AgeLimit(since=datetime.date.fromisoformat(e["from"]), years=e["years"], source=e["source"]) for e in entries
    ]
    return tuple(sorted(found, key=lambda limit: limit.since))


def age_limit(*, on: datetime.date) -> AgeLimit:
    """The limit in force on a day; before the first one the first."""
    return _on(age_limits(), on)


def least_age(*, on: datetime.date) -> AgeLimit:
    """The least age in force on a day; before the first one the first."""
    return _on(least_ages(), on)


def _on(limits: tuple[AgeLimit, ...], on: datetime.date) -> AgeLimit:
    return next((limit for limit in reversed(limits) if limit.since <= on), limits[0])


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


def is_too_young(id_number: str, *, on: datetime.date) -> bool:
    """Whether somebody has not come of the age to drive on that very day; the birthday itself is enough."""
    return on < birthday(birth_date(id_number), least_age(on=on).years)


def why_not_of_age(id_number: str, *, on: datetime.date) -> str:
    """Why somebody may not drive on a day, by age alone; "" when they may."""
    if is_too_old(id_number, on=on):
        return _("Drivers may not be older than %(limit)s (Road Transport Regulation art. 22).") % {
            "limit": age_limit(on=on).years
        }
    if is_too_young(id_number, on=on):
        return _("Nobody under %(limit)s holds a driving licence (Road Transport Regulation art. 22).") % {
            "limit": least_age(on=on).years
        }
    return ""
