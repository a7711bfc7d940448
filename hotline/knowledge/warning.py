"""Before an answer's last day its owner is told, once a version; after it nobody is told the answer any more."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from hotline.knowledge import events
from hotline.knowledge.actions import tell
from hotline.knowledge.models import AnswerVersion, OwnerWarned

BY_TIMER = "timer:knowledge"
IN_ONE_TURN = 50


def tick() -> int:
    """Timer: warn the owners of what is due for review; returns how many."""
    today = timezone.localdate()
    waiting = AnswerVersion.objects.due(on=today).filter(warned__isnull=True).select_related("entry__authority")
    count = 0
    for version in waiting.order_by("valid_to", "pk")[:IN_ONE_TURN]:
        with transaction.atomic():
            _done, new = OwnerWarned.objects.get_or_create(version=version)
            if new:
                tell(events.DUE, version, by=BY_TIMER, until=version.valid_to.isoformat())
                count += 1
    return count
