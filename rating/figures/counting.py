"""How people were served, in numbers for everybody: by item, authority and month of the service.

Counted are services whose decision was served; not rated is not satisfied, and what was closed as mistaken or
malicious is left out and told beside. Below so many ratings as the rules say there are counts and no share.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.authorities import Authority
from pages.days import in_days
from pages.languages import localised
from rating.handling.models import HandlingStep
from rating.rules import rules_on
from rating.service_models import BAD, SATISFIED, Rating, RatingQuerySet, Service, Settlement

Kind, Finding = HandlingStep.Kind, HandlingStep.Finding
MOST_COUNTED_AT_ONCE = 1000


def settled_services(since: datetime.date, until: datetime.date) -> QuerySet[Service]:
    """What was served from a day to a day, and may be told by now."""
    rows = in_days(Service.objects.all(), "at", since, until)
    return rows.filter(Exists(Settlement.objects.filter(subject=OuterRef("subject"))))


def left_out() -> RatingQuerySet:
    """Ratings that were closed as mistaken or malicious: they are not counted."""
    steps = HandlingStep.objects.filter(rating=OuterRef("pk")).order_by("-nth")
    finding = steps.filter(kind=Kind.CHECKED).values("finding")[:1]
    rows = Rating.objects.bad().annotate(last=Subquery(steps.values("kind")[:1]), finding=Subquery(finding))
    return rows.filter(last=Kind.CLOSED, finding__in=(Finding.MISTAKEN, Finding.MALICIOUS))


def is_dear(*, since: datetime.date, until: datetime.date) -> bool:
    """Whether more was served than is counted while somebody waits."""
    rows = in_days(Service.objects.all(), "at", since, until).order_by().values("pk")
    return int(rows[: MOST_COUNTED_AT_ONCE + 1].count()) > MOST_COUNTED_AT_ONCE


def count_ratings(*, since: str, until: str) -> list[list[Any]]:
    """Counting of the setting FIGURES: a row for each item, authority and month."""
    first, last = datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)
    without = Q(rating__in=left_out().values("pk"))
    rows = (
        settled_services(first, last)
        .annotate(month=TruncMonth("at", tzinfo=timezone.get_default_timezone()))
        .order_by()
        .values("item", "item_zh", "item_en", "authority", "month")
        .annotate(
            served=Count("pk"),
            rated=Count("rating", filter=~without),
            satisfied=Count("rating", filter=Q(rating__grade__in=SATISFIED)),
            bad=Count("rating", filter=Q(rating__grade__in=BAD) & ~without),
            left=Count("rating", filter=without),
        )
    )
    return [
        [
            *(row[name] for name in ("item", "item_zh", "item_en", "authority")),
            row["month"].strftime("%Y-%m"),
            *(row[name] for name in ("served", "rated", "satisfied", "bad", "left")),
        ]
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a table. A share only where there are enough."""

    label: str
    beside: str
    served: int
    rated: int
    satisfied: int
    bad: int
    left: int
    fewest: int

    @property
    def rated_share(self) -> float | None:
        return 100 * self.rated / self.served if self.served >= self.fewest else None

    @property
    def satisfied_share(self) -> float | None:
        return 100 * self.satisfied / self.rated if self.rated >= self.fewest else None


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The three tables of the page."""

    by_item: Sequence[Line]
    by_authority: Sequence[Line]
    by_month: Sequence[Line]
    whole: Line | None


def tables_of(counted: Iterable[Sequence[Any]]) -> Tables:
    """The tables, in the reader's language."""
    rows = list(counted)
    named = {one.pk: one.name for one in Authority.objects.filter(pk__in={row[3] for row in rows})}
    whole = _lines(rows, key=lambda row: "", label=lambda row: ("", ""))
    return Tables(
        by_item=_lines(
            rows,
            key=lambda row: (row[0], row[3]),
            label=lambda row: (localised(row[1], row[2]), named.get(row[3], "")),
        ),
        by_authority=_lines(rows, key=lambda row: row[3], label=lambda row: (named.get(row[3], ""), "")),
        by_month=_lines(rows, key=lambda row: row[4], label=lambda row: (row[4], "")),
        whole=whole[0] if whole else None,
    )


def _lines(
    rows: Sequence[Sequence[Any]],
    *,
    key: Callable[[Sequence[Any]], Hashable],
    label: Callable[[Sequence[Any]], tuple[str, str]],
) -> list[Line]:
    """Rows with one key are one line; in the order of their labels, never of who is best."""
    together: dict[Hashable, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        together[key(row)].append(row)
    fewest = rules_on(timezone.localdate()).fewest
    lines = []
    for same in together.values():
        name, beside = label(same[0])
        sums = {code: sum(row[place] for row in same) for place, code in enumerate(_SUMS, start=5)}
        lines.append(Line(label=name, beside=beside, fewest=fewest, **sums))
    return sorted(lines, key=lambda one: (one.label, one.beside))


_SUMS = ("served", "rated", "satisfied", "bad", "left")
