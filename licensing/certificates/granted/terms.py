"""From which day to which day a certificate is valid (domain F-1.6)."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from licensing.applications.rules import is_renewal
from licensing.applications.sheet import Sheet
from licensing.decisions.models.ends import Decision


def validity(decided_on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day: as many years as the setting says (domain F-1.6: four)."""
    years = settings.LICENCE_YEARS
    try:
        end = decided_on.replace(year=decided_on.year + years)
    except ValueError:  # granted on 29 February
        end = decided_on.replace(year=decided_on.year + years, day=28) + datetime.timedelta(days=1)
    return decided_on, end - datetime.timedelta(days=1)


def term_of(decision: Decision, sheet: Sheet, earlier_end: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    """Validity: a new term; a renewal adds one to the running term; any other new version keeps its end.

    A renewal granted by law begins the day after the old term ended, whenever the worker came to it (art. 50).
    """
    decided = timezone.localdate(decision.decided_at)
    if earlier_end is None:
        return validity(decided)
    has_ended = earlier_end < decided
    if is_renewal(sheet):
        following = validity(earlier_end + datetime.timedelta(days=1))
        if has_ended and not decision.is_deemed:
            return validity(decided)
        return following if has_ended else (decided, following[1])
    # Nothing but a renewal adds a day: what has run out stays run out in its new version.
    return min(decided, earlier_end), earlier_end


def day_of(text: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
