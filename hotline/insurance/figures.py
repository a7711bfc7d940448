"""Figures of insurance, each from the rows it counts; below ten cases there are counts and no shares."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from hotline.insurance.asking_models import InsurerLate
from hotline.insurance.models import CaseStep, InsuranceCase, InsurerAnswer, Reason, Step

FEW = 10


@dataclass(frozen=True, kw_only=True)
class OfInsurer:
    """What an insurer did: quotes, refusals, answers that were late, breaches of a pledge that stood."""

    name: str
    quotes: int
    refusals: int
    late: int
    breaches: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """`insured_share` is percent, None below ten settled cases; `premium_change` percent against last year."""

    cases: int
    insured: int
    insured_share: int | None
    median_days: float | None
    overdue: int
    clues: int
    insurers: Sequence[OfInsurer]
    reasons: Sequence[tuple[str, int]]
    premium_change: int | None


def figures_for(authorities: Collection[int]) -> Figures:
    """Count the cases of some authorities now."""
    cases = InsuranceCase.objects.filter(authority__in=authorities)
    ends = CaseStep.objects.filter(case__in=cases, step__in=[Step.INSURED, Step.DECLINED])
    insured = list(
        ends.filter(step=Step.INSURED).values_list("at", "case__reported_at", "answer__premium", "case__last_premium")
    )
    days = [(timezone.localdate(at) - timezone.localdate(began)).days for at, began, _new, _old in insured]
    changes = [(new - old) / old for _at, _began, new, old in insured if new and old]
    count, settled = len(insured), ends.count()
    return Figures(
        cases=cases.count(),
        insured=count,
        insured_share=round(100 * count / settled) if settled >= FEW else None,
        median_days=statistics.median(days) if days else None,
        overdue=overdue(authorities, on=timezone.localdate()),
        clues=CaseStep.objects.filter(case__in=cases, step=Step.REGULATOR).count(),
        insurers=_by_insurer(authorities),
        reasons=_by_reason(authorities),
        premium_change=round(100 * statistics.median(changes)) if len(changes) >= FEW else None,
    )


def overdue(authorities: Collection[int], *, on: datetime.date) -> int:
    """Cases whose last day has passed and which are not settled."""
    ended = CaseStep.objects.filter(step__in=[Step.INSURED, Step.DECLINED]).values("case")
    return InsuranceCase.objects.filter(authority__in=authorities, settle_by__lt=on).exclude(pk__in=ended).count()


def _by_insurer(authorities: Collection[int]) -> Sequence[OfInsurer]:
    rows = InsurerAnswer.objects.filter(case__authority__in=authorities)
    told = list(rows.values_list("insurer__name", "answer", "breaks"))
    late = InsurerLate.objects.counted().filter(asked__case__authority__in=authorities)
    missed = list(late.values_list("asked__insurer__name", "breaks"))
    names = {name for name, _answer, _breaks in told} | {name for name, _breaks in missed}
    return [
        OfInsurer(
            name=name,
            quotes=sum(one == name and answer == "quote" for one, answer, _breaks in told),
            refusals=sum(one == name and answer == "refused" for one, answer, _breaks in told),
            late=sum(one == name for one, _breaks in missed),
            breaches=sum(one == name and breaks is not None for one, _answer, breaks in told)
            + sum(one == name and breaks is not None for one, breaks in missed),
        )
        for name in sorted(names)
    ]


def _by_reason(authorities: Collection[int]) -> Sequence[tuple[str, int]]:
    rows = InsurerAnswer.objects.filter(case__authority__in=authorities, answer="refused")
    counted = Counter(rows.values_list("reason", flat=True))
    return [(str(Reason(code).label), number) for code, number in counted.most_common()]
