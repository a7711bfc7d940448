"""The figures as they were lived, counted from what cases did and never from a list of the catalogue.

Steps are the tasks people performed, materials the rows and files a case really has; the catalogue's own figures stand
beside them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean, median, quantiles
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.evidence import Found, Waiver
from licensing.applications.models.promises import Promised
from licensing.certificates.publicity.granted import Granted, count_granted
from licensing.decisions.models.ends import Decision
from licensing.offers.models import OfferEnd
from materials.catalogue.models.items import ServiceItem
from pages.days import in_days


@dataclass
class Lived:
    """What became of the cases of one item (`item` is its key), or of one month."""

    label: str = ""
    item: int | None = None
    cases: int = 0
    waivers: int = 0
    business_licence_waivers: int = 0
    found: int = 0
    """Shown by a registry though the catalogue lists them as to be brought or promised."""
    promised: int = 0
    brought: int = 0
    """Materials somebody really uploaded; what one upload served several items of a bundle counts once."""
    steps_before: int = 0
    """The old list, every step of which was a person's."""
    steps_taken: int = 0
    """Tasks people really performed: handing in, checking, reviewing, deciding, correcting, delivering."""
    by_rule: int = 0
    """Cases accepted by rule."""
    typed: float | None = None
    """Answers a person gave, a grant."""
    seconds: float | None = None
    """From the first click to handing in, of half the grants at most."""
    signed_only: int = 0
    """Grants of what the portal had prepared: one signature."""
    median_minutes: float | None = None
    ninetieth_minutes: float | None = None

    @property
    def lookup_waivers(self) -> int:
        return self.waivers - self.business_licence_waivers

    @property
    def not_asked_for(self) -> int:
        """Waived or found: what a registry stood for."""
        return self.waivers + self.found

    @property
    def steps_saved_percent(self) -> float:
        return 100 * (self.steps_before - self.steps_taken) / self.steps_before if self.steps_before else 0.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    whole: Lived
    by_item: list[Lived]
    by_month: list[Lived]

    def as_data(self) -> dict[str, Any]:
        """What JSON can hold of it; see `figures_of`."""
        return asdict(self)


class _Table:
    """The sums while they are made: the whole, each item, each month."""

    def __init__(self, known: Mapping[int, ServiceItem]) -> None:
        self.known = known
        self.whole = Lived()
        self.minutes: dict[int, list[float]] = defaultdict(list)
        self.typed: dict[int, list[int]] = defaultdict(list)
        self.seconds: dict[int, list[int]] = defaultdict(list)
        self.items: dict[str, Lived] = {}
        self.months: dict[str, Lived] = {}

    def sums(self, item_id: int, month: datetime.datetime) -> tuple[Lived, Lived, Lived]:
        """The three rows something of a case counts in."""
        item, label = self.known[item_id], f"{month:%Y-%m}"
        return (
            self.whole,
            self.items.setdefault(item.code, Lived(label=item.name, item=item_id)),
            self.months.setdefault(label, Lived(label=label)),
        )

    def add(self, what: str, groups: Iterable[Mapping[str, Any]]) -> None:
        """Add `count` of each group of (month, item)."""
        for group in groups:
            for sum_ in self.sums(group["item"], group["month"]):
                setattr(sum_, what, getattr(sum_, what) + group["count"])

    def add_minutes(self, item_id: int, decided: datetime.datetime, minutes: float) -> None:
        for sum_ in self.sums(item_id, decided):
            self.minutes[id(sum_)].append(minutes)

    def add_effort(self, item_id: int, decided: datetime.datetime, typed: int, seconds: int) -> None:
        for sum_ in self.sums(item_id, decided):
            self.typed[id(sum_)].append(typed)
            self.seconds[id(sum_)].append(seconds)

    def figures(self) -> Figures:
        for sum_ in (self.whole, *self.items.values(), *self.months.values()):
            sum_.typed = mean(self.typed[id(sum_)]) if self.typed[id(sum_)] else None
            sum_.seconds = median(self.seconds[id(sum_)]) if self.seconds[id(sum_)] else None
            sum_.median_minutes, sum_.ninetieth_minutes = _middle_and_ninetieth(self.minutes[id(sum_)])
        return Figures(
            whole=self.whole,
            by_item=sorted(self.items.values(), key=lambda row: (-row.cases, row.label)),
            by_month=[self.months[key] for key in sorted(self.months)],
        )


def figures_of(data: Mapping[str, Any]) -> Figures:
    """Figures out of `as_data`, with the names of the items in the reader's language."""
    names = ServiceItem.objects.in_bulk([row["item"] for row in data["by_item"]])
    by_item = [Lived(**{**row, "label": names[row["item"]].name}) for row in data["by_item"]]
    return Figures(whole=Lived(**data["whole"]), by_item=by_item, by_month=[Lived(**row) for row in data["by_month"]])


def count_this_year() -> dict[str, Any]:
    """Counting of the setting FIGURES: the year's cases, for everybody."""
    today = timezone.localdate()
    return lived(since=today.replace(day=1, month=1), until=today).as_data()


def count_period(*, since: str, until: str) -> dict[str, Any]:
    """Counting of the setting FIGURES: what was decided and granted from a day to a day, as somebody chose them."""
    first, last = datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)
    return {
        "lived": lived(since=first, until=last).as_data(),
        "granted": count_granted(Granted(since=first, until=last)),
    }


MOST_COUNTED_AT_ONCE = 1000


