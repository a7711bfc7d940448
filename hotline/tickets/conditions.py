"""销号: the conditions under which a ticket is struck off, each with its proof (domain F-10.10).

Read under the lock when it is struck off, and shown before; nothing is struck off by a timer. A proof says the role
and the moment, not the name: the strike-off paper goes to the caller and lies open to a platform. Who it was stands in
the row of the act.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from hotline.tickets.dues import book_of
from hotline.tickets.end_models import CallBack, CallTry, FinalAnswer, ObjectNotFoundReview
from hotline.tickets.models import Caller, Ticket
from hotline.tickets.rules import (
    answering,
    caller_of,
    classified,
    needs_call_back,
    newest_reply,
    promise_of,
    round_of,
    tried_enough,
)
from hotline.tickets.step_models import Contact, Reply
from pages.once import once_a_page, read_once
from pages.sentences import listed


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One of them: whether it holds, and what shows it."""

    code: str
    title: str
    holds: bool
    proof: str


def conditions_of(ticket: Ticket) -> list[Condition]:
    """All of them, as they stand now."""
    with read_once():
        reply = newest_reply(ticket)
        caller = caller_of(ticket)
        return [
            _reviewed(reply),
            _told(ticket, caller),
            _called_back(ticket, caller),
            _satisfied(ticket),
            _promise(ticket),
            _filled_in(ticket, reply),
            _joined(ticket),
        ]


def _stamp(at: object) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]


def _by(role: Role, at: object) -> str:
    return _("%(role)s, %(at)s") % {"role": role.label, "at": _stamp(at)}


def _reviewed(reply: Reply | None) -> Condition:
    title = _("The reply was reviewed by somebody who did not write it")
    review = getattr(reply, "review", None)
    holds = review is not None and review.agrees and review.by_id != review.written_by_id
    proof = _by(Role.REPLY_REVIEWER, review.at) if review is not None and holds else _("no review yet")
    return Condition(code="reviewed", title=title, holds=holds, proof=proof)


def _told(ticket: Ticket, caller: Caller) -> Condition:
    title = _("The reply reached the caller")
    current = round_of(ticket)
    told = ticket.contacts.filter(round=current, reached=True, kind=Contact.Kind.ANSWER).first()
    called = next((one for one in _calls_of(ticket) if one.round == current and one.reached), None)
    if caller.is_anonymous:
        proof = _("anonymous: the answer is read by number and code")
        return Condition(code="told", title=title, holds=True, proof=proof)
    if told or called:
        return Condition(code="told", title=title, holds=True, proof=_stamp((told or called).at))  # type: ignore[union-attr]
    return Condition(code="told", title=title, holds=_tried(ticket), proof=_tries(ticket))


@once_a_page
def _calls_of(ticket: Ticket) -> list[CallBack]:
    """Its call-backs, one a round."""
    return list(ticket.callbacks.order_by("pk"))


@once_a_page
def _tries_of(ticket: Ticket) -> list[datetime.datetime]:
    """When this round's calls were tried in vain."""
    return list(CallTry.objects.filter(ticket=ticket, round=round_of(ticket)).values_list("at", flat=True))


def _tried(ticket: Ticket) -> bool:
    return tried_enough(_tries_of(ticket), book_of(ticket).call_back)


def _tries(ticket: Ticket) -> str:
    rows = _tries_of(ticket)
    return _("tried in vain: %(when)s") % {"when": listed(_stamp(at) for at in rows)} if rows else _("not told yet")


def _called_back(ticket: Ticket, caller: Caller) -> Condition:
    title = _("The call-back was answered, or nobody could be reached by the rule")
    if not needs_call_back(ticket):
        proof = _("anonymous: nobody to call") if caller.is_anonymous else _("no call-back is needed for this kind")
        return Condition(code="called-back", title=title, holds=True, proof=proof)
    found = next((one for one in _calls_of(ticket) if one.round == round_of(ticket)), None)
    holds = found is not None and (found.reached or _tried(ticket))
    proof = _tries(ticket) if found is None or not found.reached else _by(Role.CALLER_BACK, found.at)
    return Condition(code="called-back", title=title, holds=holds, proof=proof)


def _satisfied(ticket: Ticket) -> Condition:
    title = _(
        "The caller is not unsatisfied, or it was redone and closed with reasons the head "
        "signed, and the caller was told"
    )
    found = max(_calls_of(ticket), key=lambda one: one.round, default=None)
    if found is None or not found.is_unsatisfied:
        proof = _("%(stars)s of 5") % {"stars": found.stars} if found and found.reached else _("nobody said so")
        return Condition(code="satisfied", title=title, holds=True, proof=proof)
    final = FinalAnswer.objects.filter(ticket=ticket).first()
    told = Contact.objects.filter(ticket=ticket, kind=Contact.Kind.FINAL).filter(reached=True).first()
    holds = final is not None and found.round > 1 and told is not None
    proof = (
        _("signed by the head who answers, %(at)s") % {"at": _stamp(final.at)}
        if final and told
        else _("the final answer is missing or was not given to the caller")
    )
    return Condition(code="satisfied", title=title, holds=holds, proof=proof)


def _promise(ticket: Ticket) -> Condition:
    title = _("What was promised until a day is done")
    promise = promise_of(ticket)
    if promise is None:
        return Condition(code="promise", title=title, holds=True, proof=_("nothing was promised"))
    kept = getattr(promise, "promise_kept", None)
    due = _("promised until %(day)s") % {"day": f"{promise.promised_on:%Y-%m-%d}"}
    proof = _("seen by the centre, %(at)s") % {"at": _stamp(kept.at)} if kept else due
    return Condition(code="promise", title=title, holds=kept is not None, proof=proof)


def _filled_in(ticket: Ticket, reply: Reply | None) -> Condition:
    title = _("Money, object and theme are filled in")
    lacks = []
    if ticket.amount and (reply is None or reply.recovered is None):
        lacks.append(_("money recovered"))
    told, nobody = classified(ticket), not_found(ticket)
    if not told.object_name and nobody is None:
        lacks.append(_("object"))
    if not told.theme:
        lacks.append(_("theme"))
    none = _("no object could be found, agreed %(at)s") % {"at": _stamp(nobody.at)} if nobody else ""
    named = told.object_name or none
    there = " · ".join(part for part in (named, book_of(ticket).term("themes", told.theme).name) if part)
    proof = _("missing: %(what)s") % {"what": listed(lacks)} if lacks else there
    return Condition(code="filled-in", title=title, holds=not lacks, proof=proof)


def not_found(ticket: Ticket) -> ObjectNotFoundReview | None:
    """A second person agreed that no object can be named."""
    agreed = (
        ticket.objects_not_found.filter(review__agrees=True).select_related("review").order_by("review__pk").first()
    )
    return agreed.review if agreed else None


def _joined(ticket: Ticket) -> Condition:
    title = _("Every caller of a joined ticket was called back")
    resting = [one.ticket for one in ticket.joined.select_related("ticket") if answering(one.ticket) == ticket]
    waiting = [
        one.number
        for one in resting
        if needs_call_back(one) and not CallBack.objects.filter(ticket=one, round=round_of(one)).exists()
    ]
    proof = listed(waiting) if waiting else _("%(count)s joined") % {"count": len(resting)}
    return Condition(code="joined", title=title, holds=not waiting, proof=proof)
