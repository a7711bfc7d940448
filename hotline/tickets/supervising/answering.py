"""Supervision is answered: a reminder by the desk, what is worse by the head of the unit; and ordered by hand."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from desk.refusals import MayNotHandle
from hotline.tickets import events
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.end_models import Supervision, SupervisionAnswer
from hotline.tickets.flow.open_steps import beside
from hotline.tickets.models import Ticket
from hotline.tickets.rules import desk_of, may_handle, may_lead, works_at_centre
from hotline.tickets.supervising.levels import raise_to


def may_answer(person: Person, supervision: Supervision) -> bool:
    """The head of the unit, of a platform its desk; a reminder anybody at the desk."""
    ticket = supervision.ticket
    desk = desk_of(ticket)
    by_desk = supervision.level == 1 or (desk is not None and desk.is_outside)
    return (by_desk and may_handle(person, ticket)) or may_lead(person, ticket)


def answer(ticket: Ticket, *, words: str, by: Person) -> SupervisionAnswer:
    """Answer the oldest supervision that waits. Raises NotDone, MayNotHandle, NotYourTask."""
    words = said(words, _("Say what is done about it."))
    try:
        with beside(ticket):
            found = waiting(ticket)
            if found is None:
                raise NotDone(_("There is no supervision waiting for an answer."))
            if not may_answer(by, found):
                raise MayNotHandle(_("The head of the unit answers."))
            made = SupervisionAnswer.objects.create(supervision=found, words=words, by=by)
            tell(events.SUPERVISION_ANSWERED, ticket, by=by)
    except IntegrityError as again:
        raise NotDone(_("There is no supervision waiting for an answer.")) from again
    return made


def waiting(ticket: Ticket) -> Supervision | None:
    """The oldest supervision nobody answered."""
    rows = ticket.supervisions.filter(answer__isnull=True).select_related("ticket__authority")
    return rows.order_by("pk").first()


def order(ticket: Ticket, *, level: int, words: str, by: Person) -> Supervision:
    """Supervise by hand; listing a ticket is the leader's. Raises NotDone, MayNotHandle, NotYourTask."""
    words = said(words, _("Say why it is supervised."))
    with beside(ticket):
        if not works_at_centre(by, ticket) or (level == 3 and not by.has_perm(LEAD_HOTLINE)):
            raise MayNotHandle(_("Only the leader of the hotline can list a ticket."))
        return raise_to(ticket, level, ground=Supervision.Ground.BY_HAND, words=words, by=by)
