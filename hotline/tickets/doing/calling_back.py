"""回访: the caller is asked whether it is solved; who is not satisfied has it redone, once; then the head answers."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle
from hotline.tickets import dues, events
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.dues import book_of
from hotline.tickets.end_models import CallBack, CallTry, FinalAnswer, Redo
from hotline.tickets.flow.open_steps import beside, doing
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import CALLER, draft, keep
from hotline.tickets.models import Due, Ticket
from hotline.tickets.rules import (
    answering,
    belongs_to_handlers,
    desk_of,
    is_unsatisfied,
    may_lead,
    round_of,
    transfer_of,
    tried_enough,
    works_at_centre,
    wrote_a_reply,
)
from hotline.tickets.step_models import Contact, Transfer, TransferAnswer
from hotline.tickets.supervising.levels import raise_to
from papers.letters.writing import Draft, until


def _check(ticket: Ticket, by: Person) -> None:
    if not works_at_centre(by, ticket) or belongs_to_handlers(by, ticket) or wrote_a_reply(by, ticket):
        raise MayNotHandle(_("Whoever handled it cannot call back."))


def note_try(ticket: Ticket, *, words: str, by: Person) -> CallTry:
    """Nobody answered this time. Raises MayNotHandle, NotYourTask."""
    with beside(ticket, "call_back"):
        _check(ticket, by)
        made = CallTry.objects.create(ticket=ticket, round=round_of(ticket), words=words.strip()[:300], by=by)
        tell(events.TRIED, ticket, by=by)
    return made


def call_back(ticket: Ticket, *, responded: bool, solved: str, stars: int, words: str, by: Person) -> CallBack:
    """The caller was reached and asked everything. Raises NotDone, MayNotHandle, NotYourTask."""
    if solved not in CallBack.Solved.values or not 1 <= stars <= 5:
        raise NotDone(_("Ask whether it is solved, and for one to five stars."))
    with doing(ticket, "call_back", by=by):
        _check(ticket, by)
        made = CallBack.objects.create(
            ticket=ticket,
            round=round_of(ticket),
            reached=True,
            responded=responded,
            solved=solved,
            stars=stars,
            words=words.strip()[:500],
            is_unsatisfied=is_unsatisfied(solved, stars, book_of(ticket).call_back),
            by=by,
        )
        dues.meet(ticket, "call-back")
        tell(events.CALLED_BACK, ticket, by=by, reached=True, stars=stars)
        if made.is_unsatisfied:
            _not_satisfied(made, by=by)
    return made


def give_up(ticket: Ticket, *, by: Person) -> CallBack:
    """Nobody could be reached by the rule: enough tries, on enough days, at different hours.

    Raises NotDone, MayNotHandle, NotYourTask.
    """
    with doing(ticket, "call_back", by=by):
        _check(ticket, by)
        now = round_of(ticket)
        rule = book_of(ticket).call_back
        tries = CallTry.objects.filter(ticket=ticket, round=now).values_list("at", flat=True)
        if not tried_enough(tries, rule):
            told = _("Not reachable means %(tries)s tries on %(days)s days at different hours.")
            raise NotDone(told % {"tries": rule.tries, "days": rule.days})
        made = CallBack.objects.create(ticket=ticket, round=now, reached=False, by=by)
        dues.meet(ticket, "call-back")
        tell(events.CALLED_BACK, ticket, by=by, reached=False, stars="–")
    return made


def _not_satisfied(callback: CallBack, *, by: Person) -> None:
    """The first time it goes back with everything known; the second time the leader is told and the head answers."""
    ticket = callback.ticket
    if callback.round > 1:
        raise_to(ticket, 3, ground="unsatisfied")
        return
    _own_desk(ticket, by=by)
    due = dues.begin(ticket, "redo")
    letter = keep(redo_paper(callback, due), about=ticket.number, authority=ticket.authority, by=by)
    Redo.objects.create(callback=callback, ticket=ticket, letter=letter)
    tell(events.REDONE, ticket, by="hotline")


def _own_desk(ticket: Ticket, *, by: Person) -> None:
    """A joined ticket that is redone goes to its mother's handler, who signed for it already (首接负责制)."""
    mother = answering(ticket)
    found = transfer_of(mother)
    if mother == ticket or found is None:
        return
    made = Transfer.objects.create(ticket=ticket, turn=ticket.transfers.count() + 1, desk=found.desk, by=by)
    TransferAnswer.objects.create(transfer=made, signed=True, by=found.answer.by)


def redo_paper(callback: CallBack, due: Due) -> Draft:
    """重办通知: what the caller is missing; nothing is asked of the caller again."""
    ticket = callback.ticket
    desk = desk_of(ticket)
    return draft(
        TicketLetter.Kind.REDO,
        ticket.authority,
        to=desk.name if desk else "",
        text_of=ticket.day,
        dated=timezone.localdate(callback.at),
        ticket=ticket.number,
        words=callback.words or "未说明原因。",
        reply_by=until(due.due_at),
    )


def answer_finally(ticket: Ticket, *, reasons: str, by: Person) -> FinalAnswer:
    """最终答复: the head closes it with reasons; it has still to be told. Raises NotDone, MayNotHandle, NotYourTask."""
    reasons = said(reasons, _("Say why it ends here: the caller is told."), most=4000)
    with doing(ticket, "final_answer", by=by):
        if not may_lead(by, ticket):
            raise MayNotHandle(_("The head of the unit answers; for a platform, the leader of the hotline."))
        paper = final_paper(ticket, reasons)
        letter = keep(paper, about=ticket.number, authority=ticket.authority, by=by)
        made = FinalAnswer.objects.create(ticket=ticket, reasons=reasons, letter=letter, by=by)
        tell(events.FINAL, ticket, by=by)
    return made


def final_paper(ticket: Ticket, reasons: str) -> Draft:
    return draft(
        TicketLetter.Kind.FINAL,
        ticket.authority,
        to=CALLER,
        text_of=ticket.day,
        ticket=ticket.number,
        reasons=reasons,
    )


def read_by_code(ticket: Ticket) -> None:
    """The caller read the answer by number and code: that is how it reached them."""
    kind = Contact.Kind.FINAL if hasattr(ticket, "final") else Contact.Kind.ANSWER
    now = round_of(ticket)
    if not Contact.objects.filter(ticket=ticket, kind=kind, round=now, reached=True).exists():
        Contact.objects.create(
            ticket=ticket, kind=kind, round=now, reached=True, words="凭查询码阅读", at=timezone.now(), by=None
        )
