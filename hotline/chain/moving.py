"""A demand goes from node to node: answered, passed on, or moved on by itself; at the regulator a ticket (F-10.16).

The answer goes back down the same nodes. Nobody of the chain decides an administrative matter: what has to be decided
is decided by the ticket.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.sealing import blind_index
from accounts.typed.identifiers import normalise_mobile
from accounts.typed.text import code as plain_code
from clock.hours import Span, Unit, moment_after
from clock.working_days import CalendarUnknown
from desk.refusals import MayNotHandle, NotNow
from hotline.calls.numbers import phone_digest
from hotline.chain import events
from hotline.chain.models import Branch, Demand, DemandAnswer, DemandTicket, HandedDown, Hop, Whereabouts
from hotline.chain.nodes import Chain, chain_of, chain_on
from hotline.chain.seats import sits_at
from hotline.tickets.doing.recording import Told, record
from papers.numbers import draw

CHANNEL = "branch"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LATER = datetime.timedelta(days=1)
"""When nobody can tell a due day, a timer looks again the next day."""
How = Hop.How


@dataclass(frozen=True, kw_only=True)
class Needed:
    """What a driver needs, by whoever it is told."""

    theme: str
    words: str
    kind: str = "suggestion"
    name: str = ""
    phone: str = ""


def code_digest(code: str) -> str:
    """By which the code a driver reads the answer with is found."""
    return blind_index(f"demand-code:{plain_code(code)}")


def enter(needed: Needed, branch: Branch, *, node: str, by: Person | None) -> Demand:
    """A demand enters at a node: a driver's goes on to the members at once. Raises NotNow, MayNotHandle."""
    chain = chain_on(timezone.localdate())
    if not needed.words.strip():
        raise NotNow(_("Write down what is needed."))
    if node != chain.first.code and (by is None or not sits_at(by, node, branch)):
        raise MayNotHandle
    with transaction.atomic():
        code = "".join(secrets.choice(_LETTERS) for _place in range(10))
        serial = draw(branch.authority, "demand")
        made = Demand.objects.create(
            number=f"{branch.authority.division_id}-SQ{serial:06d}",
            authority=branch.authority,
            edition=chain.edition,
            branch=branch,
            kind=needed.kind,
            theme=needed.theme,
            words=needed.words.strip()[:2000],
            name=needed.name.strip()[:80],
            phone=normalise_mobile(needed.phone)[:20],
            phone_digest=phone_digest(needed.phone),
            code=code,
            code_digest=code_digest(code),
        )
        _arrive(made, chain, node, how=How.ENTERED, by=by)
        if node == chain.first.code:
            _arrive(made, chain, chain.after(node).code, how=How.PASSED, by=by)
    return made


def pass_on(demand: Demand, *, note: str, by: Person) -> Hop:
    """Pass it on to the next node. Raises NotNow, MayNotHandle."""
    with _waiting(demand) as (found, chain, node):
        _check(found, chain, node, by)
        return _arrive(found, chain, chain.after(node).code, how=How.PASSED, note=note.strip()[:500], by=by)


def answer(demand: Demand, *, words: str, by: Person) -> DemandAnswer:
    """Answer it where it is. At the regulator the ticket does. Raises NotNow, MayNotHandle."""
    if not words.strip():
        raise NotNow(_("Write down the answer: it goes back to the driver."))
    with _waiting(demand) as (found, chain, node):
        _check(found, chain, node, by)
        return _answered(found, node, words=words, by=by)


def answer_by_ticket(demand: Demand, *, words: str) -> DemandAnswer:
    """The ticket was answered: so is the demand. Raises NotNow."""
    with _waiting(demand) as (found, _chain, node):
        return _answered(found, node, words=words, by=None)


def move_on(demand: Demand) -> bool:
    """Timer: what nobody answered until the end of its day goes on by itself; the calendar may have changed."""
    with _waiting(demand) as (found, chain, node):
        here = found.hops.get(node=node)
        ends = _ends(chain, here.at)
        if ends is None or ends > timezone.now():
            Whereabouts.objects.filter(demand=found).update(look_at=ends or timezone.now() + _LATER)
            return False
        _arrive(found, chain, chain.after(node).code, how=How.BY_TIME, by=None)
    return True


@contextmanager
def _waiting(demand: Demand) -> Iterator[tuple[Demand, Chain, str]]:
    """The demand under its lock while it waits for an answer, and where it is. Raises NotNow."""
    with transaction.atomic():
        found = Demand.objects.select_for_update().get(pk=demand.pk)
        if DemandAnswer.objects.filter(demand=found).exists():
            raise NotNow(_("It has already been answered."))
        yield found, chain_of(found.edition), found.hops.latest("nth").node


def _check(demand: Demand, chain: Chain, node: str, by: Person) -> None:
    if node == chain.last.code or not sits_at(by, node, demand.branch):
        raise MayNotHandle


def _arrive(demand: Demand, chain: Chain, node: str, *, how: Hop.How, by: Person | None, note: str = "") -> Hop:
    """It comes to a node, in the caller's transaction; at the last it is a ticket from that moment."""
    now = timezone.now()
    is_last = node == chain.last.code
    ends = None if is_last else _ends(chain, now)
    nth = demand.hops.count() + 1
    made = Hop.objects.create(
        demand=demand,
        nth=nth,
        node=node,
        how=how,
        note=note,
        due_on=timezone.localdate(ends) if ends else None,
        at=now,
        by=by,
    )
    look_at = None if is_last else ends or now + _LATER
    Whereabouts.objects.update_or_create(demand=demand, defaults={"node": node, "look_at": look_at})
    events.MOVED.record(
        subject=f"demand:{demand.number}",
        by=events.CHAIN,
        authority=str(demand.authority.division_id),
        number=demand.number,
        chain_node=node,
    )
    if is_last:
        _become_a_ticket(demand)
    return made


def _ends(chain: Chain, since: datetime.datetime) -> datetime.datetime | None:
    """The end of the last day of a hop; None when nobody can tell."""
    try:
        return moment_after(since, Span(amount=chain.hop_working_days, unit=Unit.WORKING_DAY))
    except CalendarUnknown:
        return None


def _become_a_ticket(demand: Demand) -> None:
    """2252 runs from here. The ticket says what the driver needs, not who of the chain brought it."""
    told = Told(
        channel=CHANNEL,
        kind=demand.kind,
        theme=demand.theme,
        facts=demand.words,
        external=demand.number,
        division=demand.branch.division,
        name=demand.name,
        phone=demand.phone,
    )
    ticket = record(told, authority=demand.authority, by=None)
    DemandTicket.objects.create(demand=demand, ticket=ticket)


def _answered(demand: Demand, node: str, *, words: str, by: Person | None) -> DemandAnswer:
    """The answer, and its way back down to the driver, in the caller's transaction."""
    made = DemandAnswer.objects.create(demand=demand, node=node, words=words.strip()[:4000], by=by)
    passed = [hop.node for hop in demand.hops.order_by("-nth") if hop.node != node]
    first = chain_of(demand.edition).first.code
    down = passed if first in passed else [*passed, first]
    HandedDown.objects.bulk_create(
        [HandedDown(answer=made, nth=nth, node=one) for nth, one in enumerate(down, start=1)]
    )
    Whereabouts.objects.filter(demand=demand).update(is_answered=True, look_at=None)
    events.ANSWERED.record(
        subject=f"demand:{demand.number}",
        by=events.CHAIN,
        authority=str(demand.authority.division_id),
        number=demand.number,
        chain_node=node,
    )
    return made
