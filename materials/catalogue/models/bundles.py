"""One-thing bundles (一件事)."""

from __future__ import annotations

from typing import Any

from django.db import models

from materials.catalogue.models.named import Named
from pages.languages import localised


class Bundle(Named):
    """Everything a company needs at once (一件事)."""

    order = models.PositiveSmallIntegerField()
    trigger_zh = models.CharField(max_length=200)
    trigger_en = models.CharField(max_length=300)
    nodes: models.JSONField[Any, Any] = models.JSONField(default=list)
    stages: models.JSONField[Any, Any] = models.JSONField(default=list)
    form: models.JSONField[Any, Any] = models.JSONField(default=list)
    material_counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    keywords: models.JSONField[Any, Any] = models.JSONField(default=list)
    external: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="step of another authority -> material whose registry tells that it is done"
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_bundle_per_code")]

    @property
    def trigger(self) -> str:
        return localised(self.trigger_zh, self.trigger_en)
