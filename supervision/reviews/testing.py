"""What registries told of a vehicle's last test, and so until when the next one is (F-9.5: Technical Rules art. 21).

A day that passed is told and shown, and is no fact: that no newer test was entered does not say there was none.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from materials.lookups.contract import Answer, Outcome
from supervision.reviews.models import ReviewedVehicle
from supervision.reviews.rules import next_test_after

TESTED_ON, REGISTERED_ON = "graded-on", "registered-on"


def learn_of_test(vehicle: ReviewedVehicle, answers: Sequence[Answer], *, on: datetime.date) -> None:
    """Write down when a vehicle was registered and last tested, in the caller's transaction and under its lock.

    `answers`: of the test, then of the registration. One that knows nothing changes nothing, and an older test than
    is known changes nothing.
    """
    test, registration = answers
    vehicle.registered_on = _day(registration, REGISTERED_ON) or vehicle.registered_on
    tested = _day(test, TESTED_ON)
    if tested is not None and tested <= on:
        vehicle.tested_on = max(tested, vehicle.tested_on or tested)
    if vehicle.tested_on is not None:
        vehicle.test_due_on = next_test_after(vehicle.registered_on, vehicle.tested_on)
    vehicle.save(update_fields=["registered_on", "tested_on", "test_due_on"])


def _day(answer: Answer, name: str) -> datetime.date | None:
    if answer.outcome is not Outcome.FOUND:
        return None
    try:
        return datetime.date.fromisoformat(answer.fields.get(name, "")[:10])
    except ValueError:
        return None
