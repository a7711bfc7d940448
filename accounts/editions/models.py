"""Documents in numbered editions: what credit models, programmes and lists have in common."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class EditionQuerySet(AppendOnlyQuerySet):
    def with_people(self) -> EditionQuerySet:
        """With who wrote and who released each, the newest first."""
        return self.select_related("written_by", "release__by").order_by("-pk")

    def released(self) -> EditionQuerySet:
        """The released ones, the newest first, also those whose day is to come."""
        return self.filter(release__isnull=False).select_related("release").order_by("-number")

    def released_by(self, day: datetime.date) -> EditionQuerySet:
        """Those that count on a day or did before it, the newest first."""
        return self.released().filter(release__since__lte=day)


class Edition(AppendOnlyModel):
    """An edition of a document, written by one person; number 1 is the one that ships and has no row."""

    number = models.PositiveSmallIntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()
    note = models.CharField(max_length=300, help_text="what changes, and why")
    in_force_from = models.DateField(help_text="the day its writer wants")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    release: Any
    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["number"], name="one_%(class)s_per_number")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.number}"

    @property
    def is_released(self) -> bool:
        return hasattr(self, "release")


class Release(AppendOnlyModel):
    """A second person put an edition in force; each model names its `edition`."""

    edition: Any
    since = models.DateField(help_text="from when it counts: never before the day it was released")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(by=models.F("written_by")), name="%(class)s_is_by_a_second_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} released"
