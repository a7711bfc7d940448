"""Figures of care, each from the rows it counts: the same query counts and lists (domain F-10.18, 10.5).

Below ten people there are counts and no shares: a percentage of seven names somebody.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import QuerySet

from hotline.care.application_models import CareApplication, CareGrant, Work
from hotline.care.models import Programme

FEW = 10
CENT = Decimal("0.01")


def reached(programme: Programme, *, county: str = "") -> QuerySet[CareApplication]:
    """The applications of a programme that were handed over: what the figures count and the list shows."""
    rows = _handed_over().filter(programme=programme)
    return rows.filter(county=county) if county else rows


def _handed_over() -> QuerySet[CareApplication]:
    return CareApplication.objects.filter(grant__hand_over__isnull=False)


@dataclass(frozen=True, kw_only=True)
class OfCounty:
    code: str
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a programme reached. Shares are percent, None where fewer than ten were reached."""

    quota: int
    budget: Decimal
    applied: int
    reached: int
    granted: Decimal
    spent: Decimal
    reached_share: int | None
    cost_each: Decimal | None
    days_to_hand_over: float | None
    self_employed: int
    self_employed_share: int | None
    counties: Sequence[OfCounty]

    @property
    def left(self) -> Decimal:
        return self.budget - self.granted


OF_A_PERSON = ("county", "county__name_zh", "work", "applied_at__date", "grant__hand_over__on", "grant__amount")
"""What is read of everybody a programme reached."""


def figures_of(programme: Programme) -> Figures:
    """Count a programme now."""
    return figures_of_each([programme])[0][1]


def figures_of_each(programmes: Sequence[Programme]) -> list[tuple[Programme, Figures]]:
    """Count some programmes now, each table once."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for pk, *told in _handed_over().filter(programme__in=programmes).values_list("programme", *OF_A_PERSON):
        rows[pk].append(told)
    applied = Counter(CareApplication.objects.filter(programme__in=programmes).values_list("programme", flat=True))
    granted: dict[int, Decimal] = defaultdict(lambda: Decimal("0.00"))
    grants = CareGrant.objects.filter(programme__in=programmes, end__isnull=True)
    for pk, amount in grants.values_list("programme", "amount"):
        granted[pk] += amount
    return [(one, _counted(one, rows[one.pk], applied=applied[one.pk], granted=granted[one.pk])) for one in programmes]


def _counted(programme: Programme, rows: Sequence[Any], *, applied: int, granted: Decimal) -> Figures:
    counties = Counter((code, name) for code, name, *_rest in rows)
    count = len(rows)
    spent = sum((amount for *_rest, amount in rows), Decimal("0.00"))
    selves = sum(work == Work.SELF for _code, _name, work, *_rest in rows)
    days = [(on - applied).days for *_rest, applied, on, _amount in rows]
    return Figures(
        quota=programme.quota,
        budget=programme.budget,
        applied=applied,
        reached=count,
        granted=granted,
        spent=spent,
        reached_share=_share(count, programme.quota, of=count),
        cost_each=(spent / count).quantize(CENT, ROUND_HALF_UP) if count else None,
        days_to_hand_over=statistics.median(days) if days else None,
        self_employed=selves,
        self_employed_share=_share(selves, count, of=count),
        counties=[
            OfCounty(code=code, name=name, count=number)
            for (code, name), number in sorted(counties.items(), key=lambda one: (-one[1], one[0]))
        ],
    )


def _share(part: int, whole: int, *, of: int) -> int | None:
    return round(100 * part / whole) if of >= FEW and whole else None
