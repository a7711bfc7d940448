"""The one form: sections and fields, and which of them an item has."""

from __future__ import annotations

from typing import Any

from django.db import models

from materials.catalogue.models.items import ServiceItem
from materials.catalogue.models.named import Named


class FormSection(Named):
    order = models.PositiveSmallIntegerField()
    repeatable = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_section_per_code")]


class FormField(Named):
    """A field of the one form."""

    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="fields")
    order = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=20)
    options: models.JSONField[Any, Any] = models.JSONField(default=list)
    required = models.CharField(max_length=10)
    when = models.CharField(max_length=60, blank=True, help_text="code of a fact")
    validation: models.JSONField[Any, Any] = models.JSONField(default=dict)
    prefill: models.JSONField[Any, Any] = models.JSONField(null=True)
    per_row = models.BooleanField(default=False, help_text="once for each vehicle or driver")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_field_per_code")]


class ItemForm(models.Model):
    """Which fields an item's form has, by section."""

    item = models.OneToOneField(ServiceItem, on_delete=models.PROTECT, related_name="form")
    sections: models.JSONField[Any, Any] = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.item)
