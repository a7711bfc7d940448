"""销号: a ticket is struck off when every condition holds, by one act with a name; or stays on the ledger (F-10.10)."""

from __future__ import annotations

import datetime
import re

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.people import Person
from desk.refusals import MayNotHandle, Unfulfilled
from hotline.tickets import dues, events
from hotline.tickets.conditions import Condition, conditions_of
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.end_models import LedgerEntry, PromiseKept, StrikeOff
from hotline.tickets.flow.open_steps import beside, doing
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.letters.writing import CALLER, draft, keep
from hotline.tickets.models import Ticket
from hotline.tickets.rules import is_kept, promise_of, works_at_centre, wrote_a_reply
from papers.letters.texts import numbered_lines
from papers.letters.writing import Draft, moment

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
"""How a page writes a moment; a letter has its own way."""


class NotStruckOff(Unfulfilled):
    """Not every condition holds; the page shows which, each with what is missing."""


def _check(ticket: Ticket, by: Person) -> None:
    if not works_at_centre(by, ticket) or wrote_a_reply(by, ticket):
        raise MayNotHandle(_("You cannot strike off a ticket you replied to."))


def strike_off(ticket: Ticket, *, by: Person) -> StrikeOff:
    """Strike a ticket off. Raises NotStruckOff, MayNotHandle, NotYourTask."""
    with doing(ticket, "strike_off", "ledger", by=by):
        _check(ticket, by)
        found = conditions_of(ticket)
        if missing := [one for one in found if not one.holds]:
            words = _("Not every condition is met: %(what)s") % {"what": "; ".join(one.title for one in missing)}
            raise NotStruckOff(words, shown={"problem": words})
        letter = keep(struck_off_paper(ticket), about=ticket.number, authority=ticket.authority, by=by)
        made = StrikeOff.objects.create(
            ticket=ticket, conditions=[{"code": one.code, "proof": one.proof} for one in found], letter=letter, by=by
        )
        dues.drop(ticket)
        tell(events.STRUCK_OFF, ticket, by=by)
    return made


def struck_off_paper(ticket: Ticket) -> Draft:
    """销号单: each condition with its proof."""
    with override("zh-hans"):
        told = conditions_of(ticket)
    return draft(
        TicketLetter.Kind.STRUCK_OFF,
        ticket.authority,
        to=CALLER,
        text_of=ticket.day,
        ticket=ticket.number,
        conditions=numbered_lines(_line(one) for one in told),
    )


def _line(one: Condition) -> str:
    told = f"{one.title}：{one.proof}。"
    return MOMENT.sub(lambda at: moment(timezone.make_aware(datetime.datetime.fromisoformat(at[0]))), told)


def put_on_ledger(ticket: Ticket, *, words: str, by: Person) -> LedgerEntry:
    """挂账: only a promise whose day is to come keeps a ticket here. Raises NotDone, MayNotHandle, NotYourTask."""
    words = said(words, _("Say what is still to be done."), most=300)
    with doing(ticket, "strike_off", by=by):
        _check(ticket, by)
        promise = promise_of(ticket)
        open_ones = {one.code for one in conditions_of(ticket) if not one.holds}
        if promise is None or promise.promised_on is None or open_ones != {"promise"}:
            raise NotDone(
                _("Only a promise with a day keeps a ticket on the ledger; everything else has to be done first.")
            )
        made = LedgerEntry.objects.create(ticket=ticket, until=promise.promised_on, words=words, by=by)
        tell(events.ON_LEDGER, ticket, by=by, until=made.until.isoformat())
    return made


def keep_promise(ticket: Ticket, *, words: str, by: Person) -> PromiseKept:
    """What was promised is done: somebody of the centre saw it. Raises NotDone, MayNotHandle, NotYourTask."""
    words = said(words, _("Say what was done, and how you know."), most=300)
    with beside(ticket, "call_back", "final_answer", "strike_off", "ledger"):
        _check(ticket, by)
        promise = promise_of(ticket)
        if promise is None:
            raise NotDone(_("Nothing was promised."))
        if is_kept(promise):
            raise NotDone(_("That has already been noted."))
        made = PromiseKept.objects.create(ticket=ticket, reply=promise, words=words, by=by)
        tell(events.PROMISE_KEPT, ticket, by=by)
    return made
