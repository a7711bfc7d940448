"""Desks read; each query begins where its reader is known."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from accounts.people import Person
from accounts.permissions import HANDLE_TICKETS, codename
from accounts.roles import visible_authorities
from hotline.desks.models import Desk, DeskSeat


def desks_for(person: Person) -> QuerySet[Desk]:
    """The desks of the hotlines a person's roles reach, with how many people sit there."""
    rows = Desk.objects.filter(authority__in=visible_authorities(person)).select_related("authority", "end")
    return rows.annotate(
        people=Count("seats", filter=Q(seats__end__isnull=True, seats__person__is_active=True))
    ).order_by("kind", "name", "pk")


def seats_at(desk: Desk) -> QuerySet[DeskSeat]:
    """Who sits at a desk now, and who did."""
    return desk.seats.select_related("person", "end", "desk").order_by("end", "pk")


def seats_of(person: Person, pk: int) -> QuerySet[DeskSeat]:
    """One seat of a desk a person's roles reach."""
    rows = DeskSeat.objects.filter(desk__authority__in=visible_authorities(person), pk=pk)
    return rows.select_related("desk__authority", "person")


def who_could_sit(desk: Desk) -> QuerySet[Person]:
    """Everybody whose role allows a seat at a desk: officials of any authority, or people of platforms."""
    rows = Person.objects.filter(is_active=True, groups__permissions__codename=codename(HANDLE_TICKETS))
    seated = DeskSeat.objects.filled().filter(desk=desk).values("person")
    return rows.filter(authority__isnull=desk.is_outside).exclude(pk__in=seated).distinct().order_by("name", "pk")
