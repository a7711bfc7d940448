"""The first decision: answered in the call, accepted, refused with a code, referred, or diverted (F-10.8)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle
from hotline.tickets import dues, events
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.dues import book_of
from hotline.tickets.flow.open_steps import doing
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import CALLER, draft, keep
from hotline.tickets.models import Ticket
from hotline.tickets.rules import works_at_centre
from hotline.tickets.step_models import Sorted
from papers.letters.writing import Draft, moment

Outcome = Sorted.Outcome


def answer_at_once(ticket: Ticket, *, words: str, by: Person) -> Sorted:
    """即答办结: the question is answered in the call. Raises NotDone, MayNotHandle, NotYourTask."""
    if ticket.kind == "complaint":
        raise NotDone(_("A complaint cannot be answered at once: it goes to whoever handles it."))
    words = said(words, _("Write down what the caller was told."), most=4000)
    return _sort(ticket, Outcome.ANSWERED, words=words, by=by)


def accept(ticket: Ticket, *, by: Person) -> Sorted:
    """It is accepted and waits to be transferred. Raises MayNotHandle, NotYourTask."""
    return _sort(ticket, Outcome.ACCEPTED, by=by)


def refuse(ticket: Ticket, *, reason: str, body: str, words: str, by: Person) -> Sorted:
    """不予受理: for a coded reason, told at once. Raises NotDone, MayNotHandle, NotYourTask."""
    term = book_of(ticket).terms["refusals"].get(reason)
    if term is None:
        raise NotDone(_("Choose one of the reasons."))
    if term.needs_body and not body.strip():
        raise NotDone(_("Name where the caller should go instead."))
    return _sort(ticket, Outcome.REFUSED, reason=reason, body=body.strip()[:120], words=words.strip(), by=by)


def refer(ticket: Ticket, *, body: str, words: str, by: Person) -> Sorted:
    """It is another body's: named. Raises NotDone, MayNotHandle, NotYourTask."""
    body = said(body, _("Name where the caller should go instead."), most=120)
    return _sort(ticket, Outcome.REFERRED, body=body, words=words.strip(), by=by)


def divert(ticket: Ticket, *, body: str, words: str, by: Person) -> Sorted:
    """A petition leaves the hotline by its own door (F-10.6). Raises NotDone, MayNotHandle, NotYourTask."""
    body = said(body, _("Name where the caller should go instead."), most=120)
    return _sort(ticket, Outcome.PETITION, body=body, words=words.strip(), by=by)


def refusal_paper(
    ticket: Ticket, outcome: Sorted.Outcome, *, reason: str = "", body: str = "", words: str = ""
) -> Draft:
    """不予受理告知: why, and which door is the right one."""
    book = book_of(ticket)
    return draft(
        TicketLetter.Kind.REFUSAL,
        ticket.authority,
        to=CALLER,
        text_of=ticket.day,
        flags=[outcome.value],
        ticket=ticket.number,
        received_at=moment(ticket.received_at),
        channel=book.term("channels", ticket.channel).zh,
        reason=book.term("refusals", reason).zh if reason else "",
        body=body,
        words=words,
    )


def _sort(
    ticket: Ticket, outcome: Sorted.Outcome, *, reason: str = "", body: str = "", words: str = "", by: Person
) -> Sorted:
    with doing(ticket, "sort", by=by):
        if not works_at_centre(by, ticket):
            raise MayNotHandle
        letter = None
        if outcome not in (Outcome.ACCEPTED, Outcome.ANSWERED):
            found = refusal_paper(ticket, outcome, reason=reason, body=body, words=words)
            letter = keep(found, about=ticket.number, authority=ticket.authority, by=by)
        made = Sorted.objects.create(
            ticket=ticket, outcome=outcome, reason=reason, body=body, words=words, letter=letter, by=by
        )
        dues.meet(ticket, "sort")
        if outcome == Outcome.ACCEPTED:
            # The two hours run from the moment the driver told it, not from when somebody read it.
            dues.begin(ticket, "transfer", at=ticket.received_at)
        tell(events.SORTED, ticket, by=by, outcome=f"ticket-{outcome.value}")
    return made
