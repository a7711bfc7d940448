"""Clues as officers read them: company, day, who passed it on, the words. Of the visit nothing else: it is service."""

from __future__ import annotations

from django.db.models import Case, QuerySet, When

from accounts.people import Person
from supervision.inspections.models import CompanyInspection
from supervision.visits.clues.models import VisitClue
from supervision.visits.clues.rules import takes_up
from supervision.visits.models import Visit

RELATED = ("visit__company", "visit__grid", "given_by", "answer__by", "answer__inspection")


def clues_for(person: Person) -> QuerySet[VisitClue]:
    """The clues of the authorities a person's roles reach; `waits` is 1 where nobody has answered."""
    rows: QuerySet[VisitClue] = VisitClue.objects.visible_to(person).select_related(*RELATED)
    return rows.annotate(waits=Case(When(answer__isnull=True, then=1), default=0))


def clues_of(visit: Visit) -> QuerySet[VisitClue]:
    """Those passed on from a visit, with what became of each."""
    return VisitClue.objects.filter(visit=visit).select_related("answer")


def inspection_for(clue: VisitClue, number: str) -> CompanyInspection | None:
    """The inspection of a number, when it may take the clue up."""
    found = CompanyInspection.objects.filter(number=number.strip()).first()
    return found if found is not None and takes_up(found, clue) else None
