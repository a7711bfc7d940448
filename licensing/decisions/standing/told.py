"""What the rows beside a case say it has come to, asked of them alone: the proof of the row the database keeps."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from licensing.applications.models.application import Application
from licensing.decisions.models.ends import Ending
from licensing.decisions.standing.models import Standing


def as_told() -> Case:
    """The standing of a case by the rows beside it, the strongest first; an expression over applications."""

    def when(standing: Standing, **there: Any) -> When:
        return When(Q(**there), then=Value(standing.value))

    return Case(
        when(Standing.WITHDRAWN, withdrawal__isnull=False),
        when(Standing.TERMINATED, ending__kind__in=Ending.TERMINATIONS),
        when(Standing.NOT_ACCEPTED, ending__isnull=False),
        When(decision__isnull=False, then=F("decision__outcome")),
        when(Standing.BUNDLE_DONE, bundle_process__finished__isnull=False),
        when(Standing.BUNDLE_IN_HAND, bundle_process__isnull=False),
        when(Standing.ACCEPTED, acceptance__isnull=False),
        when(Standing.TO_BE_CORRECTED, correction__isnull=False, amendment__isnull=True),
        default=Value(Standing.RECEIVED.value),
    )


def misplaced() -> QuerySet[Application]:
    """Handed-in cases whose row is missing or says something else than the rows beside them; none, as a rule."""
    rows = Application.objects.submitted().annotate(told=as_told())
    right = Q(standing__at=F("told"), standing__receipt_number=F("submission__receipt_number"))
    return rows.filter(Q(standing__isnull=True) | ~right).order_by("pk")
