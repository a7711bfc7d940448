"""The boxes of the desk, as a table: which open steps lie in each; tabs, counts and the filter are derived."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE, REVIEW
from accounts.teams.queries import team_mates
from clock.working_days import CalendarUnknown, add_working_days
from desk.models import OpenStep
from desk.tasks import Task
from licensing.casework.marking.marks import flagged
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.visits import waiting_for_second

HANDLERS = (ACCEPT, REVIEW, DECIDE)
"""Whose duty the steps of the procedure are."""
DUE_SOON = 2
"""What is due within so many working days is due soon."""
CASE = "task__process__licensingprocess__application"
"""The way from an open step to its case."""

Rows = QuerySet[OpenStep]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box: its name in the address ("" for all), what it is called, what lies in it for a person."""

    name: str
    title: Promise
    within: Callable[[Rows, Person], Rows]


def _queue(rows: Rows, person: Person) -> Rows:
    mine = [permission for permission in HANDLERS if person.has_perm(permission)]
    free = rows.filter(owner__isnull=True, permission__in=mine)
    if REVIEW not in mine:
        return free  # a check on site is no duty of theirs
    # What waits for the second officer's own word stands on top of that officer's desk: nobody else can take it on.
    seen = VisitReport.Step.SITE_CHECK
    seconds = waiting_for_second().filter(step=seen, application=OuterRef(CASE))
    return free.filter(~Q(node=seen) | ~Exists(seconds))


def soon(*, on: datetime.date) -> datetime.date:
    """The last day that is soon; where the calendar is missing, the day itself."""
    try:
        return add_working_days(on, DUE_SOON)
    except CalendarUnknown:
        return on


def _due(rows: Rows, _person: Person) -> Rows:
    # What the applicant has to answer is due, but not here.
    return rows.filter(due__lte=soon(on=timezone.localdate())).exclude(node="correct")


def _flagged(rows: Rows, person: Person) -> Rows:
    # By the tasks of the few cases: asked of each open step's case, the database looks at every step of the office.
    cases = flagged(person).values("application")
    return rows.filter(task__in=Task.objects.filter(process__licensingprocess__application__in=cases))


def _of_my_team(rows: Rows, person: Person) -> Rows:
    return rows.filter(owner__in=team_mates(person, on=timezone.localdate()))


BOXES = (
    Box(name="", title=_("All"), within=lambda rows, person: rows),
    Box(name="mine", title=_("Mine"), within=lambda rows, person: rows.filter(owner=person)),
    Box(name="team", title=_("My team’s"), within=_of_my_team),
    Box(name="queue", title=_("To be taken"), within=_queue),
    Box(name="due", title=_("Due soon"), within=_due),
    Box(name="flagged", title=_("Flagged"), within=_flagged),
)
BY_NAME = {box.name: box for box in BOXES}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A box as it stands above the list: how much is in it."""

    box: Any
    counted: str
    is_here: bool


def tabs(numbers: list[str], *, here: str) -> list[Tab]:
    """The boxes in their order with how much is in each."""
    return [
        Tab(box=box, counted=counted, is_here=box.name == here) for box, counted in zip(BOXES, numbers, strict=True)
    ]
