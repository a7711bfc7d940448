"""Until when a decision may be contested, told to whom it was served before the days of either remedy end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from licensing.decisions.models.letters import Letter
from licensing.telling.coming import Coming, days_before
from papers.serving.days import LONGEST_TO_CONTEST, Remedy


def contests(on: datetime.date) -> Iterator[Coming]:
    """Decisions whose time for reconsideration or for a suit ends soon; once something came of one, nothing more."""
    rows = Letter.objects.filter(kind__in=Letter.CONTESTABLE, service__served_on__range=(on - LONGEST_TO_CONTEST, on))
    for letter in rows.filter(outcomes__isnull=True).select_related("service").order_by("pk"):
        for remedy, until in zip(Remedy, letter.contestable_until or (), strict=False):
            if until is not None and on <= until <= on + datetime.timedelta(days=days_before(remedy.value)[0]):
                yield Coming(application_id=letter.application_id, limit=remedy.value, due=until)
