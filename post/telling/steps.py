"""A delivery takes its next step; what it has reached is never undone by news that comes late or twice."""

from __future__ import annotations

import datetime

from accounts.people import Person
from post.telling.models import Delivery, DeliveryStep

State = Delivery.State
_ONWARD: dict[str, frozenset[str]] = {
    State.QUEUED: frozenset({State.SENT, State.DELIVERED, State.OPENED, State.FAILED, State.GIVEN_UP}),
    State.SENT: frozenset({State.DELIVERED, State.OPENED, State.FAILED}),
    State.DELIVERED: frozenset({State.OPENED}),
    State.OPENED: frozenset(),
    State.FAILED: frozenset({State.QUEUED, State.DELIVERED, State.OPENED, State.GIVEN_UP}),
    State.GIVEN_UP: frozenset({State.DELIVERED, State.OPENED}),
}
"""From each state the states it may go on to."""


def step(
    delivery: Delivery, state: str, *, reason: str = "", by: Person | None = None, due: datetime.datetime | None = None
) -> bool:
    """Take a step and write it down, in the caller's transaction; False when news came too late to change anything.

    `reason` of somebody's own words stands in the step; the row of the queue keeps short ones.
    """
    onward = [held for held, next_ones in _ONWARD.items() if state in next_ones]
    changed: dict[str, object] = {"state": state, "reason": reason[:60]}
    if due:
        changed |= {"due_at": due, "tries": 0, "carried_by": None}
    if not Delivery.objects.filter(pk=delivery.pk, state__in=onward).update(**changed):
        return False
    DeliveryStep.objects.create(delivery=delivery, state=state, reason=reason, by=by)
    for name, value in changed.items():
        setattr(delivery, name, value)
    return True
