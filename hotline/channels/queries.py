"""What came in by channel, what nobody could read, what waits to go back; each begins where its reader is known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.channels.models import Unclear
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import OwedAnswer


@dataclass(frozen=True, kw_only=True)
class Channel:
    """What came in by one channel."""

    code: str
    name: str
    today: int
    week: int
    month: int
    open: int
    unclear: int
    owed: int


def unclear_for(person: Person) -> QuerySet[Unclear]:
    """Messages that were kept, with what became of them as `stands`."""
    found = Ticket.objects.filter(
        authority=OuterRef("authority"), channel=OuterRef("source"), external=OuterRef("external")
    ).exclude(external="")
    rows = Unclear.objects.filter(authority__in=visible_authorities(person))
    return rows.select_related("authority", "settled__by").annotate(
        stands=Case(
            When(settled__isnull=False, then=Value("settled")),
            When(Exists(found), then=Value("ticket")),
            default=Value("open"),
        )
    )


def open_for(person: Person) -> QuerySet[Unclear]:
    """Messages that wait for a person."""
    rows: QuerySet[Any] = unclear_for(person)
    return rows.filter(stands="open")


def owed_for(person: Person) -> QuerySet[OwedAnswer]:
    """What senders are owed for the tickets of one's hotline."""
    rows = OwedAnswer.objects.filter(ticket__authority__in=visible_authorities(person))
    return rows.select_related("ticket__authority")


def by_channel(person: Person) -> Sequence[Channel]:
    """The channels something came by, and those of other hotlines: tickets of thirty days, and what waits."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    week, month = midnight - datetime.timedelta(days=6), midnight - datetime.timedelta(days=29)
    tickets = Ticket.objects.filter(authority__in=visible_authorities(person))
    recent = tickets.filter(received_at__gte=month).order_by().values_list("channel")
    counted = {
        code: told
        for code, *told in recent.annotate(
            today=Count("pk", filter=Q(received_at__gte=midnight)),
            week=Count("pk", filter=Q(received_at__gte=week)),
            month=Count("pk"),
        )
    }
    still_open = _counts(tickets.filter(standing__is_over=False), "channel")
    unclear = _counts(open_for(person), "source")
    owed = _counts(owed_for(person).exclude(state=OwedAnswer.State.TOLD), "ticket__channel")
    busy = {*counted, *still_open, *unclear, *owed, *settings.HOTLINE_SOURCES}
    return [
        Channel(
            code=code,
            name=term.name,
            today=counted.get(code, (0, 0, 0))[0],
            week=counted.get(code, (0, 0, 0))[1],
            month=counted.get(code, (0, 0, 0))[2],
            open=still_open.get(code, 0),
            unclear=unclear.get(code, 0),
            owed=owed.get(code, 0),
        )
        for code, term in EDITIONS.newest.terms["channels"].items()
        if code in busy
    ]


def _counts(rows: QuerySet[Ticket] | QuerySet[Unclear] | QuerySet[OwedAnswer], field: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(field).annotate(count=Count("pk")))
