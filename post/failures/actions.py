"""What could not be delivered is sent again, or given up with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.people import Person
from post.events import GIVEN_UP, RETRIED
from post.telling.models import Delivery
from post.telling.steps import step
from trail.events import EventKind


class NotFailed(Exception):
    """It was sent again, given up or delivered meanwhile."""


def retry(delivery: Delivery, *, by: Person) -> None:
    """Put it into the queue again, due now, with what it carried and could not be delivered. Raises NotFailed."""
    with transaction.atomic():
        if not step(delivery, Delivery.State.QUEUED, by=by, due=timezone.now()):
            raise NotFailed
        for carried in delivery.carries.filter(state=Delivery.State.FAILED):
            step(carried, Delivery.State.QUEUED, by=by)
        _tell(RETRIED, delivery, by=by)


def give_up(delivery: Delivery, *, reason: str, by: Person) -> None:
    """Send it no more; the reason stays with it. Raises NotFailed."""
    with transaction.atomic():
        if not step(delivery, Delivery.State.GIVEN_UP, reason=reason, by=by):
            raise NotFailed
        _tell(GIVEN_UP, delivery, by=by)


def _tell(kind: EventKind, delivery: Delivery, *, by: Person) -> None:
    message = delivery.message
    kind.record(subject=message.matter, by=by, authority=message.authority, channel=delivery.channel)
