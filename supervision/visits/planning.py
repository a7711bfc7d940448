"""Visits are planned by due day, colour and load: every night by a timer, and by a chief when they ask for it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.people import Person
from supervision.credit.subjects.models import Subject
from supervision.grids.models import Assignment, Grid, Seat
from supervision.grids.rules import KIND_OF_SECTOR
from supervision.visits import events
from supervision.visits.models import PlanEnd, PlannedVisit, Visit
from supervision.visits.reference import PlanEdition, plan_edition
from supervision.visits.rules import Standing, Wanted, wanted

Key = tuple[int, str]
"""A company and the kind of its grid."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """How many visits were planned, and how many plans ended without one."""

    count: int
    ended: int


@dataclass(kw_only=True)
class _Known:
    """All that planning reads, each with one query."""

    standing: dict[Key, Assignment]
    open: dict[Key, PlannedVisit]
    turns: dict[Key, int]
    colours: dict[Key, Subject]
    met: dict[Key, datetime.date]
    members: dict[int, list[int]]
    load: Counter[int]


def tick() -> None:
    """For the worker: once a day, in its first minutes."""
    today = timezone.localdate()
    if cache.add(f"visits:planned:{today:%Y%m%d}", value=True, timeout=26 * 3600):
        plan(Grid.objects.active(), on=today)


def plan(grids: QuerySet[Grid], *, on: datetime.date, by: Person | None = None) -> Planned:
    """Plan what is due in these grids, end what nobody can do any more. Harmless to repeat."""
    edition = plan_edition()
    with transaction.atomic():
        # A chief and the timer plan one after the other: what the first wrote, the second reads.
        list(grids.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        known = _known(grids)
        ends = list(_over(known, edition))
        gone = {end.planned_id for end in ends}
        for end in ends:
            known.load[end.planned.member_id] -= 1
        PlanEnd.objects.bulk_create(ends, ignore_conflicts=True)
        rows = list(_new(known, edition, gone, on=on, by=by))
        PlannedVisit.objects.bulk_create(rows, ignore_conflicts=True)
        if rows or ends:
            events.PLANNED.record(subject="visits", by=by or "timer", count=len(rows), ended=len(ends))
    return Planned(count=len(rows), ended=len(ends))


def _known(grids: QuerySet[Grid]) -> _Known:
    seats: dict[int, list[int]] = defaultdict(list)
    for grid, person in Seat.objects.filled().filter(grid__in=grids).values_list("grid", "person").order_by("pk"):
        if person not in seats[grid]:
            seats[grid].append(person)
    open_now = PlannedVisit.objects.open()
    met = Visit.objects.met().values_list("company", "grid__kind").annotate(last=Max("on")).order_by()
    subjects = Subject.objects.filter(sector__in=KIND_OF_SECTOR, is_active=True)
    turns = PlannedVisit.objects.values_list("company", "kind").annotate(last=Max("turn")).order_by()
    return _Known(
        standing={
            (row.company_id, row.kind): row
            for row in Assignment.objects.current().filter(grid__in=grids).select_related("grid")
        },
        open={(row.company_id, row.kind): row for row in open_now.filter(grid__in=grids)},
        turns={(company, kind): turn for company, kind, turn in turns},
        colours={(row.company_id, KIND_OF_SECTOR[row.sector].value): row for row in subjects},
        met={(company, kind): day for company, kind, day in met},
        members=seats,
        load=Counter(open_now.values_list("member", flat=True)),
    )


def _wanted(key: Key, known: _Known, edition: PlanEdition) -> Wanted:
    subject = known.colours.get(key)
    standing = Standing(
        colour=subject.colour if subject else "",
        colour_since=subject.colour_since if subject else None,
        since=known.standing[key].since,
        last_met=known.met.get(key),
    )
    return wanted(standing, edition)


def _over(known: _Known, edition: PlanEdition) -> Iterable[PlanEnd]:
    """Plans whose company or member is not there any more, or that are due sooner than they say."""
    for key, planned in known.open.items():
        standing = known.standing.get(key)
        if standing is None or standing.grid_id != planned.grid_id:
            yield PlanEnd(planned=planned, how=PlanEnd.How.MOVED)
        elif planned.member_id not in known.members.get(planned.grid_id, ()):
            yield PlanEnd(planned=planned, how=PlanEnd.How.HANDED_ON)
        elif _wanted(key, known, edition).is_sooner_than(planned.due_on):
            yield PlanEnd(planned=planned, how=PlanEnd.How.SOONER)


def _new(
    known: _Known, edition: PlanEdition, gone: set[int], *, on: datetime.date, by: Person | None
) -> Iterable[PlannedVisit]:
    """The most urgent first, each for whoever of its grid has the least to do; none where nobody has a seat."""
    free = [key for key in known.standing if key not in known.open or known.open[key].pk in gone]
    due = [
        (key, found)
        for key in free
        if (found := _wanted(key, known, edition)).is_near(on=on, days=edition.horizon_days)
    ]
    for key, found in sorted(due, key=lambda one: (one[1].due_on or on, one[0])):
        row = known.standing[key]
        members = known.members.get(row.grid_id or 0, [])
        if not members:
            continue
        member = min(members, key=lambda person: (known.load[person], person))
        known.load[member] += 1
        yield PlannedVisit(
            company_id=key[0],
            kind=key[1],
            grid_id=row.grid_id or 0,
            member_id=member,
            turn=known.turns.get(key, -1) + 1,
            purpose=found.rule.purpose,
            way=found.rule.way,
            due_on=found.due_on,
            edition=edition.edition,
            planned_by=by,
        )
