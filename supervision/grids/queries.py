"""Grids at a glance: who looks after whom, and who is looked after by nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.people import Person
from accounts.permissions import KEEP_GRIDS, SEE_GRIDS
from accounts.represented.companies import Company
from supervision.grids.models import Assignment, Grid, GridArea, Seat, authorities_of_grids, grid_subject, grids_held_by
from trail.events import tell
from trail.models import Event


def _counted(rows: QuerySet[Any], by: str, of: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def at_a_glance(person: Person) -> QuerySet[Grid]:
    """The active grids a person may see, with how many companies and members each has, and its chief's name."""
    companies = Assignment.objects.current().filter(grid=OuterRef("pk"))
    seats = Seat.objects.filled().filter(grid=OuterRef("pk"))
    chief = seats.filter(role=Seat.Role.CHIEF).values("person__name")[:1]
    return (
        grids_of(person)
        .select_related("division")
        .annotate(
            companies=_counted(companies, "grid", "company"),
            members=_counted(seats, "grid", "person"),
            chief_name=Subquery(chief),
        )
    )


def grids_of(person: Person) -> QuerySet[Grid]:
    """Who keeps or watches grids sees those in their reach; a member sees their own."""
    if person.has_perm(KEEP_GRIDS) or person.has_perm(SEE_GRIDS):
        return Grid.objects.visible_to(person).active()
    return grids_held_by(person)


def ever_of(person: Person) -> QuerySet[Grid]:
    """The same with those that ended: their history stays readable."""
    if person.has_perm(KEEP_GRIDS) or person.has_perm(SEE_GRIDS):
        return Grid.objects.visible_to(person)
    return grids_held_by(person)


def without_grid(person: Person) -> QuerySet[Assignment]:
    """Companies with a licence that stand in no grid, or in one where nobody has a seat; the newest first."""
    seated = Seat.objects.filled().values("grid")
    nobody = Q(ground=Assignment.Ground.NO_GRID) | (Q(grid__isnull=False) & ~Q(grid__in=seated))
    return (
        Assignment.objects.current()
        .filter(nobody, company__division__authority__in=authorities_of_grids(person))
        .select_related("company__division", "grid")
        .order_by("-pk")
    )


def companies_in(grid: Grid) -> QuerySet[Assignment]:
    """Who stands in a grid now, by name."""
    return Assignment.objects.current().filter(grid=grid).select_related("company").order_by("company__name")


def words_now(grid: Grid) -> list[str]:
    """The words of a grid's area as they count now."""
    newest = GridArea.objects.filter(grid=grid).last()
    return list(newest.words) if newest is not None else []


def version_now(grid: Grid) -> str:
    """What a page that shows the area says it stands on."""
    return str(GridArea.objects.filter(grid=grid).values_list("pk", flat=True).last() or "")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom a company may call: the people of its grid."""

    grid: Grid
    people: list[Person]


def contacts_of(company: Company) -> list[Contact]:
    """The grids of a company with their members, the chief first; for the company's own page."""
    rows = Assignment.objects.current().filter(company=company, grid__isnull=False).select_related("grid")
    found = []
    for row in rows:
        seats = Seat.objects.filled().filter(grid=row.grid).select_related("person").order_by("role", "pk")
        people = list(dict.fromkeys(one.person for one in seats))
        if row.grid is not None:
            found.append(Contact(grid=row.grid, people=people))
    return found


def seats_of(grid: Grid) -> QuerySet[Seat]:
    """Who has and who had a seat, those who have one first, the chief before the members."""
    return (
        Seat.objects.filter(grid=grid).select_related("person", "end").order_by(F("end").asc(nulls_first=True), "role")
    )


def history_of(grid: Grid) -> list[tuple[Event, str]]:
    """The last fifty things that happened to a grid, the newest first."""
    events = Event.objects.filter(subject=grid_subject(grid)).order_by("-pk")[:50]
    return [(event, tell(event)) for event in events]


def others_like(grid: Grid) -> QuerySet[Grid]:
    """The active grids of the same county and kind."""
    return Grid.objects.active().filter(division=grid.division_id, kind=grid.kind).exclude(pk=grid.pk)


def open_to(rows: Sequence[Assignment]) -> list[tuple[Assignment, list[Grid]]]:
    """Each assignment with the grids its company could stand in instead."""
    active = list(Grid.objects.active().filter(division__in={row.company.division_id for row in rows}))
    return [(row, [grid for grid in active if _may_take(grid, row)]) for row in rows]


def _may_take(grid: Grid, row: Assignment) -> bool:
    is_alike = (grid.division_id, grid.kind) == (row.company.division_id, row.kind)
    return is_alike and grid.pk != row.grid_id
