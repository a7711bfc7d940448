"""Desks that tickets are transferred to (domain F-10.9): units of authorities, other bodies, platform companies.

Who sits at a desk and where a desk ends are rows of their own: nothing is written over.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class DeskQuerySet(AppendOnlyQuerySet):
    def open(self) -> DeskQuerySet:
        return self.filter(end__isnull=True)

    def held_by(self, person: Person) -> DeskQuerySet:
        """Those a person has a seat at now."""
        return self.filter(pk__in=DeskSeat.objects.filled().filter(person=person).values("desk"))


class Desk(AppendOnlyModel):
    """One that signs for tickets, handles and answers them."""

    class Kind(models.TextChoices):
        CENTRE = "centre", _("hotline centre")
        LICENSING = "licensing", _("licensing")
        ENFORCEMENT = "enforcement", _("enforcement")
        OVERSIGHT = "oversight", _("supervision of enforcement")
        HIGHWAY = "highway", _("highways")
        COUNTY = "county", _("county bureau")
        PLATFORM = "platform", _("platform company")
        OTHER = "other", _("other body")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="desks", help_text="whose hotline transfers to it"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[DeskQuerySet] = DeskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return not hasattr(self, "end")

    @property
    def is_outside(self) -> bool:
        """Whether it belongs to no authority: its people see no caller without consent (F-10.7)."""
        return self.kind == self.Kind.PLATFORM


class DeskEnd(AppendOnlyModel):
    """A desk takes no new tickets."""

    desk = models.OneToOneField(Desk, on_delete=models.PROTECT, related_name="end")
    words = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.desk)


class DeskSeatQuerySet(AppendOnlyQuerySet):
    def filled(self) -> DeskSeatQuerySet:
        """Seats somebody has now; of a person who left the portal none."""
        return self.filter(end__isnull=True, person__is_active=True)


class DeskSeat(AppendOnlyModel):
    """Somebody works at a desk, or leads it; of a platform: at its headquarters or in the city."""

    class Role(models.TextChoices):
        HANDLER = "handler", _("handler")
        HEAD = "head", _("head of the unit")
        HEADQUARTERS = "headquarters", _("headquarters desk")
        CITY = "city", _("city contact")

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="desk_seats")
    role = models.CharField(max_length=12, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[DeskSeatQuerySet] = DeskSeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.desk_id}: {self.person_id}"


class DeskSeatEnd(AppendOnlyModel):
    """Somebody left a desk."""

    seat = models.OneToOneField(DeskSeat, on_delete=models.PROTECT, related_name="end")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.seat)
