"""How flexible enforcement is used, by officer and by entry of the list: for who supervises (F-9.20).

Below ten there is a count and no share, and nobody is ranked: rows stand in the order of certificate numbers and codes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse

from accounts.people import Person
from pages.days import in_days
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.models import Encounter, EncounterQuerySet, Outcome, Way
from supervision.encounters.no_penalty.editions import list_of
from supervision.encounters.queries import encounters_for

FEWEST = 10
"""Below so many no share is told: of a few, every share is somebody's."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A number with the address of its rows; `share` in per cent, None where there are too few."""

    label: str
    count: int
    of: int
    address: str

    @property
    def share(self) -> int | None:
        return round(100 * self.count / self.of) if self.of >= FEWEST else None


@dataclass(frozen=True, kw_only=True)
class Line:
    """An officer, or an entry of the list, with its cells in the order of the heads."""

    name: str
    number: str
    total: int
    address: str
    cells: tuple[Cell, ...]


def _within(rows: Any, since: datetime.date, until: datetime.date) -> Any:
    return in_days(rows, "opened_at", since, until)


def _address(since: datetime.date, until: datetime.date, **filters: str) -> str:
    told = {"since": since.isoformat(), "until": until.isoformat(), **{k: v for k, v in filters.items() if v}}
    return f"{reverse('encounters:list')}?{urlencode(told)}"


def by_officer(person: Person, *, since: datetime.date, until: datetime.date) -> list[Line]:
    """Officer → how the encounters they opened ended, in the order of certificate numbers."""
    rows = _within(encounters_for(person), since, until).order_by()
    counted = rows.values("first__number", "first__person__name").annotate(
        total=Count("pk"), **{way.value: Count("pk", filter=Q(outcome__way=way)) for way in Way}
    )
    return [_officer(row, since, until) for row in counted.order_by("first__number")]


def _officer(row: Mapping[str, Any], since: datetime.date, until: datetime.date) -> Line:
    number = row["first__number"]
    cells = tuple(
        Cell(
            label=str(way.label),
            count=row[way.value],
            of=row["total"],
            address=_address(since, until, officer=number, way=way.value),
        )
        for way in Way
    )
    return Line(
        name=row["first__person__name"],
        number=number,
        total=row["total"],
        address=_address(since, until, officer=number),
        cells=cells,
    )


def by_entry(person: Person, *, since: datetime.date, until: datetime.date) -> list[Line]:
    """Entry of the list → spared, and referred to the ordinary procedure, in the order of codes."""
    rows = Outcome.objects.filter(encounter__in=_within(encounters_for(person), since, until)).exclude(entry="")
    counted = (
        rows.order_by()
        .values("entry")
        .annotate(
            total=Count("pk"),
            spared=Count("pk", filter=Q(way=Way.SPARED)),
            ordinary=Count("pk", filter=Q(way=Way.ORDINARY)),
        )
    )
    names = _names(rows.values_list("entry", "encounter__edition").distinct())
    return [
        Line(
            name=names.get(row["entry"], row["entry"]),
            number=row["entry"],
            total=row["total"],
            address=_address(since, until, entry=row["entry"]),
            cells=tuple(
                Cell(
                    label=str(way.label),
                    count=count,
                    of=row["total"],
                    address=_address(since, until, entry=row["entry"], way=way.value),
                )
                for way, count in ((Way.SPARED, row["spared"]), (Way.ORDINARY, row["ordinary"]))
            ),
        )
        for row in counted.order_by("entry")
    ]


def _names(entries: Iterable[tuple[str, int]]) -> dict[str, str]:
    """What the entries are called in the newest edition they were used under."""
    found = {}
    for code, edition in sorted(entries, key=lambda one: one[1]):
        if (entry := list_of(edition).entry(code)) is not None:
            found[code] = entry.name
    return found


def unproved(rows: Any) -> Any:
    """Of some encounters those spared with fewer proofs than their entry has conditions: there should be none."""
    proved = Count("outcome__proofs")
    return rows.filter(outcome__way=Way.SPARED).annotate(proved=proved).exclude(proved=F("outcome__conditions"))


def mended_online(rows: Any) -> Any:
    """Of some encounters those helped on the spot and mended in time."""
    return rows.filter(outcome__follow_up__how=FollowUp.How.KEPT)


def all_of(person: Person) -> EncounterQuerySet:
    """The encounters figures are counted over: those of a reader's authorities."""
    return Encounter.objects.visible_to(person)
