"""Until when a decision may be contested, told to whom it was served before the sixty days of reconsideration end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from licensing.decisions.models.letters import Letter
from licensing.telling.coming import Coming, days_before

LONGEST = datetime.timedelta(days=80)
"""Sixty days, and no holiday that moves their end is longer."""


def contests(on: datetime.date) -> Iterator[Coming]:
    """Decisions whose time for reconsideration ends soon; of one that was contested nothing is told any more."""
    last = on + datetime.timedelta(days=days_before("reconsideration")[0])
    rows = Letter.objects.filter(kind__in=Letter.CONTESTABLE, service__served_on__range=(on - LONGEST, on))
    for letter in rows.filter(outcomes__isnull=True).select_related("service").order_by("pk"):
        until = letter.contestable_until
        if until is not None and on <= until[0] <= last:
            yield Coming(application_id=letter.application_id, limit="reconsideration", due=until[0])
