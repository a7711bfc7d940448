"""Days of an insurance case, and what follows from a refusal (交强险条例 arts. 10 and 38; domain F-10.19, F-10.20).

How many days is data, in dated editions: a case keeps the days it began with.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from clock.dated import Editions
from clock.working_days import CalendarUnknown, add_working_days

REGULATOR = "国家金融监督管理总局焦作监管分局"
ASSOCIATION = "焦作市保险行业协会"
BASIS = "《机动车交通事故责任强制保险条例》第十条、第三十八条"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """An edition: working days until sent, offered, settled; so many days before its end a policy is urgent."""

    edition: str
    in_force_from: datetime.date
    source: str
    send: int
    offer: int
    settle: int
    urgent_days: int


EDITIONS = Editions(Path(__file__).parent / "data", "limits.json", lambda told: Limits(**told))


def in_force(*, on: datetime.date) -> Limits:
    """The edition of a day; before the first one, the first."""
    return EDITIONS.on(on)


def due_on(started: datetime.date, days: int) -> datetime.date | None:
    """The last day of a limit; None while the calendar of its year is not entered."""
    try:
        return add_working_days(started, days)
    except CalendarUnknown:
        return None


def is_urgent(policy_end: datetime.date | None, *, on: datetime.date) -> bool:
    """Whether the policy in force ends within days, or has ended."""
    return policy_end is not None and (policy_end - on).days <= in_force(on=on).urgent_days
