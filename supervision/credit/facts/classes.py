"""The classes of the national rule and their days, as data: from when repair may be asked for, when publicity ends."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clock.months import months_later


@cache
def rule() -> dict[str, Any]:
    """The data file, as it stands."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("classes.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, kw_only=True)
class ClassDays:
    """`repair_from`: the first day of repair; `shown_until`: the last of publicity and use; None for no penalty."""

    repair_from: datetime.date | None
    shown_until: datetime.date | None


def days_of(gravity: str, happened_on: datetime.date) -> ClassDays:
    """The days of a penalty, counted from the document's day (信用修复管理办法)."""
    entry = next((one for one in rule()["classes"] if one["gravity"] == gravity), None)
    if entry is None:
        return ClassDays(repair_from=None, shown_until=None)
    last = months_later(happened_on, entry["max_months"]) - datetime.timedelta(days=1)
    return ClassDays(repair_from=months_later(happened_on, entry["min_months"]), shown_until=last)


def days(name: str) -> int:
    """Working days: "accept", "decide", "extend" of a repair."""
    return int(rule()["days"][name])


def objection_days(name: str) -> int:
    """Working days: "ask", "decide" of an objection."""
    return int(rule()["objection"][name])
