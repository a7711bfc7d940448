"""Calls in progress as an operator sees them, each with what is known of who calls, and what the intake begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.authorities import Authority
from accounts.people import Person
from hotline.calls.models import Call
from hotline.calls.standing import LONGEST, gone
from hotline.tickets.doing.drafting import draft_of, written_down_by
from hotline.tickets.known import Known, known_by

MOST_OWN = 4
"""Of one's own that are over, so that the intake stays in sight: the others are found in the list of calls."""
MOST = 5
"""Of the calls that are nobody's yet."""


@dataclass(frozen=True, kw_only=True)
class InProgress:
    """A call that waits for its ticket: whose it is, whether it goes on, and who seems to call."""

    call: Call
    is_mine: bool
    goes_on: bool

    @property
    def known(self) -> Known | None:
        """Nothing for whoever has not taken it: the number is the caller's own."""
        return known_by(self.call.number, self.call.authority) if self.is_mine else None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Calls beside whatever an operator does; `more`: so many of one's own are over and not shown."""

    calls: Sequence[InProgress]
    more: int

    @property
    def seen(self) -> str:
        """By which a page tells that nothing is new."""
        told = [f"{one.call.pk}.{one.is_mine:d}{one.goes_on:d}{_is_answered(one.call):d}" for one in self.calls]
        return " ".join([*told, f"+{self.more}"])

    @property
    def told(self) -> str:
        """What is read out when something is new: how many ring, and how many of one's own wait."""
        rings = sum(one.goes_on and not _is_answered(one.call) for one in self.calls)
        own = self.more + sum(one.is_mine for one in self.calls)
        parts = [
            ngettext("%(count)s call rings", "%(count)s calls ring", rings) % {"count": rings} if rings else "",
            ngettext("%(count)s call of yours has no ticket", "%(count)s calls of yours have no ticket", own)
            % {"count": own}
            if own
            else "",
        ]
        return " · ".join(part for part in parts if part)


def in_progress(person: Person, authority: Authority) -> Panel:
    """One's own calls without a ticket, those that go on all of them, before some of those that are nobody's."""
    recent = gone(Call.objects.filter(authority=authority, started_at__gte=timezone.now() - LONGEST))
    waiting = recent.filter(tickets__isnull=True, settled__isnull=True).select_related("authority")
    waiting = waiting.order_by("-started_at", "-pk")
    own = written_down_by(person, waiting)
    going, over = list(own.filter(ended_at__isnull=True)), own.filter(ended_at__isnull=False)
    shown = [*going, *over[:MOST_OWN]]
    others = waiting.filter(agent__isnull=True, ended_at__isnull=True).exclude(pk__in=[one.pk for one in going])
    calls = [
        *(InProgress(call=one, is_mine=True, goes_on=one.ended_at is None) for one in shown),
        *(InProgress(call=one, is_mine=False, goes_on=True) for one in others[:MOST]),
    ]
    more = over.count() - MOST_OWN if len(shown) - len(going) == MOST_OWN else 0
    return Panel(calls=calls, more=max(more, 0))


def _is_answered(row: Any) -> bool:
    return row.answered_at is not None


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
