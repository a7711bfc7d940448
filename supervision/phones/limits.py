"""Limits of what phones take down without network: data that ships, each value with its source."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Limits:
    """An edition: how far clocks may differ, how late a record may come, how long what is kept.

    `clock_minutes`: so far two clocks may differ and still be called the same. `latest_days`: what is older when it
    arrives is for a person. `phone_days`: so long a list of the day, a draft and a receipt stay on the phone.
    `settled_days`: so long what was not taken in stays after somebody looked at it.
    """

    edition: str
    in_force_from: datetime.date
    clock_minutes: int
    latest_days: int
    phone_days: int
    settled_days: int


@cache
def limits() -> Limits:
    """The edition that counts."""
    told = json.loads((Path(__file__).parent / "limits.json").read_text(encoding="utf-8"))
    edition, since = told.pop("edition"), datetime.date.fromisoformat(told.pop("in_force_from"))
    return Limits(edition=edition, in_force_from=since, **{name: one["value"] for name, one in told.items()})
