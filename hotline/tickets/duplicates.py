"""Tickets about the same: to be joined within days, repeated within months, the same object again and again."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from hotline.rulebook.reading import rulebook_in_force
from hotline.tickets.dues import book_of
from hotline.tickets.models import Caller, Ticket

MOST = 8


def like(
    authority: Authority, *, object_key: str, theme: str, division: str = "", besides: int | None = None
) -> QuerySet[Ticket]:
    """Open tickets of the same object, theme and place within the days of joining, the newest first (F-10.13)."""
    since = timezone.now() - rulebook_in_force(on=timezone.localdate()).days("joining")
    if not object_key or not theme:
        return Ticket.objects.none()
    rows = Ticket.objects.filter(
        authority=authority, object_key=object_key, theme=theme, received_at__gte=since, standing__is_over=False
    )
    if division:
        rows = rows.filter(division=division)
    rows = rows.filter(joined_to__isnull=True).exclude(pk=besides or 0)
    return rows.select_related("standing").order_by("-received_at")[:MOST]


def is_repeat(ticket: Ticket) -> bool:
    """Whether the same caller came with the same object and theme within 90 days after it was closed."""
    caller = Caller.objects.get(ticket=ticket)
    if not caller.phone_digest or not ticket.object_key:
        return False
    since = ticket.received_at - book_of(ticket).days("repeating")
    return (
        Ticket.objects.filter(
            caller__phone_digest=caller.phone_digest,
            object_key=ticket.object_key,
            theme=ticket.theme,
            received_at__lt=ticket.received_at,
            struck_off__at__gte=since,
        )
        .exclude(pk=ticket.pk)
        .exists()
    )


def often(ticket: Ticket) -> bool:
    """Whether an object was complained of three times in thirty days (F-10.11)."""
    if not ticket.object_key or ticket.kind != "complaint":
        return False
    book = book_of(ticket)
    since = ticket.received_at - book.days("hot_object")
    rows = Ticket.objects.filter(
        authority=ticket.authority_id, object_key=ticket.object_key, kind="complaint", received_at__gte=since
    )
    return rows.filter(received_at__lte=ticket.received_at).count() >= book.hot_object_tickets
