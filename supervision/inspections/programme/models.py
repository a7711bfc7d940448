"""Editions of the inspection programme: written by one person, put in force by another."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class ProgrammeEdition(AppendOnlyModel):
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
        return f"programme {self.number}"


class ProgrammeRelease(AppendOnlyModel):
    """A second person puts an edition in force."""

    edition = models.OneToOneField(ProgrammeEdition, on_delete=models.PROTECT, related_name="release")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(by=models.F("written_by")), name="programme_released_by_a_second_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} released"
