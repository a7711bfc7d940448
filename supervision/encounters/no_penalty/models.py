"""Editions of the no-penalty list: written by one person, put in force by another."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class NoPenaltyEdition(AppendOnlyModel):
    """An edition; number 1 is the one that ships."""

    number = models.PositiveSmallIntegerField(unique=True)
    document: models.JSONField[Any, Any] = models.JSONField()
    note = models.CharField(max_length=300, help_text="what changes, and why")
    in_force_from = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"no-penalty list {self.number}"


class NoPenaltyRelease(AppendOnlyModel):
    """A second person puts an edition in force."""

    edition = models.OneToOneField(NoPenaltyEdition, on_delete=models.PROTECT, related_name="release")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(by=models.F("written_by")), name="no_penalty_released_by_a_second_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} released"


def standing(edition: NoPenaltyEdition, *, in_force: int, on: datetime.date) -> str:
    """draft, to-come, in-force or superseded, on a day on which another edition may be in force."""
    if not hasattr(edition, "release"):
        return "draft"
    if edition.number == in_force:
        return "in-force"
    return "to-come" if edition.number > in_force and edition.in_force_from > on else "superseded"
