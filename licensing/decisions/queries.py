"""Figures about decisions."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from django.db.models import prefetch_related_objects

from licensing.applications.models.application import Application
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from pages.lists.beside import spare, telling

CAME_OF_IT = (
    "acceptance", "correction", "amendment", "extension", "hearing_offer", "site_check", "decision__publication",
    "withdrawal", "ending", "standing", "process", "bundle_process",
)  # fmt: skip
"""What may have come of a case since it was handed in, one row at most of each: read with a case that is shown."""


def median_minutes_to_decision(*, last: int = 1000) -> float | None:
    """Median minutes from submission to decision over the newest decisions; None when there are none."""
    rows = Decision.objects.order_by("-decided_at").values_list("application__submission__submitted_at", "decided_at")[
        :last
    ]
    minutes = [(decided - submitted).total_seconds() / 60 for submitted, decided in rows]
    return median(minutes) if minutes else None


def letters_of(cases: Iterable[Application]) -> list[Letter]:
    """Every letter of some cases in the order they were written: how it was served, what corrected or undid it."""
    rows = Letter.objects.filter(application__in=cases).select_related("application", "service")
    letters = list(telling(rows, "corrections", "outcomes"))
    spare(letters, "corrections", "outcomes")
    prefetch_related_objects(letters, "corrections__letter", "outcomes__decided__letter")
    return letters
