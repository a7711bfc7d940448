"""The desk that has a ticket: contacts and progress, more time, the reply; and what somebody is shown of the caller."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle
from hotline.tickets import dues, events
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.dues import book_of
from hotline.tickets.flow.open_steps import beside, doing
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import CALLER, draft, keep
from hotline.tickets.models import Disclosure, Due, Ticket
from hotline.tickets.rules import may_handle, may_lead, may_see_caller, round_of, works_at_centre
from hotline.tickets.step_models import Contact, Extension, ExtensionAnswer, Reply
from papers.letters.writing import Draft, moment

AFTER_A_REVIEW = ("call_back", "final_answer", "strike_off", "ledger")


def note_contact(ticket: Ticket, *, reached: bool, words: str, by: Person) -> Contact:
    """The caller was called, reached or not. Raises NotDone, MayNotHandle, NotYourTask."""
    return _note(ticket, Contact.Kind.CONTACT, ("sign", "reply", "review"), reached=reached, words=words, by=by)


def note_progress(ticket: Ticket, *, words: str, by: Person) -> Contact:
    """进展反馈: what was done so far. Raises NotDone, MayNotHandle, NotYourTask."""
    return _note(ticket, Contact.Kind.PROGRESS, ("reply",), reached=False, words=words, by=by)


def note_told(ticket: Ticket, *, reached: bool, words: str, by: Person) -> Contact:
    """The answer was told to the caller, or nobody was reached. Raises NotDone, MayNotHandle, NotYourTask."""
    kind = Contact.Kind.FINAL if hasattr(ticket, "final") else Contact.Kind.ANSWER
    return _note(ticket, kind, AFTER_A_REVIEW, reached=reached, words=words, by=by)


def _note(
    ticket: Ticket, kind: Contact.Kind, nodes: tuple[str, ...], *, reached: bool, words: str, by: Person
) -> Contact:
    words = said(words, _("Write down what was said or done."))
    with beside(ticket, *nodes):
        if not may_handle(by, ticket) and not (kind != Contact.Kind.PROGRESS and works_at_centre(by, ticket)):
            raise MayNotHandle
        made = Contact.objects.create(
            ticket=ticket, kind=kind, round=round_of(ticket), reached=reached, words=words, by=by
        )
        if kind == Contact.Kind.PROGRESS:
            dues.meet(ticket, "progress")
        tell(events.CONTACTED, ticket, by=by, kind=f"ticket-{kind.value}", reached=reached)
    return made


def ask_extension(ticket: Ticket, *, days: int, reasons: str, by: Person) -> Extension:
    """延期: once, before it is due, with reasons. Raises NotDone, MayNotHandle, NotYourTask."""
    reasons = said(reasons, _("Say why more time is needed: the caller is told."))
    most = book_of(ticket).most_extension(is_driver=ticket.is_driver)
    if not 1 <= days <= most:
        raise NotDone(_("One to %(most)s working days, once.") % {"most": most})
    try:
        with beside(ticket, "reply"):
            if not may_handle(by, ticket):
                raise MayNotHandle
            due = dues.running(ticket, "reply")
            if due is None or due.due_at is None or timezone.now() > due.due_at:
                raise NotDone(_("It is too late: ask for more time before the reply is due."))
            _check_in_all(ticket, due, days)
            made = Extension.objects.create(ticket=ticket, days=days, reasons=reasons, due_at=due.due_at, by=by)
            tell(events.EXTENSION_ASKED, ticket, by=by, days=days)
    except IntegrityError as again:
        raise NotDone(_("More time has already been asked for: it is given only once.")) from again
    return made


def _check_in_all(ticket: Ticket, due: Due, days: int) -> None:
    """However much longer, a ticket is answered within so many days of its receipt in all.

    Raises NotDone, and CalendarUnknown: what no calendar tells is not within them.
    """
    most = book_of(ticket).most_days_in_all(is_driver=ticket.is_driver)
    if most is None:
        return
    if dues.put_off_until(due, days) > ticket.received_at + datetime.timedelta(days=most):
        raise NotDone(_("With more time it would take more than %(most)s days in all.") % {"most": most})


def answer_extension(ticket: Ticket, *, granted: bool, words: str, by: Person) -> ExtensionAnswer:
    """The head grants it – the caller is told why – or not. Raises NotDone, MayNotHandle, NotYourTask."""
    with beside(ticket, "reply"):
        asked = Extension.objects.filter(ticket=ticket, answer__isnull=True).first()
        if asked is None:
            raise NotDone(_("There is no request for more time."))
        if not may_lead(by, ticket) or by.pk == asked.by_id:
            raise MayNotHandle(_("The head answers, and nobody can answer their own request."))
        letter = None
        due = dues.running(ticket, "reply")
        if granted and due is not None:
            if timezone.now() > asked.due_at:
                raise NotDone(_("It is overdue: more time can be granted only before the reply is due."))
            _check_in_all(ticket, due, asked.days)
            dues.put_off(due, asked.days)
            paper = extension_paper(ticket, asked, due.due_at)
            letter = keep(paper, about=ticket.number, authority=ticket.authority, by=by)
        elif not granted:
            words = said(words, _("Say why not."))
        made = ExtensionAnswer.objects.create(
            extension=asked, granted=granted, words=words.strip()[:500], letter=letter, asked_by=asked.by, by=by
        )
        tell(events.EXTENSION_ANSWERED, ticket, by=by, granted=granted)
    return made


def extension_paper(ticket: Ticket, asked: Extension, until: datetime.datetime | None) -> Draft:
    """延期告知: why it takes longer, and until when."""
    return draft(
        TicketLetter.Kind.EXTENSION,
        ticket.authority,
        to=CALLER,
        text_of=ticket.day,
        ticket=ticket.number,
        reasons=asked.reasons.rstrip("。."),
        days=str(asked.days),
        extended_to=moment(until),
    )


def reply(
    ticket: Ticket,
    *,
    facts: str,
    steps: str,
    basis: str,
    result: str,
    recovered: Decimal | None = None,
    promised: str = "",
    promised_on: datetime.date | None = None,
    by: Person,
) -> Reply:
    """Write the reply: facts, steps, basis, result; it goes to somebody else for review.

    Raises NotDone, MayNotHandle, NotYourTask.
    """
    facts = said(facts, _("Write down what the facts are."), most=4000)
    steps = said(steps, _("Write down what was done."), most=4000)
    _check_reply(ticket, result=result, recovered=recovered, promised=promised, promised_on=promised_on)
    with doing(ticket, "reply", by=by):
        if not may_handle(by, ticket):
            raise MayNotHandle
        now = round_of(ticket)
        made: Reply = Reply.objects.create(
            ticket=ticket,
            round=now,
            turn=ticket.replies.filter(round=now).count() + 1,
            facts=facts,
            steps=steps,
            basis=basis.strip()[:300],
            result=result,
            recovered=recovered,
            promised=promised.strip()[:300],
            promised_on=promised_on,
            by=by,
        )
        dues.meet(ticket, "reply", "redo", "progress")
        tell(events.REPLIED, ticket, by=by, result=f"ticket-{result}")
    return made


def _check_reply(
    ticket: Ticket,
    *,
    result: str,
    recovered: Decimal | None,
    promised: str,
    promised_on: datetime.date | None,
) -> None:
    """Raises NotDone."""
    if result not in Reply.Result.values:
        raise NotDone(_("Choose a finding."))
    if ticket.kind == "complaint" and result == Reply.Result.NONE:
        raise NotDone(_("For a complaint, say whether it is substantiated."))
    if ticket.amount and recovered is None:
        raise NotDone(_("Money is in dispute: enter how much the driver got, 0 if nothing."))
    if bool(promised.strip()) != (promised_on is not None):
        raise NotDone(_("A promise needs a day, and a day needs a promise."))
    if promised_on is not None and promised_on <= timezone.localdate():
        raise NotDone(_("The day of a promise must be in the future."))


def disclose(ticket: Ticket, *, purpose: str, by: Person) -> Disclosure:
    """Show somebody who the caller is, and write it down first. Raises NotDone, MayNotHandle."""
    purpose = said(purpose, _("Say what for: it is written down."), most=200)
    with transaction.atomic():
        if not may_see_caller(by, ticket):
            raise MayNotHandle(_("The caller is protected and has not consented."))
        if ticket.caller.is_anonymous:
            raise NotDone(_("Nobody knows who called."))
        if hasattr(ticket, "forgotten"):
            raise NotDone(_("Who called was deleted: the time of keeping is over."))
        made = Disclosure.objects.create(ticket=ticket, purpose=purpose, by=by)
        tell(events.DISCLOSED, ticket, by=by)
    return made
