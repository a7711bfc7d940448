"""Who passes a clue on, who answers one, and what answers it (F-9.16)."""

from __future__ import annotations

from accounts.people import Person
from accounts.permissions import INSPECT
from accounts.roles import works_at
from supervision.inspections.models import CompanyInspection
from supervision.visits.clues.models import VisitClue
from supervision.visits.models import Visit
from supervision.visits.rules import may_answer


def may_give(person: Person, visit: Visit) -> bool:
    """Who made the visit, has a seat in its grid now, or keeps it."""
    return person.pk == visit.member_id or may_answer(person, visit.grid)


def may_take_up(person: Person, clue: VisitClue) -> bool:
    """An officer of the authority; never who gave the clue."""
    return person.has_perm(INSPECT) and works_at(person, clue.authority_id) and person.pk != clue.given_by_id


def takes_up(inspection: CompanyInspection, clue: VisitClue) -> bool:
    """Whether an inspection is one of the clue's company, by its authority, drafted after it was given."""
    is_of_it = (inspection.company_id, inspection.authority_id) == (clue.visit.company_id, clue.authority_id)
    return is_of_it and inspection.drafted_at >= clue.given_at