def is_dear(*, since: datetime.date, until: datetime.date) -> bool:
    """Whether more was decided within a period than is counted while somebody waits."""
    decided = _decided(since, until, None).order_by().values("pk")
    return int(decided[: MOST_COUNTED_AT_ONCE + 1].count()) > MOST_COUNTED_AT_ONCE


def _decided(since: datetime.date, until: datetime.date, authorities: Sequence[int] | None) -> QuerySet[Decision]:
    decisions = in_days(Decision.objects.all(), "decided_at", since, until)
    return decisions if authorities is None else decisions.filter(application__authority__in=authorities)


def lived(*, since: datetime.date, until: datetime.date, authorities: Sequence[int] | None = None) -> Figures:
    """Count the cases decided within a period (days in Asia/Shanghai), of all authorities or of some."""
    decisions = _decided(since, until, authorities)
    table = _Table(ServiceItem.objects.in_bulk(set(decisions.values_list("application__item_id", flat=True))))
    cases = list(_grouped(decisions, "application"))
    table.add("cases", cases)
    table.add("steps_before", ({**g, "count": g["count"] * _old_steps(table, g["item"])} for g in cases))
    table.add("by_rule", _grouped(decisions.exclude(application__acceptance__grounds=[]), "application__acceptance"))
    for tasks in _performed(decisions):
        table.add("steps_taken", tasks)
    _add_materials(table, decisions)
    _add_minutes(table, decisions)
    granted = decisions.filter(outcome=Decision.Outcome.GRANTED)
    table.add("signed_only", _grouped(granted.filter(application__offer__end__how=OfferEnd.How.SIGNED), "application"))
    _add_effort(table, granted)
    return table.figures()


def _old_steps(table: _Table, item_id: int) -> int:
    return len(table.known[item_id].conventional_steps)


def _grouped(rows: Any, counted: str, case: str = "application") -> Any:
    """Rows counted by the month and the item of the decision they belong to."""
    decided = "decided_at" if rows.model is Decision else f"{case}__decision__decided_at"
    return (
        rows.order_by()
        .annotate(month=TruncMonth(decided), item=F(f"{case}__item_id"))
        .values("month", "item")
        .annotate(count=Count(counted, distinct=True))
    )


def _performed(decisions: Any) -> list[Any]:
    """What people did for decided cases: steps that are done and have an owner, and the handing in itself.

    What rule or worker did has no owner. Handed in and delivered once for a whole bundle counts once: with its first
    item.
    """
    earlier = Application.objects.filter(parent=OuterRef("application__parent"), pk__lt=OuterRef("application"))
    once = decisions.exclude(Exists(earlier))
    return [
        _grouped(once, "application"),
        *(
            _grouped(rows.filter(**{f"{path}__status": "DONE", f"{path}__owner__isnull": False}), path)
            for rows, path in (
                (decisions, "application__process__task"),
                (once, "application__parent__bundle_process__task"),
            )
        ),
    ]


def _add_materials(table: _Table, decisions: Any) -> None:
    waivers = Waiver.objects.filter(application__decision__in=decisions)
    table.add("waivers", _grouped(waivers, "pk"))
    business = waivers.filter(requirement__waiver="business_licence_waiver")
    table.add("business_licence_waivers", _grouped(business, "pk"))
    table.add("found", _grouped(Found.objects.filter(application__decision__in=decisions), "pk"))
    shown = Found.objects.filter(application=OuterRef("application"), requirement=OuterRef("requirement"))
    promised = Promised.objects.filter(
        application__decision__in=decisions, application__procedure=Procedure.COMMITMENT
    ).exclude(Exists(shown))
    table.add("promised", _grouped(promised, "pk"))
    earlier = Attachment.objects.standing().filter(pk__lt=OuterRef("pk"), material=OuterRef("material"))
    brought = (
        Attachment.objects.standing()
        .filter(application__decision__in=decisions)
        .exclude(Exists(earlier.filter(application=OuterRef("application"))))
        .exclude(Exists(earlier.filter(application__parent=OuterRef("application__parent"))))
    )
    table.add("brought", _grouped(brought, "pk"))


MOST_TIMED = 20_000
"""Cases whose minutes are read, the newest first; medians do not need more."""


def _add_minutes(table: _Table, decisions: Any) -> None:
    times = decisions.order_by("-decided_at").values_list(
        "application__submission__submitted_at", "decided_at", "application__item_id"
    )[:MOST_TIMED]
    for submitted, decided, item_id in times:
        table.add_minutes(item_id, timezone.localtime(decided), (decided - submitted).total_seconds() / 60)


def _add_effort(table: _Table, granted: Any) -> None:
    """What grants cost who applied; a case made of another's answers (of a bundle) cost nobody anything more."""
    known = granted.filter(application__submission__typed__isnull=False, application__submission__seconds__isnull=False)
    rows = known.order_by("-decided_at").values_list(
        "decided_at", "application__item_id", "application__submission__typed", "application__submission__seconds"
    )[:MOST_TIMED]
    for decided, item_id, typed, seconds in rows:
        table.add_effort(item_id, timezone.localtime(decided), typed, seconds)


def _middle_and_ninetieth(minutes: list[float]) -> tuple[float | None, float | None]:
    if len(minutes) < 2:
        return (minutes[0], minutes[0]) if minutes else (None, None)
    return median(minutes), quantiles(minutes, n=10, method="inclusive")[8]
