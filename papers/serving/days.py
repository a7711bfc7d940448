"""The days of service and of contesting a decision: dated law data with their sources (`data/days.json`)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path

from clock.working_days import CalendarUnknown, add_calendar_days, add_months, add_working_days


class Remedy(Enum):
    """The two ways against a decision, in the order their time ends."""

    RECONSIDERATION = "reconsideration"
    SUIT = "suit"


LONGEST_TO_CONTEST = datetime.timedelta(days=204)
"""Six months, and no holiday that moves their end is longer."""


@cache
def _editions() -> tuple[tuple[datetime.date, dict[str, int]], ...]:
    rows = json.loads((Path(__file__).parent / "data/days.json").read_text(encoding="utf-8"))
    found = [
        (datetime.date.fromisoformat(row["from"]), {name: day["value"] for name, day in row["days"].items()})
        for row in rows
    ]
    return tuple(sorted(found))


def days(name: str, *, on: datetime.date) -> int:
    """How many days the law gives, as it stood on a day; before the first edition the first."""
    return next((told for since, told in reversed(_editions()) if since <= on), _editions()[0][1])[name]


def serve_by(dated: datetime.date) -> datetime.date | None:
    """By when a letter is to have been served; None without a calendar."""
    return working_days_after(dated, "serve")


def working_days_after(dated: datetime.date, name: str) -> datetime.date | None:
    """The last of the working days a rule gives; None without a calendar."""
    try:
        return add_working_days(dated, days(name, on=dated))
    except CalendarUnknown:
        return None


def announced_until(published_on: datetime.date) -> datetime.date:
    """The day with whose end a public notice has served: the day of publication does not count."""
    return published_on + datetime.timedelta(days=days("notice", on=published_on))


Contestable = tuple[datetime.date | None, datetime.date | None]
"""The last days of `Remedy`, in its order; None of one that ends in a year whose calendar is not known."""


def contestable_until(served_on: datetime.date) -> Contestable:
    """The last days against a decision served on a day.

    Counted from the day after; one that ends on a day nobody works ends on the next working day (Civil Procedure Law
    art. 85, which the Reconsideration Law art. 88 follows).
    """
    return (
        _known(add_calendar_days, served_on, days("reconsideration", on=served_on)),
        _known(add_months, served_on, days("suit", on=served_on)),
    )


def _known(end: Callable[[datetime.date, int], datetime.date], start: datetime.date, span: int) -> datetime.date | None:
    try:
        return end(start, span)
    except CalendarUnknown:
        return None
