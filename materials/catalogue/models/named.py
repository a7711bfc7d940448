"""What every entry of an edition has."""

from __future__ import annotations

from django.db import models

from materials.catalogue.models.editions import CatalogueVersion
from pages.languages import localised


class Named(models.Model):
    """What every entry of a version has: a code, and a name in the languages of the portal."""

    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        return localised(self.name_zh, self.name_en)
