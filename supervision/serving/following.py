"""Timer: a letter of supervision that reached nobody moves on by itself (0087).

Its office is told of each next way of service once, who supervises when it is late; a public notice whose period is
over has served. Nothing else happens: what the letter begins does not run.
"""

from __future__ import annotations

import datetime

from django.core.cache import cache
from django.utils import timezone

from desk.serving.following import OVERDUE, Standing, serve_announced, standing_of, tell_once
from supervision.serving.actions import is_late, served_by_notice, waits
from supervision.serving.models import CompanyLetter
from supervision.serving.waiting import ROOMS, to_be_served


def tick() -> int:
    """Once an hour; returns how many people were told, or letters served. Harmless to repeat."""
    now = timezone.localtime()
    if not cache.add(f"supervision:serving:{now:%Y%m%d%H}", True, timeout=3600):
        return 0
    return follow(on=now.date())


def follow(*, on: datetime.date) -> int:
    """Look at every letter that waits."""
    done = 0
    for room in ROOMS.values():
        waiting = to_be_served(room.model._default_manager.all())
        standings = standing_of(waiting, on=on)
        done += serve_announced(standings, served_by_notice, on=on)
        done += tell_once(standings, _tell)
    return done


def _tell(standing: Standing[CompanyLetter], what: str) -> None:
    if what != OVERDUE:
        waits(standing.letter, next_way=standing.next_way, day=standing.due)
    elif standing.due:
        is_late(standing.letter, day=standing.due)
