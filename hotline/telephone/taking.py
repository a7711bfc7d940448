"""A message of an exchange is heard or kept; and what people do about calls: take down, call back, settle, tie."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from desk.refusals import MayNotHandle
from hotline.calls.following import SETTLED, finish, follow
from hotline.calls.hearing import Outcome, ToldOtherwise, hear
from hotline.calls.models import Call, CallReturned, CallSettled, CallWord
from hotline.channels.actions import Kept, keep
from hotline.channels.exchange.messages import NotUnderstood
from hotline.channels.exchange.signed import Signed
from hotline.telephone import events
from hotline.telephone.messages import understood
from hotline.telephone.queries import standing
from hotline.telephone.rules import TO_BE_RETURNED, TO_BE_SETTLED, may_work_on
from hotline.tickets.doing.drafting import draft_of, forget_drafts, save_draft
from hotline.tickets.doing.handling import disclose
from hotline.tickets.doing.recording import link
from hotline.tickets.doing.refused import NotDone, said
from hotline.tickets.models import Ticket
from trail.events import EventKind

CHANNEL = "phone"
"""Under which a message nobody could read is kept."""


def receive(exchange: str, sent: Signed, *, authority: Authority) -> tuple[int, dict[str, Any]]:
    """Hear what an exchange tells: status and body of the answer. Raises Kept."""
    if sent.said is None:
        raise Kept(keep(CHANNEL, sent, [{"pointer": "", "code": "not-json"}], authority))
    try:
        heard = understood(exchange, sent.said)
        call, outcome = hear(heard, authority=authority)
    except NotUnderstood as why:
        raise Kept(keep(CHANNEL, sent, why.reasons, authority)) from why
    except ToldOtherwise as why:
        reasons = [{"pointer": why.pointer, "code": "told-otherwise-before"}]
        raise Kept(keep(CHANNEL, sent, reasons, authority)) from why
    told: dict[str, Any] = {"external": call.reference, "event": heard.kind.value, "outcome": outcome.value}
    if heard.account:
        told["agent"] = "known" if _is_known(call, heard.account) else "unknown"
    return 201 if outcome == Outcome.TAKEN else 200, told


def _is_known(call: Call, account: str) -> bool:
    return CallWord.objects.filter(call=call, account=account, agent__isnull=False).exists()


def _tell(what: EventKind, call: Call, *, by: Person, **values: object) -> None:
    """The exchange's number of the call alone, never the caller's."""
    what.record(
        subject=f"call:{call.pk}", by=by, authority=call.authority.division_id, reference=call.reference, **values
    )


def _locked(call: Call, by: Person) -> Call:
    found = Call.objects.select_for_update(of=("self",)).select_related("authority").get(pk=call.pk)
    if not may_work_on(by, found):
        raise MayNotHandle
    return found


def _write_down(call: Call, purpose: str, by: Person) -> None:
    """Before a number is shown (F-10.7); of a call that has tickets, it is their callers that are disclosed."""
    for ticket in Ticket.objects.filter(calls__call=call).select_related("authority", "caller").order_by("pk"):
        disclose(ticket, purpose=purpose, by=by)
    _tell(events.NUMBER_SHOWN, call, by=by)


def take_down(call: Call, *, purpose: str = "", by: Person) -> None:
    """Begin the intake of a call one did not answer oneself. Raises NotDone, MayNotHandle."""
    with transaction.atomic():
        found = _locked(call, by)
        _write_down(found, purpose, by)
        begun = {"phone": found.number, "channel": CHANNEL, "is_driver": "on"}
        save_draft(by, begun | draft_of(by, found), found)


def show_number(call: Call, *, purpose: str = "", by: Person) -> str:
    """The number of a caller, to be called back. Raises NotDone, MayNotHandle."""
    with transaction.atomic():
        found = _locked(call, by)
        if not found.number:
            raise NotDone(_("The caller withheld the number, so nobody can call back."))
        _write_down(found, purpose, by)
    return found.number


def _stands(call: Call) -> str:
    found: str = standing(Call.objects.filter(pk=call.pk)).values_list("stands", flat=True).get()
    return found


def note_return(call: Call, *, reached: bool, words: str, by: Person) -> CallReturned:
    """Note that a caller whom nobody had answered was called back. Raises NotDone, MayNotHandle."""
    with transaction.atomic():
        found = _locked(call, by)
        if CallWord.objects.filter(call=found, kind=CallWord.Kind.ANSWERED).exists():
            raise NotDone(_("Someone answered this call."))
        if not found.number:
            raise NotDone(_("The caller withheld the number, so nobody can call back."))
        if CallReturned.objects.filter(call=found, reached=True).exists():
            raise NotDone(_("The caller has already been called back."))
        if _stands(found) not in TO_BE_RETURNED:
            raise NotDone(_("This caller is not waiting to be called back."))
        made = CallReturned.objects.create(call=found, reached=reached, words=words.strip()[:300], by=by)
        follow(found)
        _tell(events.RETURNED, found, by=by, reached=reached)
    return made


def settle(call: Call, *, words: str, by: Person) -> CallSettled:
    """Say why a call needs no ticket. Raises NotDone, MayNotHandle."""
    words = said(words, _("Say why it needs no ticket."), most=300)
    with transaction.atomic():
        found = _locked(call, by)
        if CallSettled.objects.filter(call=found).exists():
            raise NotDone(_("Someone has already settled it."))
        if found.tickets.exists():
            raise NotDone(_("The call already has a ticket."))
        if _stands(found) not in TO_BE_SETTLED:
            raise NotDone(_("The call is still going on."))
        made = CallSettled.objects.create(call=found, words=words, by=by)
        finish(found, outcome=SETTLED)
        forget_drafts(found)
        _tell(events.SETTLED, found, by=by)
    return made


def tie(call: Call, ticket: Ticket, *, by: Person) -> None:
    """A call was about a ticket that is there already. Raises NotDone, MayNotHandle."""
    with transaction.atomic():
        found = _locked(call, by)
        if found.tickets.filter(ticket=ticket).exists():
            raise NotDone(_("The call is already kept with this ticket."))
        link(found, ticket, by=by)
        forget_drafts(found)
        _tell(events.TIED, found, by=by, number=ticket.number)
