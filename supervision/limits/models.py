"""How often a company is inspected on site in a year: a place for each time, and no more places than its limit.

As a place of the register it says what stands: it is taken when an inspection is approved and given back when that
one is cancelled before it began. No place lies beyond the limit without a coded exception (domain F-9.3, F-9.15).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class YearlyPlace(models.Model):
    """The so-and-so-many'th inspection on site of a company in a year."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="yearly_places")
    year = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField()
    limit = models.PositiveSmallIntegerField(help_text="how many its codes allowed when the place was taken")
    about = models.CharField(max_length=30, unique=True, help_text="the number of the inspection")
    exception = models.CharField(max_length=20, blank=True, help_text="the coded reason to go beyond the limit")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "year", "turn"], name="one_visit_per_place_of_the_year"),
            models.CheckConstraint(condition=Q(turn__gte=1), name="places_count_from_one"),
            models.CheckConstraint(condition=Q(turn__lte=F("limit")) | ~Q(exception=""), name="never_beyond_the_limit"),
        ]
        indexes = [models.Index(fields=["year", "company"])]

    def __str__(self) -> str:
        return f"{self.company_id} {self.year}/{self.turn}"


class PlaceAskedQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> PlaceAskedQuerySet:
        return self.filter(authority__in=visible_authorities(person)).select_related("company")


class PlaceAsked(AppendOnlyModel):
    """Somebody asked for a place of a company's year and got it, or was refused for the limit: both stay known."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=30, help_text="the number of the inspection")
    taken = models.PositiveSmallIntegerField(help_text="how many places of the year were taken before")
    limit = models.PositiveSmallIntegerField()
    exception = models.CharField(max_length=20, blank=True)
    granted = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PlaceAskedQuerySet] = PlaceAskedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["authority", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=True) | (Q(taken__gte=F("limit")) & Q(exception="")),
                name="refused_only_for_the_limit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.granted}"
