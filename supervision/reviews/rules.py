"""When a vehicle is to be reviewed, and what the look-ups say of it (domain F-9.5, F-9.6).

How often, from which mass and how early is data, in dated editions.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clock.dated import Editions
from clock.months import months_later
from materials.lookups.contract import Answer, Outcome

if TYPE_CHECKING:
    from supervision.reviews.models import ReviewedVehicle

TESTED, REGISTERED = "vehicle-tech-grade", "vehicle-licence"
"""The look-ups that answer a review: the technical grade of the test, and the registration with its inspection."""
INSPECTED_UNTIL = "inspection-valid-to"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """An edition: every so many months, above so many kilograms, so many days before the day it is due.

    Tests between reviews: every `test_months`, of a vehicle registered `old_after_months` ago every `old_test_months`;
    the company is told `test_told_days` before.
    """

    edition: str
    in_force_from: datetime.date
    source: str
    every_months: int
    above_kg: int
    window_days: int
    test_months: int
    old_after_months: int
    old_test_months: int
    test_told_days: int
    decided_in_working_days: int


EDITIONS = Editions(Path(__file__).parent / "data", "rules.json", lambda told: Rules(**told))


def rules(*, on: datetime.date) -> Rules:
    """The edition in force on a day; before the first one, the first."""
    return EDITIONS.on(on)


def due_after(issued_on: datetime.date, passed_on: datetime.date | None, *, on: datetime.date) -> datetime.date:
    """The next yearly day of a certificate: the first after it was issued, or after the last review.

    A review within the time before its day counts for that day.
    """
    edition = rules(on=on)
    done = passed_on + datetime.timedelta(days=edition.window_days) if passed_on else issued_on
    turn = 1
    while (day := months_later(issued_on, turn * edition.every_months)) <= done:
        turn += 1
    return day


def next_test_after(registered_on: datetime.date | None, tested_on: datetime.date) -> datetime.date:
    """The last day for the next test, by how old the vehicle was at the last one.

    Where nobody told when it was registered it is not taken for old.
    """
    edition = rules(on=tested_on)
    is_old = registered_on is not None and months_later(registered_on, edition.old_after_months) <= tested_on
    return months_later(tested_on, edition.old_test_months if is_old else edition.test_months)


def state_of(vehicle: ReviewedVehicle, *, on: datetime.date) -> str:
    """asked, to-mend, failed, overdue, due, or reviewed: nothing to do yet."""
    newest = vehicle.newest
    if newest is not None and not hasattr(newest, "result"):
        return "asked"
    if vehicle.due_on < on:
        state = "overdue"
    elif vehicle.due_on <= on + datetime.timedelta(days=rules(on=on).window_days):
        state = "due"
    else:
        return "reviewed"
    if newest is not None and newest.due_on == vehicle.due_on and newest.result.outcome != "passed":
        return str(newest.result.outcome)
    return state


def outcome_of(answers: Iterable[Answer], *, on: datetime.date) -> str | None:
    """ "passed" or "to-mend" by what the registries said; None where one was silent or has no record.

    Silence is no consent, and not found is not false: then a person looks at the report of the test.
    """
    found = list(answers)
    if any(answer.outcome in (Outcome.UNAVAILABLE, Outcome.NOT_FOUND) for answer in found):
        return None
    if any(answer.outcome is Outcome.CONFLICT or _has_run_out(answer, on=on) for answer in found):
        return "to-mend"
    return "passed"


def _has_run_out(answer: Answer, *, on: datetime.date) -> bool:
    until = answer.fields.get(INSPECTED_UNTIL, "")
    try:
        return bool(until) and datetime.date.fromisoformat(until[:10]) < on
    except ValueError:
        return True
