"""The last days to contest a decision of supervision are told to its company before they end, once each (F-2.5).

Of one against which nothing stands in it – a repair that was granted – nothing is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from desk.serving.models import ServiceTold
from papers.serving.days import LONGEST_TO_CONTEST, Remedy, days
from supervision.serving.actions import ends_soon
from supervision.serving.models import CompanyLetter
from supervision.serving.waiting import ROOMS

FIRST_HOUR = 8
TOLD = {Remedy.RECONSIDERATION: "review", Remedy.SUIT: "suit"}
"""Under which word the row stands that it was told."""


def tick() -> int:
    """Timer: once a day from eight o'clock; returns how many were told. Harmless to repeat."""
    now = timezone.localtime()
    if now.hour < FIRST_HOUR or not cache.add(f"supervision:contests:{now.date()}", True, timeout=24 * 3600):
        return 0
    return sum(_tell_once(*found) for found in ending(on=now.date()))


def ending(*, on: datetime.date) -> Iterator[tuple[CompanyLetter, Remedy, datetime.date]]:
    """Letters that may be contested not much longer, by which remedy, and its last day."""
    last = on + datetime.timedelta(days=days("contest-told", on=on))
    for room in ROOMS.values():
        letters: QuerySet[Any] = room.model._default_manager.all()
        rows = letters.filter(kind__in=room.model.CONTESTABLE, service__served_on__range=(on - LONGEST_TO_CONTEST, on))
        for letter in rows.select_related("service", "company", "authority").order_by("pk"):
            for remedy, until in zip(Remedy, letter.contestable_until or (), strict=False):
                if until is not None and on <= until <= last:
                    yield letter, remedy, until


def _tell_once(letter: CompanyLetter, remedy: Remedy, until: datetime.date) -> bool:
    try:
        with transaction.atomic():
            ServiceTold.objects.create(letter=letter.number, what=TOLD[remedy])
            ends_soon(letter, remedy=remedy, day=until)
    except IntegrityError:
        return False
    return True
