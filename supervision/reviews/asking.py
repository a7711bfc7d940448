"""What no registry answered is asked again by night, the longest unasked first."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from pages.one_by_one import one_by_one
from supervision.reviews.actions import ask_again
from supervision.reviews.models import ReviewRequest

IN_ONE_TURN = 20


def tick() -> int:
    """Timer: the next open reviews of this night; returns how many were answered."""
    now = timezone.localtime()
    if now.hour < settings.CREDIT_HOUR:
        return 0
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    turn = ReviewRequest.objects.not_asked_since(midnight).select_related("vehicle__company", "vehicle__authority")
    return one_by_one(turn[:IN_ONE_TURN], ask_again, what="asking again")
