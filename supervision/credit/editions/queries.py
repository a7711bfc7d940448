"""Which model counts on a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet

from accounts.editions.series import InForce, Series, each_in_force
from supervision import events
from supervision.credit.editions.models import ModelEdition, ModelRelease
from supervision.credit.scoring.model import Model
from supervision.credit.scoring.reading import BadModel, read_model, shipped_documents
from supervision.credit.subjects.models import Sector

Counting = InForce[Model]
"""A model with the number of its edition."""


@cache
def models_of(sector: str) -> Series[Model]:
    """The model of a sector in its editions."""
    return Series(
        editions=ModelEdition,
        releases=ModelRelease,
        read=partial(_read, sector),
        shipped=partial(shipped_model, sector),
        shipped_document=partial(_shipped_document, sector),
        subject=f"credit-model:{sector}",
        written=events.MODEL_WRITTEN,
        released=events.MODEL_RELEASED,
        which={"sector": sector},
        told={"sector": f"sector-{sector}"},
    )


def _read(sector: str, document: Mapping[str, Any]) -> Model:
    model = read_model(document)
    if model.sector != sector:
        raise BadModel(f"sector: {model.sector}")
    return model


def _shipped_document(sector: str) -> Mapping[str, Any]:
    return next(one for one in shipped_documents() if one["sector"] == sector)


@cache
def shipped_model(sector: str) -> Model:
    """The model of a sector that ships."""
    return read_model(_shipped_document(sector))


def name_of(by: Counting) -> str:
    """A model and its edition as letters name them."""
    return f"《{by.content.name_zh}》（第{by.number}版）"


def model_in_force(sector: str, *, on: datetime.date) -> Counting:
    """The newest released edition of a sector, or the one that ships."""
    return models_of(sector).in_force(on=on)


def models_in_force(*, on: datetime.date) -> dict[str, Counting]:
    """Every sector's model."""
    return each_in_force({sector.value: models_of(sector.value) for sector in Sector}, on=on)


def model_of(sector: str, edition: int) -> Model:
    """The model of an edition, for what was assessed under it."""
    return models_of(sector).content_of(edition)


def editions_written() -> QuerySet[ModelEdition]:
    """Every edition with who wrote and who released it; models are everybody's who handles codes."""
    return ModelEdition.objects.with_people()
