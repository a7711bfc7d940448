"""When a caller is asked again, and how long an answer is taken: dated editions of data."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


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


@cache
def editions() -> tuple[Rules, ...]:
    """Every edition, the oldest first."""
    found = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(_FOLDER.glob("afterwards-*.json")))
    rules = (
        Rules(
            **{
                **{name: value for name, value in told.items() if name != "source"},
                "in_force_from": datetime.date.fromisoformat(told["in_force_from"]),
            }
        )
        for told in found
    )
    return tuple(sorted(rules, key=lambda one: one.in_force_from))


def rules_on(day: datetime.date) -> Rules | None:
    """The edition in force on a day; none before the first."""
    return next((one for one in reversed(editions()) if one.in_force_from <= day), None)


def rules_of(edition: str) -> Rules:
    """The edition a questionnaire keeps."""
    return next(one for one in editions() if one.edition == edition)
