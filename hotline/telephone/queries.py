"""Calls read, with where each stands; every query begins where its reader is known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.calls.following import DONE
from hotline.calls.models import Call, CallWord
from hotline.calls.standing import gone, over
from hotline.tickets.models import TicketCall


def calls_for(person: Person) -> QuerySet[Call]:
    """The calls of the hotlines a reader's roles reach."""
    # Named one by one: with a subquery the newest are found by sorting every call there is.
    return Call.objects.filter(authority__in=list(visible_authorities(person).values_list("pk", flat=True)))


def with_standing(rows: Sequence[Call]) -> list[Any]:
    """The calls with how each went and where it `stands`, in the same order; asked of these alone."""
    found = standing(Call.objects.all()).in_bulk([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def standing(rows: QuerySet[Call], *, now: datetime.datetime | None = None) -> QuerySet[Any]:
    """Calls with where each `stands`, and whether its caller `is_anonymous` in a ticket.

    Of a call of whose end nothing was heard, nobody says that it is over.
    """
    is_over, is_ended = over(now=now), Q(ended_at__isnull=False)
    answered = Q(answered_at__isnull=False)
    return gone(rows).annotate(
        is_anonymous=Exists(TicketCall.objects.filter(call=OuterRef("pk"), ticket__caller__is_anonymous=True)),
        stands=Case(
            When(Exists(TicketCall.objects.filter(call=OuterRef("pk"))), then=Value("ticket")),
            When(settled__isnull=False, then=Value("settled")),
            When(~is_over & answered, then=Value("talking")),
            When(~is_over, then=Value("ringing")),
            When(answered & is_ended, then=Value("without")),
            When(answered, then=Value("silent")),
            When(was_returned=True, then=Value("returned")),
            When(came_through=True, then=Value("through")),
            When(number_digest="", then=Value("withheld")),
            default=Value("missed"),
            output_field=CharField(),
        ),
    )


def among(rows: QuerySet[Any], *stands: str) -> QuerySet[Any]:
    """Calls that stand in one of some ways: by how they ended; only those that may wait are asked one by one."""
    found, asked = Q(standing__outcome__in=stands), [one for one in stands if one not in DONE]
    if not asked:
        return rows.filter(found)
    return standing(rows).filter(found | Q(standing__outcome="", stands__in=asked))


def last_heard(person: Person) -> datetime.datetime | None:
    """When an exchange of a reader's hotlines told something last; None: never."""
    rows = CallWord.objects.filter(call__authority__in=visible_authorities(person))
    newest = rows.order_by("-pk").first()
    return timezone.localtime(newest.heard_at) if newest else None
