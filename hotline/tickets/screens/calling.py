"""Calls in progress as an operator sees them, each with what is known of who calls, and what the intake begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.calls.models import Call
from hotline.calls.standing import LONGEST, gone
from hotline.tickets.doing.drafting import draft_of, written_down_by
from hotline.tickets.known import Known, known_by

MOST = 5
"""Of the calls that are nobody's yet."""


@dataclass(frozen=True, kw_only=True)
class InProgress:
    """A call that waits for its ticket: whose it is, whether it goes on, and who seems to call."""

    call: Call
    is_mine: bool
    goes_on: bool
    known: Known | None
    """Nothing for whoever has not taken it: the number is the caller's own."""


def in_progress(person: Person, authority: Authority) -> Sequence[InProgress]:
    """All of one's own calls without a ticket, before some of those that ring or whose account nobody has."""
    recent = gone(Call.objects.filter(authority=authority, started_at__gte=timezone.now() - LONGEST))
    waiting = recent.filter(tickets__isnull=True, settled__isnull=True).order_by("-started_at", "-pk")
    own = list(written_down_by(person, waiting))
    others = waiting.filter(agent__isnull=True, ended_at__isnull=True).exclude(pk__in=[one.pk for one in own])
    told = [
        *(_told(one, authority, is_mine=True) for one in own),
        *(_told(one, authority, is_mine=False) for one in others[:MOST]),
    ]
    return sorted(told, key=lambda one: (not one.is_mine, not one.goes_on))


def seen(calls: Sequence[InProgress]) -> str:
    """By which a page tells that nothing is new."""
    return " ".join(f"{one.call.pk}.{one.is_mine:d}{one.goes_on:d}{bool(one.call.answered_at):d}" for one in calls)  # type: ignore[attr-defined]


def _told(row: Any, authority: Authority, *, is_mine: bool) -> InProgress:
    return InProgress(
        call=row,
        is_mine=is_mine,
        goes_on=row.ended_at is None,
        known=known_by(row.number, authority) if is_mine else None,
    )


def calls_of(person: Person, authority: Authority) -> QuerySet[Call]:
    """The calls of a hotline somebody may write down."""
    return written_down_by(person, Call.objects.filter(authority=authority))


def begun_with(person: Person, call: Call) -> dict[str, Any]:
    """What the intake of one's own call begins with: what was typed, else what the exchange told."""
    if typed := draft_of(person, call):
        return typed
    recorded = gone(Call.objects.filter(pk=call.pk)).values_list("recorded", flat=True).get()
    # Once it has a ticket its caller is protected there: the number is disclosed on the page of the call.
    phone = "" if call.tickets.exists() else call.number
    return {"phone": phone, "channel": "phone", "recording": recorded or "", "is_driver": "on"}
