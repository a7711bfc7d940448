"""The figures as they were lived: waivers and steps saved, counted from cases, beside what the catalogue promises."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.authorities import Authority
from licensing.applications.models import Application, Procedure, Waiver
from licensing.decisions.models import Decision, Escalation
from materials.catalogue.models import ServiceItem


@dataclass
class Lived:
    """What became of the cases of one item, or of one month."""

    label: str
    cases: int = 0
    waivers: int = 0
    business_licence_waivers: int = 0
    steps_before: int = 0
    steps_taken: int = 0
    minutes: list[float] = field(default_factory=list)

    @property
    def steps_saved_percent(self) -> float:
        return 100 * (self.steps_before - self.steps_taken) / self.steps_before if self.steps_before else 0.0

    @property
    def median_minutes(self) -> float | None:
        return median(self.minutes) if self.minutes else None

    @property
    def ninetieth_minutes(self) -> float | None:
        if len(self.minutes) < 2:
            return self.median_minutes
        return quantiles(self.minutes, n=10, method="inclusive")[8]


@dataclass(frozen=True, kw_only=True)
class Figures:
    whole: Lived
    by_item: list[Lived]
    by_month: list[Lived]


def lived(*, since: datetime.date, until: datetime.date, authorities: Sequence[Authority] | None = None) -> Figures:
    """Count the cases decided within a period (days in Asia/Shanghai), of all authorities or of some."""
    items: dict[str, Lived] = {}
    months: dict[str, Lived] = {}
    whole = Lived(label="")
    start, end = _moment(since), _moment(until + datetime.timedelta(days=1))
    decisions = Decision.objects.filter(decided_at__gte=start, decided_at__lt=end)
    if authorities is not None:
        decisions = decisions.filter(application__authority__in=authorities)
    rows = (
        decisions.annotate(month=TruncMonth("decided_at"))
        .values("month", "application__item_id", "application__procedure")
        .annotate(cases=Count("pk"))
    )
    known = ServiceItem.objects.in_bulk({row["application__item_id"] for row in rows})
    for row in rows:
        item = known[row["application__item_id"]]
        before, taken = len(item.conventional_steps), _steps_taken(item, row["application__procedure"])
        for sum_ in (whole, _of(items, item.code, item.name), _of(months, *_month(row["month"]))):
            sum_.cases += row["cases"]
            sum_.steps_before += before * row["cases"]
            sum_.steps_taken += taken * row["cases"]
    waived = (
        Waiver.objects.filter(application__decision__in=decisions)
        .annotate(month=TruncMonth("application__decision__decided_at"))
        .values("month", "application__item_id", "requirement__waiver")
        .annotate(count=Count("pk"))
    )
    for group in waived:
        item = known[group["application__item_id"]]
        for sum_ in (whole, _of(items, item.code, item.name), _of(months, *_month(group["month"]))):
            sum_.waivers += group["count"]
            if group["requirement__waiver"] == "business_licence_waiver":
                sum_.business_licence_waivers += group["count"]
    _add_minutes(decisions, known, items, months, whole)
    return Figures(
        whole=whole,
        by_item=sorted(items.values(), key=lambda row: (-row.cases, row.label)),
        by_month=[months[key] for key in sorted(months)],
    )


MOST_TIMED = 20_000
"""Cases whose minutes are read, the newest first; medians do not need more."""


def _add_minutes(
    decisions: Any, known: dict[int, ServiceItem], items: dict[str, Lived], months: dict[str, Lived], whole: Lived
) -> None:
    times = decisions.order_by("-decided_at").values_list(
        "application__submission__submitted_at", "decided_at", "application__item_id"
    )[:MOST_TIMED]
    for submitted, decided, item_id in times:
        minutes = (decided - submitted).total_seconds() / 60
        item = known[item_id]
        local = timezone.localtime(decided)
        for sum_ in (whole, _of(items, item.code, item.name), _of(months, *_month(local))):
            sum_.minutes.append(minutes)


def _moment(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _month(moment: datetime.datetime) -> tuple[str, str]:
    label = f"{moment:%Y-%m}"
    return label, label


def _of(table: dict[str, Lived], key: str, label: str) -> Lived:
    return table.setdefault(key, Lived(label=label))


def _steps_taken(item: ServiceItem, procedure: str) -> int:
    full = item.commitment_applies and procedure == Procedure.ORDINARY
    return len(item.conventional_steps if full else item.streamlined_steps)


@dataclass(frozen=True, kw_only=True)
class Load:
    """What the authorities of a supervisor have in hand."""

    received: int
    open: int
    decided: int
    refused: int
    corrections: int
    overdue: int

    @property
    def correction_percent(self) -> float:
        return 100 * self.corrections / self.received if self.received else 0.0


def load_of(authorities: Any, *, since: datetime.date) -> Load:
    """Intake, open and overdue cases since a day."""
    start = _moment(since)
    cases = Application.objects.submitted().filter(authority__in=authorities, item__bundle__isnull=True)
    received = cases.filter(submission__submitted_at__gte=start)
    still_open = cases.filter(decision__isnull=True, withdrawal__isnull=True, ending__isnull=True)
    decided = Decision.objects.filter(application__authority__in=authorities, decided_at__gte=start)
    return Load(
        received=received.count(),
        open=still_open.count(),
        decided=decided.count(),
        refused=decided.filter(outcome=Decision.Outcome.REFUSED).count(),
        corrections=received.filter(correction__isnull=False).count(),
        overdue=escalations(authorities).filter(application__in=still_open).values("application").distinct().count(),
    )


def escalations(authorities: Any) -> Any:
    """Limits that passed without their act, newest first."""
    return (
        Escalation.objects.filter(application__authority__in=authorities)
        .select_related(
            "application__company", "application__item", "application__submission", "application__authority"
        )
        .order_by("-pk")
    )
