"""Platforms read; each query begins where its reader is known."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.platforms.models import Platform, Pledge


def platforms_for(person: Person) -> QuerySet[Platform]:
    """The platforms of the hotlines a person's roles reach, with their newest pledge and their people."""
    newest = Pledge.objects.filter(platform=OuterRef("pk")).order_by("-pk")
    rows = Platform.objects.filter(desk__authority__in=visible_authorities(person))
    return rows.select_related("desk__authority", "left", "desk__end").annotate(
        pledged=Subquery(newest.values("edition")[:1]),
        people=Count("desk__seats", filter=Q(desk__seats__end__isnull=True)),
        left_on=F("left__on"),
    )
