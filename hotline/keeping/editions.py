"""How long tickets and calls are kept whole: dated editions of data, each with its source."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class Retention:
    """One edition: years after a ticket is over, months after a call without a ticket."""

    edition: str
    in_force_from: datetime.date
    ticket_years: int
    call_months: int
    source: str


@cache
def editions() -> tuple[Retention, ...]:
    """Every edition there is, the oldest first; adding one is adding a file."""
    found = [json.loads(file.read_text(encoding="utf-8")) for file in _FOLDER.glob("retention-*.json")]
    read = (Retention(**{**one, "in_force_from": datetime.date.fromisoformat(one["in_force_from"])}) for one in found)
    return tuple(sorted(read, key=lambda one: one.in_force_from))


def retention_on(day: datetime.date) -> Retention:
    """The edition in force on a day; before the first one the first holds."""
    return next((one for one in reversed(editions()) if one.in_force_from <= day), editions()[0])
