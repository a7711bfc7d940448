"""Timer: a limit of a bad rating that passed is told to the supervisor, once. It ends nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from pages.one_by_one import one_by_one
from rating import events
from rating.handling.dues import reckon
from rating.handling.models import RatingDue
from rating.recording import tell

MOST = 200


def tick() -> int:
    """Look at what is due now; returns how many had passed. Harmless to repeat."""
    rows = RatingDue.objects.running().filter(look_at__lte=timezone.now()).order_by("look_at")
    return one_by_one(rows.values_list("pk", flat=True)[:MOST], _look_at, what="a limit of a rating")


@transaction.atomic
def _look_at(key: int) -> bool:
    rows = RatingDue.objects.running().select_for_update(of=("self",)).filter(pk=key, look_at__lte=timezone.now())
    due = rows.select_related("rating__service__authority").first()
    if due is None:
        return False  # done in the meantime, or another worker was quicker
    reckon(due)  # the calendar may have changed
    passed = due.due_at is not None and due.due_at <= timezone.now()
    if passed:
        due.look_at = None
        tell(events.OVERDUE, due.rating.service, by="timer:ratings", step=f"rating-{due.step}")
    due.save(update_fields=["due_at", "look_at"])
    return passed
