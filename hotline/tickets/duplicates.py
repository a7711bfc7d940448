"""Tickets about the same: to be joined within days, repeated within months, the same object again and again."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from accounts.authorities import Authority
from hotline.rulebook.reading import EDITIONS, rulebook_in_force
from hotline.tickets.models import Ticket
from hotline.tickets.rules import classified

MOST = 8


def like(
    authority: Authority, *, object_key: str, theme: str, division: str = "", besides: int | None = None
) -> QuerySet[Ticket]:
    """Open tickets of the same object, theme and place within the days of joining, the newest first (F-10.13).

    One nobody told a place of may be of the same.
    """
    since = timezone.now() - rulebook_in_force(on=timezone.localdate()).days("joining")
    if not object_key or not theme:
        return Ticket.objects.none()
    rows = Ticket.objects.filter(
        authority=authority, object_key=object_key, theme=theme, received_at__gte=since, standing__is_over=False
    )
    if division:
        rows = rows.filter(Q(division=division) | Q(division__isnull=True))
    rows = rows.filter(joined_to__isnull=True).exclude(pk=besides or 0)
    return rows.select_related("standing").order_by("-received_at")[:MOST]


def like_it(ticket: Ticket) -> QuerySet[Ticket]:
    """Those a ticket may be joined to, by what it is about after all."""
    what = classified(ticket)
    return like(
        ticket.authority,
        object_key=what.object_key,
        theme=what.theme,
        division=ticket.division_id or "",
        besides=ticket.pk,
    )


def repeats(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Those of a caller whose ticket of the same object and theme was struck off within the days of repeating."""
    found = Q()
    for book in EDITIONS.all:
        before = Ticket.objects.filter(
            caller__phone_digest=OuterRef("caller__phone_digest"),
            object_key=OuterRef("object_key"),
            theme=OuterRef("theme"),
            received_at__lt=OuterRef("received_at"),
            struck_off__at__gte=OuterRef("received_at") - book.days("repeating"),
            # Told again while the first is open it is one to be joined, and stays so when that is closed.
            struck_off__at__lte=OuterRef("received_at"),
        ).exclude(pk=OuterRef("pk"))
        found |= Q(Exists(before), edition=book.edition)
    return rows.exclude(object_key="").exclude(caller__phone_digest="").filter(found)


def is_repeat(ticket: Ticket) -> bool:
    """Whether the same caller came with the same object and theme within 90 days after it was closed."""
    return repeats(Ticket.objects.filter(pk=ticket.pk)).exists()


def of_hot_objects(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Complaints of an object that was complained of several times in the days before (F-10.11)."""
    found = Q()
    for book in EDITIONS.all:
        told = Ticket.objects.filter(
            authority=OuterRef("authority"),
            object_key=OuterRef("object_key"),
            kind="complaint",
            received_at__lte=OuterRef("received_at"),
            received_at__gte=OuterRef("received_at") - book.days("hot_object"),
        )
        times = told.order_by().values("object_key").annotate(times=Count("pk")).values("times")
        found |= Q(GreaterThanOrEqual(Subquery(times), book.hot_object_tickets), edition=book.edition)
    return rows.filter(kind="complaint").exclude(object_key="").filter(found)


def often(ticket: Ticket) -> bool:
    """Whether an object was complained of three times in thirty days."""
    return of_hot_objects(Ticket.objects.filter(pk=ticket.pk)).exists()
