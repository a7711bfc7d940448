"""Calls in progress as an operator sees them, each with what is known of who calls, and what the intake begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.calls.models import Call
from hotline.calls.standing import LONGEST, answered_by, gone
from hotline.tickets.doing.drafting import draft_of
from hotline.tickets.known import Known, known_by
from hotline.tickets.models import CallDraft

MOST = 5


@dataclass(frozen=True, kw_only=True)
class InProgress:
    """A call that waits for its ticket: whose it is, whether it goes on, and who seems to call."""

    call: Call
    is_mine: bool
    goes_on: bool
    known: Known | None
    """Nothing for whoever has not taken it: the number is the caller's own."""


def in_progress(person: Person, authority: Authority) -> Sequence[InProgress]:
    """One's own calls without a ticket, and those that ring or whose account nobody has; one's own first."""
    recent = gone(Call.objects.filter(authority=authority, started_at__gte=timezone.now() - LONGEST))
    waiting = recent.filter(tickets__isnull=True, settled__isnull=True)
    mine, nobodys = answered_by(person), Q(agent__isnull=True, ended_at__isnull=True)
    drafted = Q(pk__in=CallDraft.objects.filter(person=person, call__isnull=False).values("call"))
    rows = waiting.filter(mine | drafted | nobodys).order_by("-started_at", "-pk")[:MOST]
    own = set(Call.objects.filter(mine | drafted, pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    told = [_told(row, authority, is_mine=row.pk in own) for row in rows]
    return sorted(told, key=lambda one: (not one.is_mine, not one.goes_on))


def _told(row: Any, authority: Authority, *, is_mine: bool) -> InProgress:
    return InProgress(
        call=row,
        is_mine=is_mine,
        goes_on=row.ended_at is None,
        known=known_by(row.number, authority) if is_mine else None,
    )


def calls_at(authority: Authority) -> QuerySet[Call]:
    """The calls of a hotline."""
    return Call.objects.filter(authority=authority)


def begun_with(person: Person, call: Call) -> dict[str, Any] | None:
    """What the intake of a call begins with: what was typed, else what the exchange told; None for whom it is not."""
    if typed := draft_of(person, call):
        return typed
    if not calls_at(call.authority).filter(answered_by(person), pk=call.pk).exists():
        return None
    recorded = gone(Call.objects.filter(pk=call.pk)).values_list("recorded", flat=True).get()
    return {"phone": call.number, "channel": "phone", "recording": recorded or "", "is_driver": "on"}
