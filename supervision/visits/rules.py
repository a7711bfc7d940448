"""When a company is visited next, on which day a visit counts, and who may send one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from accounts.people import Person
from accounts.permissions import KEEP_GRIDS
from clock.working_days import CalendarUnknown, add_working_days
from supervision.grids.models import Assignment, Grid, Seat, authorities_of_grids
from supervision.phones.clock import Clock, Misfit
from supervision.visits.models import SetAside
from supervision.visits.reference import Due, PlanEdition


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What planning knows of a company in a grid. `colour` is "" when nobody knows it: unknown is not green."""

    colour: str
    colour_since: datetime.date | None
    since: datetime.date
    last_met: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The next visit of a company; `due_on` is None when the calendar of its year is not entered."""

    rule: Due
    due_on: datetime.date | None

    def is_near(self, *, on: datetime.date, days: int) -> bool:
        return self.due_on is None or (self.due_on - on).days <= days

    def is_sooner_than(self, due_on: datetime.date | None) -> bool:
        return self.due_on is not None and due_on is not None and self.due_on < due_on


def wanted(company: Standing, edition: PlanEdition) -> Wanted:
    """The next visit by colour: guidance counts from the colour, a welcome from the grid, keeping in touch from the
    last time somebody was met.
    """
    rule = edition.for_colour(company.colour)
    if rule.purpose == "guidance":
        start = company.colour_since or company.since
        if company.last_met is None or company.last_met < start:
            return Wanted(rule=rule, due_on=_after(start, rule))
    elif rule.purpose == "welcome" and company.last_met is None:
        return Wanted(rule=rule, due_on=_after(company.since, rule))
    elif rule.purpose == "contact":
        return Wanted(rule=rule, due_on=_after(company.last_met or company.since, rule))
    touch = edition.for_colour("")
    return Wanted(rule=touch, due_on=_after(company.last_met or company.since, touch))


def _after(start: datetime.date, rule: Due) -> datetime.date | None:
    if rule.unit == "day":
        # No limit of the law: it need not end on a day somebody works.
        return start + datetime.timedelta(days=rule.days)
    try:
        return add_working_days(start, rule.days)
    except CalendarUnknown:
        return None


def due_of_need(received: datetime.date, edition: PlanEdition) -> datetime.date | None:
    """By when an open need is answered (domain 9.7: solved in five working days)."""
    try:
        return add_working_days(received, edition.needs_working_days)
    except CalendarUnknown:
        return None


def day_of(clock: Clock) -> datetime.date | SetAside.Reason:
    """The day a visit counts for, or why none can be told."""
    at = clock.counts()
    return SetAside.Reason(at) if isinstance(at, Misfit) else timezone.localtime(at).date()


def is_seated(person: Person, grid: Grid, *, on: datetime.date) -> bool:
    """Whether somebody had a seat in a grid on a day; its last day is one."""
    return Seat.objects.held(on=on).filter(grid=grid, person=person).exists()


def stood_in(company: int, grid: Grid, *, on: datetime.date) -> bool:
    """Whether a company stood in a grid on a day; on the day it moves it stands in both."""
    rows = Assignment.objects.filter(company=company, kind=grid.kind, since__lte=on).order_by("-turn")
    newest = list(rows.values_list("grid", "since")[:10])
    standing = [held for held, since in newest if since == on]
    standing += [held for held, since in newest if since < on][:1]
    return grid.pk in standing


def may_send(person: Person, company: int, grid: Grid, *, on: datetime.date) -> bool:
    """Only who had a seat in the grid in which the company stood that day."""
    return is_seated(person, grid, on=on) and stood_in(company, grid, on=on)


def may_answer(person: Person, grid: Grid) -> bool:
    """Whether somebody may answer needs of a grid: who has a seat in it now, or keeps it."""
    keeps = person.has_perm(KEEP_GRIDS) and authorities_of_grids(person).filter(pk=grid.authority_id).exists()
    return keeps or Seat.objects.filled().filter(grid=grid, person=person).exists()
