"""A sample that was drawn: from what, by which seed, what came of it, and what for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class Sample(AppendOnlyModel):
    """Drawn once; drawing it again with the same seed must give the same, as long as the cases are the same."""

    model = models.CharField(max_length=20)
    authorities: models.JSONField[Any, Any] = models.JSONField(help_text="keys of the authorities whose cases they are")
    filters = models.CharField(max_length=300, blank=True, help_text="of the register, as in its address")
    seed = models.CharField(max_length=64)
    is_seed_given = models.BooleanField(default=False, help_text="typed by whoever drew; otherwise made at random")
    size = models.PositiveIntegerField()
    population = models.PositiveIntegerField(help_text="of how many")
    digest = models.CharField(max_length=64, help_text="SHA-256 of all receipt numbers it was drawn from")
    drawn: models.JSONField[Any, Any] = models.JSONField(help_text="receipt numbers, in the order of the draw")
    purpose = models.CharField(max_length=80)
    drawn_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "-id"])]

    def __str__(self) -> str:
        return f"{self.seed}: {self.size} / {self.population}"
