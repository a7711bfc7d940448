"""Acts by which it is said what a ticket is about after all, or that nobody can be named."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import DISPATCH_TICKETS, SUPERVISE_TICKETS
from desk.acts import Act, filled_in
from hotline.tickets.doing import correcting
from hotline.tickets.doing.correcting import CORRECTED_AT
from hotline.tickets.models import Ticket
from hotline.tickets.rules import classified, may_handle, works_at_centre
from hotline.tickets.screens.correction_forms import AgreeForm, CorrectForm, NotFoundForm

NODES = frozenset(CORRECTED_AT)


def _has_none(ticket: Ticket) -> bool:
    """Nobody is named, and no finding waits or was agreed to."""
    last = ticket.objects_not_found.select_related("review").order_by("nth").last()
    sent_back = last is not None and not getattr(getattr(last, "review", None), "agrees", True)
    return not classified(ticket).object_name and (last is None or sent_back)


def _finds(ticket: Ticket, person: Person) -> bool:
    return may_handle(person, ticket) or (person.has_perm(DISPATCH_TICKETS) and works_at_centre(person, ticket))


def _reads(ticket: Ticket, person: Person, _node: str) -> bool:
    found = ticket.objects_not_found.filter(review__isnull=True).first()
    return found is not None and found.by_id != person.pk and works_at_centre(person, ticket)


CORRECTING: tuple[Act[Ticket], ...] = (
    Act(
        name="correct", title=_("Correct theme or object"), permission=DISPATCH_TICKETS, nodes=NODES, form=CorrectForm,
        is_rare=True,
        explained=_("What was reported stays as it is. From now on the corrected theme or object "
"counts, with your reasons."),
        done=_("It is corrected."), is_for=lambda ticket, person, _node: works_at_centre(person, ticket),
        perform=filled_in(correcting.correct),
    ),
    Act(
        name="no-object", title=_("No object can be found"), permission=DISPATCH_TICKETS, nodes=NODES,
        form=NotFoundForm, is_rare=True, explained=_("It counts once a second person agrees."),
        done=_("It waits for a second person."),
        whose=_finds, is_open=_has_none,
        perform=lambda ticket, values, by: correcting.find_no_object(ticket, words=values["words"], by=by),
    ),
    Act(
        name="agree-no-object", title=_("Read that no object can be found"), permission=SUPERVISE_TICKETS, nodes=NODES,
        form=AgreeForm, explained=_("Agree, or say what else should be tried."), done=_("It is noted."),
        is_for=_reads,
        perform=lambda ticket, values, by: correcting.review_no_object(
            ticket, agrees=values["answer"] == "yes", words=values["words"], by=by
        ),
    ),
)  # fmt: skip
