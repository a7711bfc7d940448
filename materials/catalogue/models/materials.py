"""The materials items ask for, where they can be looked up, and on what condition they are needed."""

from __future__ import annotations

from typing import Any

from django.db import models

from materials.catalogue.models.named import Named
from pages.languages import localised


class Registry(Named):
    """Where a material can be looked up; internal ones are the bureau's own."""

    internal = models.BooleanField()
    owner_zh = models.CharField(max_length=100)
    owner_en = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "registries"
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_registry_per_code")]

    @property
    def owner(self) -> str:
        return localised(self.owner_zh, self.owner_en)


class Fact(Named):
    """A condition under which a material is required."""

    rule = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_fact_per_code")]


class Material(Named):
    """A document an item may ask for."""

    kind = models.CharField(max_length=40)
    registry = models.ForeignKey(Registry, on_delete=models.PROTECT, null=True, related_name="materials")
    lookup_keys: models.JSONField[Any, Any] = models.JSONField(default=list)
    lookup_returns: models.JSONField[Any, Any] = models.JSONField(default=list)
    freshness_hours = models.PositiveIntegerField(null=True, help_text="how long an answer may be relied on")
    generated_by_form = models.BooleanField(default=False)
    note_zh = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_material_per_code")]
