"""A clue is passed on, and answered once. Neither makes an inspection: an officer drafts one by its own rules."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle, NotNow, NotYours, TooLate
from supervision.visits import events
from supervision.visits.clues.models import VisitClue, VisitClueAnswer
from supervision.visits.clues.queries import inspection_for
from supervision.visits.clues.rules import may_give, may_take_up
from supervision.visits.models import Visit, visit_subject


class ClueAnswered(TooLate):
    """Somebody answered it meanwhile."""

    def __str__(self) -> str:
        return _("This clue has already been answered.")


class NotTakenUp(NotNow):
    """The clue cannot be answered like this; the message says why."""


def give(visit: Visit, words: str, *, by: Person) -> VisitClue:
    """Pass on what an officer should know. Raises NotYours, NotTakenUp."""
    if not may_give(by, visit):
        raise NotYours(_("You have no seat in this grid."))
    if not words.strip():
        raise NotTakenUp(_("Say what you saw or were told."))
    with transaction.atomic():
        made = VisitClue.objects.create(
            visit=visit, authority=visit.grid.authority, words=words.strip()[:1000], given_by=by
        )
        events.CLUE_GIVEN.record(
            subject=visit_subject(visit), by=by, authority=visit.grid.division_id, number=made.number
        )
    return made


def answer(clue: VisitClue, reason: VisitClueAnswer.Reason, *, inspection: str, by: Person) -> VisitClueAnswer:
    """Take a clue up under an inspection of its company, or set it aside.

    Raises MayNotHandle, ClueAnswered, NotTakenUp.
    """
    is_taken_up = reason == VisitClueAnswer.Reason.TAKEN_UP
    with transaction.atomic():
        found = VisitClue.objects.select_for_update(of=("self",)).select_related("visit__grid").get(pk=clue.pk)
        if not may_take_up(by, found):
            raise MayNotHandle
        if VisitClueAnswer.objects.filter(clue=found).exists():
            raise ClueAnswered
        drafted = inspection_for(found, inspection) if is_taken_up else None
        if is_taken_up and drafted is None:
            raise NotTakenUp(
                _("Enter the number of an inspection of this company that was drafted after the clue was given.")
            )
        made = VisitClueAnswer.objects.create(clue=found, reason=reason, inspection=drafted, by=by)
        events.CLUE_ANSWERED.record(
            subject=visit_subject(found.visit),
            by=by,
            authority=found.visit.grid.division_id,
            number=found.number,
            answer="clue-taken-up" if is_taken_up else "clue-set-aside",
        )
    return made
