"""Editions of the credit models: written by one person, tried on everybody, put in force by another."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from accounts.people import Person
from supervision.credit.scoring.model import Model
from supervision.credit.scoring.reading import read_model
from supervision.credit.subjects.models import Sector
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class EditionQuerySet(AppendOnlyQuerySet):
    def in_force(self, sector: str, *, on: datetime.date) -> ModelEdition | None:
        """The newest released edition of a sector on a day; None while the model that ships is in force."""
        rows: Any = self.filter(sector=sector, release__isnull=False, in_force_from__lte=on)
        found: ModelEdition | None = rows.order_by("-edition").first()
        return found


class ModelEdition(AppendOnlyModel):
    """An edition of a sector's model; edition 1 is the one that ships."""

    sector = models.CharField(max_length=16, choices=Sector.choices)
    edition = models.PositiveSmallIntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()
    note = models.CharField(max_length=300, help_text="what changes, and why")
    in_force_from = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sector", "edition"], name="one_model_per_edition")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.sector} {self.edition}"

    @property
    def model(self) -> Model:
        return read_model(self.document)


class DryRun(AppendOnlyModel):
    """What an edition would change, company by company, on the day it was tried."""

    edition = models.ForeignKey(ModelEdition, on_delete=models.PROTECT, related_name="dry_runs")
    on = models.DateField()
    moves: models.JSONField[Any, Any] = models.JSONField(help_text="[{was, becomes, size, companies}]")
    examples: models.JSONField[Any, Any] = models.JSONField(help_text="[{subject, was, becomes, score}] who changes")
    companies = models.PositiveIntegerField()
    changing = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.edition} {self.on}"


class ModelRelease(AppendOnlyModel):
    """A second person puts an edition in force, having seen its dry run."""

    edition = models.OneToOneField(ModelEdition, on_delete=models.PROTECT, related_name="release")
    dry_run = models.ForeignKey(DryRun, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(by=models.F("written_by")), name="model_released_by_a_second_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} released"
