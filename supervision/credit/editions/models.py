"""Editions of the credit models: written by one person, tried on everybody, put in force by another."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.editions.models import Edition, Release
from accounts.people import Person
from supervision.credit.scoring.model import Model
from supervision.credit.scoring.reading import read_model
from supervision.credit.subjects.models import Sector
from trail.append_only import AppendOnlyModel


class ModelEdition(Edition):
    """An edition of a sector's model."""

    sector = models.CharField(max_length=16, choices=Sector.choices)

    class Meta(Edition.Meta):
        constraints = [models.UniqueConstraint(fields=["sector", "number"], name="one_model_per_edition")]

    def __str__(self) -> str:
        return f"{self.sector} {self.number}"

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


class ModelRelease(Release):
    """A second person puts an edition in force, having seen its dry run."""

    edition = models.OneToOneField(ModelEdition, on_delete=models.PROTECT, related_name="release")
    dry_run = models.ForeignKey(DryRun, on_delete=models.PROTECT, related_name="+")
