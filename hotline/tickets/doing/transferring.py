"""A ticket is transferred to a desk, signed for, or given back once; joined to a mother ticket, and separated again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle, NotYourTask
from hotline.desks.models import Desk
from hotline.tickets import dues, events
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.dues import book_of
from hotline.tickets.end_models import Joining
from hotline.tickets.flow.open_steps import doing, ending, open_step
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import draft, keep
from hotline.tickets.models import Due, Ticket
from hotline.tickets.rules import against_transfer, classified, may_handle, transfer_of, was_given_back, works_at_centre
from hotline.tickets.step_models import Transfer, TransferAnswer
from pages.sentences import in_a_row
from papers.letters.writing import Draft, moment, until


def transfer(ticket: Ticket, *, to: Desk, helpers: Sequence[Desk] = (), note: str = "", by: Person) -> Transfer:
    """Give a ticket to a desk. Raises NotDone, MayNotHandle, NotYourTask."""
    with doing(ticket, "transfer", "joined", by=by) as node:
        if not works_at_centre(by, ticket):
            raise MayNotHandle
        if found := list(against_transfer(ticket, to, helpers)):
            raise NotDone(in_a_row(found))
        if node == "joined":
            tell(events.SEPARATED, ticket, by=by, mother=ticket.joined_to.mother.number)
        dues.meet(ticket, "transfer")
        for step in ("sign", "progress", "reply"):
            if dues.running(ticket, step) is None:
                dues.begin(ticket, step)
        letter = keep(transfer_paper(ticket, to, note=note), about=ticket.number, authority=ticket.authority, by=by)
        made: Transfer = Transfer.objects.create(
            ticket=ticket,
            turn=ticket.transfers.count() + 1,
            desk=to,
            note=note.strip()[:500],
            letter=letter,
            by=by,
        )
        made.helpers.set(helpers)
        tell(events.TRANSFERRED, ticket, by=by, desk=to.name)
    return made


def transfer_paper(ticket: Ticket, to: Desk, *, note: str = "") -> Draft:
    """转办单: what was told, never by whom (F-10.7)."""
    book = book_of(ticket)
    running = {due.step: due.due_at for due in Due.objects.running().filter(ticket=ticket)}
    if "reply" not in running:
        running |= {step: _would_end(ticket, step) for step in ("sign", "reply")}
    return draft(
        TicketLetter.Kind.TRANSFER,
        ticket.authority,
        to=to.name,
        text_of=ticket.day,
        ticket=ticket.number,
        received_at=moment(ticket.received_at),
        channel=book.term("channels", ticket.channel).zh,
        urgency=book.term("urgencies", ticket.urgency).zh,
        theme=book.term("themes", ticket.theme).zh,
        facts=ticket.facts,
        wish=ticket.wish,
        amount=str(ticket.amount or ""),
        object=ticket.object_name or "（未填）",
        sign_by=until(running.get("sign")),
        reply_by=until(running.get("reply")),
        note=note,
    )


def _would_end(ticket: Ticket, step: str) -> datetime.datetime | None:
    span = dues.limit_of(ticket, step)
    due = Due(ticket=ticket, step=step, began_at=timezone.now(), amount=span.amount, unit=span.unit.value)
    dues.reckon(due)
    return due.due_at


def sign(ticket: Ticket, *, by: Person) -> TransferAnswer:
    """签收: somebody of the desk signs and answers for it by name. Raises MayNotHandle, NotYourTask."""
    return _answer(ticket, signed=True, right_body="", words="", by=by)


def give_back(ticket: Ticket, *, right_body: str, words: str, by: Person) -> TransferAnswer:
    """退回: once, with the right body named. Raises NotDone, MayNotHandle, NotYourTask."""
    right_body = said(right_body, _("Name the body it belongs to."), most=120)
    words = said(words, _("Say why it is not yours."))
    return _answer(ticket, signed=False, right_body=right_body, words=words, by=by)


def _answer(ticket: Ticket, *, signed: bool, right_body: str, words: str, by: Person) -> TransferAnswer:
    with doing(ticket, "sign", by=by):
        if not may_handle(by, ticket):
            raise MayNotHandle
        if not signed and was_given_back(ticket):
            raise NotDone(_("It has already been given back once: whoever has it now keeps it."))
        found = transfer_of(ticket)
        assert found is not None  # noqa: S101 - the flow is at the step after a transfer
        made = TransferAnswer.objects.create(transfer=found, signed=signed, right_body=right_body, words=words, by=by)
        if signed:
            dues.meet(ticket, "sign")
            tell(events.SIGNED, ticket, by=by)
        else:
            # The reply stays due when it was: giving a ticket back wins nobody time.
            dues.drop(ticket, "sign")
            dues.begin(ticket, "transfer")
            tell(events.RETURNED, ticket, by=by, body=right_body)
    return made


BEFORE_A_REPLY = ("sort", "transfer", "sign", "reply")


def join(ticket: Ticket, *, to: Ticket, by: Person) -> Joining:
    """并单: it rests with a mother ticket of the same object and theme. Raises NotDone, MayNotHandle, NotYourTask."""
    if not works_at_centre(by, ticket) or not works_at_centre(by, to):
        raise MayNotHandle
    with transaction.atomic():
        if found := list(_against_joining(ticket, to)):
            raise NotDone(in_a_row(found))
        try:
            with ending(ticket, "join", "transfer"):
                made = Joining.objects.create(ticket=ticket, mother=to, by=by)
                dues.drop(ticket)
                tell(events.JOINED, ticket, by=by, mother=to.number)
        except IntegrityError as again:
            raise NotDone(_("It has already been joined once.")) from again
    return made


def _against_joining(ticket: Ticket, mother: Ticket) -> list[str]:
    """Object and theme as they were corrected last; of a ticket nobody told a place of, the place is no other."""
    found = []
    what, whole = classified(ticket), classified(mother)
    if (ticket.authority_id, what.object_key, what.theme) != (
        mother.authority_id,
        whole.object_key,
        whole.theme,
    ) or not what.object_key:
        found.append(_("Joined tickets must have the same object and theme."))
    if ticket.division_id and mother.division_id and ticket.division_id != mother.division_id:
        found.append(_("Joined tickets must be about the same place."))
    if ticket.pk == mother.pk or Joining.objects.filter(ticket=mother).exists() or ticket.joined.exists():
        found.append(_("A main ticket cannot be joined to another."))
    if abs(ticket.received_at - mother.received_at) > book_of(ticket).days("joining"):
        found.append(_("They are too far apart in time."))
    try:
        open_step(mother, *BEFORE_A_REPLY)
    except NotYourTask:
        found.append(_("The main ticket has already been answered."))
    return found
