"""Visits read: what is due, who was met when, what companies need; each begins where its reader is known."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.people import Person
from accounts.permissions import KEEP_GRIDS, SEE_GRIDS
from accounts.represented.companies import Company
from materials.uploads.models import Upload
from pages.lists.order import Order
from supervision.grids.models import Assignment, Grid, Seat, authorities_of_grids, grids_held_by
from supervision.visits.models import MET, Need, PlannedVisit, Visit, VisitFile

COVERED_DAYS = 183
"""Coverage: companies met within so many days (domain 9.7)."""
NEWEST_FIRST = Order(fields=("on",), is_descending=True)
"""By the day that counts: what a phone sends late stands where it belongs."""


def _reach(person: Person, prefix: str = "grid") -> Q:
    """Who keeps or watches grids reads those of their authorities; a member those of the grids they have a seat in."""
    if person.has_perm(KEEP_GRIDS) or person.has_perm(SEE_GRIDS):
        return Q(**{f"{prefix}__authority__in": authorities_of_grids(person)})
    return Q(**{f"{prefix}__in": grids_held_by(person)})


def visits_of(person: Person) -> QuerySet[Visit]:
    """The visits somebody may read; one's own always."""
    rows = Visit.objects.filter(_reach(person) | Q(member=person)).select_related("company", "grid", "member")
    return rows.annotate(open_needs=_open_needs())


def _open_needs() -> Coalesce:
    still = Need.objects.open().filter(visit=OuterRef("pk")).order_by().values("visit").annotate(n=Count("pk"))
    return Coalesce(Subquery(still.values("n")), 0)


def needs_of(person: Person) -> QuerySet[Need]:
    """The needs of the visits somebody may read."""
    rows = Need.objects.filter(_reach(person, "visit__grid") | Q(visit__member=person))
    return rows.select_related("visit__company", "visit__grid", "visit__member", "answer__by")


