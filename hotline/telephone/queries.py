"""Calls read, with where each stands; every query begins where its reader is known."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.calls.models import Call, CallWord
from hotline.calls.standing import gone, over
from hotline.tickets.models import TicketCall


def calls_for(person: Person) -> QuerySet[Call]:
    """The calls of the hotlines a reader's roles reach, each with how it went and where it `stands`."""
    rows = Call.objects.filter(authority__in=visible_authorities(person))
    return standing(rows.select_related("authority", "settled__by"))


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


MAY_WAIT = {"ringing", "talking", "without", "silent", "missed"}
"""Where a call stands that may wait for somebody: few of all there ever were."""


def among(rows: QuerySet[Any], *stands: str) -> QuerySet[Any]:
    """Calls that stand in one of some ways; those that may wait are found by their standing row, not one by one."""
    if MAY_WAIT.issuperset(stands):
        rows = rows.filter(standing__may_wait=True)
    return rows.filter(stands__in=stands)


def last_heard(person: Person) -> datetime.datetime | None:
    """When an exchange of a reader's hotlines told something last; None: never."""
    rows = CallWord.objects.filter(call__authority__in=visible_authorities(person))
    newest = rows.order_by("-pk").first()
    return timezone.localtime(newest.heard_at) if newest else None
