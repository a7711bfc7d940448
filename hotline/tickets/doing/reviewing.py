"""Somebody else reviews a reply: it goes out as a letter and is to be called back, or goes back to the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle
from hotline.tickets import dues, events, facts
from hotline.tickets.doing.refused import said, tell
from hotline.tickets.dues import book_of
from hotline.tickets.end_models import Joining
from hotline.tickets.flow.open_steps import doing, ending
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import CALLER, draft, keep
from hotline.tickets.models import Ticket
from hotline.tickets.rules import answering, needs_call_back, newest_reply, works_at_centre, wrote_a_reply
from hotline.tickets.step_models import Reply, ReplyReview
from papers.letters.writing import Draft, chinese, moment

RESULTS = {
    Reply.Result.VERIFIED: "查实",
    Reply.Result.PARTLY: "部分属实",
    Reply.Result.UNFOUNDED: "不属实",
    Reply.Result.UNKNOWN: "无法查实",
    Reply.Result.NONE: "已答复",
}
"""As letters say it, always in Chinese."""


def review(ticket: Ticket, *, agrees: bool, words: str, by: Person) -> ReplyReview:
    """审核: by somebody who wrote none of its replies. Raises NotDone, MayNotHandle, NotYourTask."""
    if not agrees:
        words = said(words, _("Say what is missing in the reply."))
    with doing(ticket, "review", by=by):
        if not works_at_centre(by, ticket) or wrote_a_reply(by, ticket):
            raise MayNotHandle(_("You cannot review your own reply."))
        written = newest_reply(ticket)
        assert written is not None  # noqa: S101 - the flow is at the step after a reply
        letter = None
        if agrees:
            letter = keep(reply_paper(ticket, written), about=ticket.number, authority=ticket.authority, by=by)
        made = ReplyReview.objects.create(
            reply=written, agrees=agrees, words=words.strip()[:500], letter=letter, written_by=written.by, by=by
        )
        if agrees:
            if needs_call_back(ticket):
                dues.begin(ticket, "call-back")
            facts.substantiated(ticket, written)
        else:
            dues.take_up(ticket)
        tell(events.REVIEWED, ticket, by=by, agrees=agrees)
        if agrees:
            _answer_joined(ticket)
    return made


def _answer_joined(mother: Ticket) -> None:
    """Every caller whose ticket rests here is called back like this one (F-10.13)."""
    for one in Joining.objects.filter(mother=mother).select_related("ticket__authority"):
        if answering(one.ticket) == mother and not one.ticket.callbacks.exists():
            with ending(one.ticket, "mother_answered", "joined"):
                if needs_call_back(one.ticket):
                    dues.begin(one.ticket, "call-back")


def reply_paper(ticket: Ticket, written: Reply) -> Draft:
    """办理结果答复: facts, steps, basis, result; to the caller, and read by number and code."""
    return draft(
        TicketLetter.Kind.REPLY,
        ticket.authority,
        to=CALLER,
        text_of=ticket.day,
        ticket=ticket.number,
        received_at=moment(ticket.received_at),
        theme=book_of(ticket).term("themes", ticket.theme).zh,
        facts=written.facts,
        steps=written.steps,
        basis=written.basis.rstrip("。."),
        result=RESULTS[Reply.Result(written.result)],
        recovered=str(written.recovered or ""),
        promised=written.promised.rstrip("。."),
        promised_on=chinese(written.promised_on) if written.promised_on else "",
    )
