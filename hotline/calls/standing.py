"""How a call went, read from what the exchange told of it: nobody heard of is never taken for ended or answered."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from hotline.calls.models import Call, CallReturned, CallWord

LONGEST = datetime.timedelta(hours=4)
"""A call of whose end nothing was heard for so long goes on for nobody: the exchange fell silent."""
Kind = CallWord.Kind


def gone(rows: QuerySet[Call]) -> QuerySet[Any]:
    """Calls with `answered_at`, `ended_at`, `recorded` and what answers who was missed, as the words say."""
    words = CallWord.objects.filter(call=OuterRef("pk"))
    # An empty number is nobody's: two withheld calls are not one caller.
    later = CallWord.objects.filter(
        kind=Kind.ANSWERED,
        call__number_digest=OuterRef("number_digest"),
        call__authority=OuterRef("authority"),
        call__started_at__gt=OuterRef("started_at"),
    )
    return rows.annotate(
        answered_at=Subquery(words.filter(kind=Kind.ANSWERED).order_by("at").values("at")[:1]),
        ended_at=Subquery(words.filter(kind=Kind.ENDED).values("at")[:1]),
        recorded=Subquery(words.filter(kind=Kind.RECORDING).values("recording")[:1]),
        agent=Subquery(words.filter(kind=Kind.ANSWERED).order_by("-at").values("agent__name")[:1]),
        account=Subquery(words.filter(kind=Kind.ANSWERED).order_by("-at").values("account")[:1]),
        was_returned=Exists(CallReturned.objects.filter(call=OuterRef("pk"), reached=True)),
        came_through=Q(~Q(number_digest="") & Exists(later)),
    )


def over(*, now: datetime.datetime | None = None) -> Q:
    """Of rows with how they went: those that go on no more, as far as anybody knows."""
    return Q(ended_at__isnull=False) | Q(started_at__lt=(now or timezone.now()) - LONGEST)


def with_last(rows: QuerySet[Call]) -> QuerySet[Any]:
    """Calls with `last`, the key of who answered last: whose call it is."""
    words = CallWord.objects.filter(call=OuterRef("pk"), kind=Kind.ANSWERED)
    return rows.annotate(last=Subquery(words.order_by("-at").values("agent")[:1]))


def length(call: Any) -> datetime.timedelta | None:
    """How long was spoken, of a row with how it went; None while nobody knows, or where its moments contradict."""
    answered, ended = call.answered_at, call.ended_at
    if answered is None or ended is None or ended < answered:
        return None
    return ended - answered


def said_length(call: Any) -> str:
    """3:07, or – where nobody knows."""
    found = length(call)
    if found is None:
        return "–"
    minutes, seconds = divmod(int(found.total_seconds()), 60)
    return f"{minutes}:{seconds:02d}"
