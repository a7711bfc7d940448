"""Which model counts on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet

from supervision.credit.editions.models import ModelEdition
from supervision.credit.scoring.model import Model
from supervision.credit.scoring.reading import read_model, shipped_documents
from supervision.credit.subjects.models import Sector

SHIPPED = 1
"""The edition that ships is the first of every sector."""


@dataclass(frozen=True, kw_only=True)
class InForce:
    """A model with the number of its edition."""

    model: Model
    edition: int

    @property
    def name(self) -> str:
        return f"{self.model.code}（第{self.edition}版）"


@cache
def shipped_model(sector: str) -> Model:
    """The model of a sector that ships. Raises KeyError for a sector without one."""
    return {document["sector"]: read_model(document) for document in shipped_documents()}[sector]


def model_in_force(sector: str, *, on: datetime.date) -> InForce:
    """The newest released edition of a sector, or the one that ships."""
    row = ModelEdition.objects.in_force(sector, on=on)
    return (
        InForce(model=row.model, edition=row.edition) if row else InForce(model=shipped_model(sector), edition=SHIPPED)
    )


def models_in_force(*, on: datetime.date) -> dict[str, InForce]:
    """Every sector's model."""
    return {sector.value: model_in_force(sector.value, on=on) for sector in Sector}


def model_of(sector: str, edition: int) -> Model:
    """The model of an edition, for what was assessed under it."""
    if edition == SHIPPED:
        return shipped_model(sector)
    return ModelEdition.objects.get(sector=sector, edition=edition).model


def document_in_force(sector: str, *, on: datetime.date) -> dict[str, Any]:
    """The document the next edition of a sector begins with."""
    row = ModelEdition.objects.in_force(sector, on=on)
    return row.document if row else next(one for one in shipped_documents() if one["sector"] == sector)


def editions_written() -> QuerySet[ModelEdition]:
    """Every edition with who wrote and who released it; models are everybody's who handles codes."""
    rows: QuerySet[ModelEdition] = ModelEdition.objects.select_related("written_by", "release__by")
    return rows


def next_edition(sector: str) -> int:
    newest = ModelEdition.objects.filter(sector=sector).order_by("-edition").first()
    return (newest.edition if newest else SHIPPED) + 1
