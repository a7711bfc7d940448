"""Grids (网格): areas of a county, each with members who visit its companies and a chief (domain F-9.17).

What was is never written over: a seat ends by a row of its own, a company's grid changes by its next assignment.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import Role, visible_authorities
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Kind(models.TextChoices):
    """What business the companies of a grid do; a company that does both stands in two."""

    ORDINARY = "P", _("Ordinary freight")
    HAZARDOUS = "W", _("Hazardous goods")


def authorities_of_grids(person: Person) -> QuerySet[Authority]:
    """The authorities whose grids a person's roles reach: a chief of the city keeps those of its counties."""
    return visible_authorities(person, Role.GRID_CHIEF)


class GridQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> GridQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=authorities_of_grids(person))

    def active(self) -> GridQuerySet:
        return self.filter(end__isnull=True)


class Grid(AppendOnlyModel):
    """An area of a county for one kind of business; `code` names it for good, as 410823-P-017."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=1, choices=Kind.choices)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField(default=timezone.localdate)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=80, blank=True, help_text="the table it came from")

    objects: ClassVar[GridQuerySet] = GridQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["authority", "kind", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class GridArea(AppendOnlyModel):
    """What belongs to a grid: words of addresses – streets, townships, parks. The newest counts."""

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="areas")
    words: models.JSONField[Any, Any] = models.JSONField(help_text='["塔南路", "民主街道"]')
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return "、".join(self.words)


class GridEnd(AppendOnlyModel):
    """A grid is merged into another, or closed; its history stays."""

    grid = models.OneToOneField(Grid, on_delete=models.PROTECT, related_name="end")
    into = models.ForeignKey(Grid, on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    reason = models.CharField(max_length=200)
    ended_on = models.DateField(default=timezone.localdate)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(into=models.F("grid")), name="grid_not_into_itself")]

    def __str__(self) -> str:
        return str(self.grid)


class SeatQuerySet(AppendOnlyQuerySet):
    def filled(self) -> SeatQuerySet:
        """Seats somebody has now; of a person who left the portal none."""
        return self.filter(end__isnull=True, person__is_active=True)

    def held(self, *, on: datetime.date) -> SeatQuerySet:
        """Seats somebody had on a day; the last day is one."""
        return self.filter(Q(end__isnull=True) | Q(end__until__gte=on), since__lte=on)


class Seat(AppendOnlyModel):
    """Somebody is a member of a grid, or its chief; ended by a row of its own."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        CHIEF = "chief", _("Chief")

    class Origin(models.TextChoices):
        OFFICIAL = "official", _("of the authority")
        TOWN = "town", _("of the town or township")
        COMPANY = "company", _("of a company")
        ASSOCIATION = "association", _("of the association")

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grid_seats")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MEMBER)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.OFFICIAL)
    turn = models.PositiveIntegerField(
        default=0, help_text="which one of a grid's chiefs, or of a member's times in a grid: two at once have one turn"
    )
    since = models.DateField(default=timezone.localdate)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[SeatQuerySet] = SeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["grid", "turn"], condition=Q(role="chief"), name="one_chief_at_a_time"),
            models.UniqueConstraint(
                fields=["grid", "person", "turn"], condition=Q(role="member"), name="one_seat_of_a_member_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid_id}: {self.person_id}"


class SeatEnd(AppendOnlyModel):
    """Somebody left a grid."""

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="end")
    until = models.DateField(default=timezone.localdate)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.seat)


class AssignmentQuerySet(AppendOnlyQuerySet):
    def current(self) -> AssignmentQuerySet:
        """The newest of each company and kind."""
        later = Assignment.objects.filter(company=OuterRef("company"), kind=OuterRef("kind"), turn__gt=OuterRef("turn"))
        return self.filter(~Exists(later))

    def moved(self) -> AssignmentQuerySet:
        """Those by which a company left one grid for another; a grid that was merged is no move of its companies."""
        before = Assignment.objects.filter(company=OuterRef("company"), kind=OuterRef("kind"))
        earlier = before.filter(turn__lt=OuterRef("turn")).order_by("-turn").values("grid")[:1]
        rows = self.exclude(ground=Assignment.Ground.MERGED).alias(earlier=Subquery(earlier))
        return rows.filter(grid__isnull=False, earlier__isnull=False).exclude(earlier=F("grid"))


class Assignment(AppendOnlyModel):
    """In which grid a company stands, from a day until its next assignment; in none when `grid` is empty."""

    class Ground(models.TextChoices):
        ADDRESS = "address", _("by its address")
        BY_HAND = "by-hand", _("assigned by the grid's office")
        MERGED = "merged", _("its grid was merged")
        NO_GRID = "no-grid", _("no grid has its address")
        LICENCE_ENDED = "licence-ended", _("its licence has ended")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="grid_assignments")
    kind = models.CharField(max_length=1, choices=Kind.choices)
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, null=True, related_name="assignments")
    turn = models.PositiveIntegerField()
    ground = models.CharField(max_length=16, choices=Ground.choices)
    address = models.CharField(max_length=200, blank=True, help_text="the address it was assigned by")
    since = models.DateField(default=timezone.localdate)
    assigned_at = models.DateTimeField(default=timezone.now)
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "turn"], name="one_grid_at_a_time"),
        ]
        indexes = [models.Index(fields=["grid", "company"])]

    def __str__(self) -> str:
        return f"{self.company_id} → {self.grid_id}"


def grids_held_by(person: Person) -> QuerySet[Grid]:
    """The grids somebody is a member or the chief of now."""
    return Grid.objects.active().filter(pk__in=Seat.objects.filled().filter(person=person).values("grid"))


def grid_subject(grid: Grid) -> str:
    """The name of a grid in the trail."""
    return f"grid:{grid.pk}"