def whole(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits with their needs, who answered them, and their files."""
    return visits.prefetch_related("needs__answer__by", "files")


def upload_of(visit: Visit, pk: int) -> QuerySet[Upload]:
    """A file of a visit, by its number."""
    return Upload.objects.filter(pk__in=VisitFile.objects.filter(visit=visit, pk=pk).values("upload"))


def visits_at(company: Company) -> QuerySet[Visit]:
    """The visits made at a company, for itself (NEWEST_FIRST)."""
    rows = Visit.objects.of_company(company).select_related("grid", "member")
    return whole(rows)


def planned_at(company: Company) -> QuerySet[PlannedVisit]:
    """The visits a company may expect, for itself."""
    rows = PlannedVisit.objects.open().filter(company=company).select_related("member", "grid")
    return rows.order_by("kind")


def planned_for(person: Person) -> QuerySet[PlannedVisit]:
    """A member's own open plans, the most urgent first."""
    rows = PlannedVisit.objects.open().filter(member=person).select_related("company", "grid")
    return rows.order_by(F("due_on").asc(nulls_first=True), "pk")


@dataclass(frozen=True, kw_only=True)
class OnThePhone:
    """A company as a member's phone keeps it for the day: what helps to find it and to help it, nothing else."""

    company: int
    name: str
    address: str
    grid: str
    planned: PlannedVisit | None
    last_met: datetime.date | None


def companies_for(person: Person) -> list[OnThePhone]:
    """The companies of a member's grids with the member's own plans; what is due first, then by name."""
    plans = {(row.company_id, row.kind): row for row in planned_for(person)}
    rows = Assignment.objects.current().filter(grid__in=grids_held_by(person)).select_related("company", "grid")
    last = dict(_last_met().filter(company__in=rows.values("company")).values_list("company", "last"))
    found = [
        OnThePhone(
            company=row.company_id,
            name=row.company.public_name,
            address=row.company.registered_address,
            grid=row.grid.code if row.grid else "",
            planned=plans.get((row.company_id, row.kind)),
            last_met=last.get(row.company_id),
        )
        for row in rows
    ]
    return sorted(found, key=_urgency)


def _urgency(one: OnThePhone) -> tuple[bool, datetime.date, str]:
    due = one.planned.due_on if one.planned else None
    return one.planned is None, due or datetime.date.min, one.name


def _last_met() -> QuerySet[Any]:
    return Visit.objects.met().order_by().values("company").annotate(last=Max("on"))


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a member has to do, and did."""

    planned: int = 0
    overdue: int = 0
    visited: int = 0
    next_due: datetime.date | None = None


def loads_in(grid: Grid, *, on: datetime.date) -> dict[int, Load]:
    """The load of each person of a grid: open plans, overdue ones, visits of the last thirty days."""
    plans = PlannedVisit.objects.open().filter(grid=grid).order_by().values("member")
    told = plans.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)), first=Min("due_on"))
    since = on - datetime.timedelta(days=30)
    made = Visit.objects.met().filter(grid=grid, on__gte=since).order_by().values("member").annotate(n=Count("pk"))
    visited = {row["member"]: row["n"] for row in made}
    open_plans = {row["member"]: row for row in told}
    return {
        person: Load(
            planned=open_plans.get(person, {}).get("n", 0),
            overdue=open_plans.get(person, {}).get("late", 0),
            next_due=open_plans.get(person, {}).get("first"),
            visited=visited.get(person, 0),
        )
        for person in {*open_plans, *visited, *Seat.objects.filled().filter(grid=grid).values_list("person", flat=True)}
    }


@dataclass(frozen=True, kw_only=True)
class Looked:
    """How a company of a grid is looked after: last met, next due, needs open."""

    last_met: datetime.date | None = None
    due: PlannedVisit | None = None
    needs: int = 0


def met_lately(one: Looked, *, on: datetime.date) -> bool:
    """Whether a company is covered: met within half a year."""
    return one.last_met is not None and one.last_met >= on - datetime.timedelta(days=COVERED_DAYS)


def looked_after(grid: Grid) -> dict[int, Looked]:
    """Each company that stands in a grid now, by its key."""
    rows = Assignment.objects.current().filter(grid=grid).values_list("company", flat=True)
    last = dict(_last_met().filter(company__in=rows).values_list("company", "last"))
    plans = PlannedVisit.objects.open().filter(grid=grid).select_related("member")
    due = {row.company_id: row for row in plans}
    still = Need.objects.open().filter(visit__company__in=rows).order_by().values("visit__company")
    needs = dict(still.annotate(n=Count("pk")).values_list("visit__company", "n"))
    return {
        company: Looked(last_met=last.get(company), due=due.get(company), needs=needs.get(company, 0))
        for company in rows
    }


def with_visits(grids: QuerySet[Grid], *, on: datetime.date) -> QuerySet[Grid]:
    """Grids with their last visit, companies met within half a year, overdue plans and open needs."""
    since = on - datetime.timedelta(days=COVERED_DAYS)
    met = Visit.objects.filter(company=OuterRef("company"), on__gte=since, outcome__in=MET)
    covered = Assignment.objects.current().filter(Exists(met), grid=OuterRef("pk"))
    plans = PlannedVisit.objects.open().filter(grid=OuterRef("pk"), due_on__lt=on)
    needs = Need.objects.open().filter(visit__grid=OuterRef("pk"))
    last = Visit.objects.filter(grid=OuterRef("pk"), outcome__in=MET).order_by("-on").values("on")[:1]
    return grids.annotate(
        last_visit=Subquery(last),
        covered=_number(covered, "grid", "company"),
        overdue=_number(plans, "grid", "pk"),
        needs_open=_number(needs, "visit__grid", "pk"),
    )


def _number(rows: QuerySet[Any], by: str, of: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def today() -> datetime.date:
    """The day of the portal's clock."""
    return timezone.localdate()
