"""Drafts whose time is over: their company is told before, and a draft nobody came back to goes on the day it was told.

What is deleted is what was told: a draft goes when the day of a warning given since it was saved last has passed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import F, Max
from django.utils import timezone

from licensing import events
from licensing.applications.keeping.editions import retention_on
from licensing.applications.keeping.going import forget_look_ups, put_away
from licensing.applications.keeping.rules import near_their_end
from licensing.applications.models.application import Application
from licensing.telling.coming import Coming
from licensing.telling.models import Forewarning
from pages.days import midnight

LIMIT = "draft"
AT_NIGHT = 2
PART = 500
"""So many drafts are read at a time."""


def drafts(on: datetime.date) -> Iterator[Coming]:
    """Drafts that end soon; one that could not be warned of in time is kept as long as a warning takes."""
    told = _told_days()
    for draft in near_their_end(on=on).order_by("pk").iterator(500):
        least = on + datetime.timedelta(days=retention_on(on).told_days)
        due = told.get(draft.pk) or max(draft.kept_until, least)
        yield Coming(application_id=draft.pk, limit=LIMIT, due=due, kind=events.DRAFT_ENDS)


def _told_days() -> dict[int, datetime.date]:
    """The day told last of each draft, of warnings given since it was saved last."""
    rows = Forewarning.objects.filter(limit=LIMIT, at__gt=F("application__saved_at"))
    standing = rows.filter(application__discarded_at__isnull=True, application__submission__isnull=True)
    return dict(standing.order_by().values_list("application").annotate(day=Max("due")))


def tick() -> int:
    """Timer, once a night: drafts whose told day has passed go, and look-ups of those put away long ago."""
    now = timezone.localtime()
    if now.hour != AT_NIGHT or not cache.add(f"kept-drafts:{now.date()}", True, timeout=24 * 3600):
        return 0
    gone = let_go(on=now.date())
    while forgotten := forget_look_ups(on=now.date()):
        gone += forgotten
    return gone


def let_go(*, on: datetime.date) -> int:
    """Put away every draft whose told day has passed; returns how many. What was saved today is somebody's."""
    over = [key for key, day in _told_days().items() if day < on]
    idle = Application.objects.drafts().filter(saved_at__lt=midnight(on)).select_related("authority").defer("draft")
    parts = (over[start : start + PART] for start in range(0, len(over), PART))
    found = (draft for part in parts for draft in idle.filter(pk__in=part).order_by("pk"))
    return sum(put_away(draft, untouched_since=draft.saved_at) for draft in found)
