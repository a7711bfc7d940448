"""The pain points and measures (5+17; domain 10.3) as data, each with where it stands and what is measured of it.

What is not in the press is a reconstruction and says so. A figure comes from a function named in the setting
MEASURE_FIGURES; where nobody counts yet there is no number.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from accounts.authorities import Authority
from hotline.measures.models import MeasureStep
from pages.counted.figure import Rows
from pages.counted.together import counts_of
from pages.languages import localised, pair

OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Measuring:
    """The rows that are counted of a measure; `of` are the whole they are a part of."""

    value: Rows
    of: Rows | None = None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What is counted of a measure now; `of` is the whole it is a part of."""

    value: int
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure as it is shown; `figure` is None where nobody counts yet."""

    number: int
    words: str
    owner: str
    evidence: str
    metric: str
    due: datetime.date
    state: str
    last: MeasureStep | None
    figure: Measured | None


@dataclass(frozen=True, kw_only=True)
class PainPoint:
    """A pain point with its measures; a reconstruction is marked as one."""

    number: int
    words: str
    is_from_the_press: bool
    measures: Sequence[Measure]


@cache
def document() -> dict[str, Any]:
    """The edition that ships."""
    path = Path(__file__).parent / "data" / "measures.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def source() -> str:
    """Where the edition comes from."""
    return pair(document(), "source")


def _named(zh: str) -> str:
    """A unit or a piece of evidence."""
    return localised(zh, document()["named"][zh])


def numbers() -> list[int]:
    """The numbers of the measures."""
    return [row["number"] for row in document()["measures"]]


def measures_named() -> dict[int, str]:
    """What each measure is, by its number."""
    return {row["number"]: localised(row["zh"], row["en"]) for row in document()["measures"]}


def figure_of(metric: str, whose: QuerySet[Authority]) -> Measured | None:
    """What is counted of a metric now, of some authorities; None where no function of the setting counts it."""
    return _figures_of([metric], whose).get(metric)


def _figures_of(metrics: Iterable[str], whose: QuerySet[Authority]) -> dict[str, Measured]:
    """The same of several, at one moment; without those nobody counts."""
    paths = {metric: settings.MEASURE_FIGURES[metric] for metric in metrics if metric in settings.MEASURE_FIGURES}
    measuring: dict[str, Measuring] = {metric: import_string(path)(whose) for metric, path in paths.items()}
    parts = [rows for one in measuring.values() for rows in (one.value, one.of) if rows is not None]
    counts = iter(counts_of(parts))
    return {
        metric: Measured(value=next(counts), of=None if one.of is None else next(counts))
        for metric, one in measuring.items()
    }


def pain_points(whose: QuerySet[Authority]) -> Sequence[PainPoint]:
    """Every pain point with its measures as they stand, counted of the rows of some authorities."""
    last: dict[int, MeasureStep] = {}
    for step in MeasureStep.objects.select_related("by").order_by("pk"):
        last[step.measure] = step
    figures = _figures_of((row["metric"] for row in document()["measures"]), whose)
    return [
        PainPoint(
            number=pain["number"],
            words=localised(pain["zh"], pain["en"]),
            is_from_the_press=pain["source"] == "press",
            measures=[_measure(row, last, figures) for row in document()["measures"] if row["pain"] == pain["number"]],
        )
        for pain in document()["pain_points"]
    ]


def measure_of(number: int, whose: QuerySet[Authority]) -> Measure | None:
    """One measure as it stands, its figure alone counted; None where there is none of this number."""
    row = next((row for row in document()["measures"] if row["number"] == number), None)
    last = MeasureStep.objects.select_related("by").filter(measure=number).order_by("pk").last()
    if row is None:
        return None
    return _measure(row, {number: last} if last else {}, _figures_of([row["metric"]], whose))


def _measure(row: dict[str, Any], last: dict[int, MeasureStep], figures: Mapping[str, Measured]) -> Measure:
    step = last.get(row["number"])
    return Measure(
        number=row["number"],
        words=localised(row["zh"], row["en"]),
        owner=_named(row["owner"]),
        evidence=_named(row["evidence"]),
        metric=row["metric"],
        due=datetime.date.fromisoformat(row["due"]),
        state=step.state if step else OPEN,
        last=step,
        figure=figures.get(row["metric"]),
    )
