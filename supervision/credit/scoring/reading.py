"""A model is read from its document and checked: one that contradicts itself, or names no source, is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from supervision.credit.scoring.model import (
    BONUS,
    HUNDRED,
    MARK,
    MEASURES,
    Band,
    Colour,
    Dimension,
    Effect,
    Indicator,
    Kind,
    Model,
    Test,
)

DATA = Path(__file__).parent / "data"


class BadModel(Exception):
    """A model that contradicts itself; the message says where."""


def read_model(document: Mapping[str, Any]) -> Model:
    """A model from its document. Raises BadModel."""
    try:
        model = Model(
            code=document["code"],
            sector=document["sector"],
            name_zh=document["name_zh"],
            name_en=document["name_en"],
            source=document["source"],
            dimensions=tuple(Dimension(**_named(d), weight=Fraction(d["weight"])) for d in document["dimensions"]),
            indicators=tuple(_indicator(entry) for entry in document["indicators"]),
            vetoes=tuple(_test(entry) for entry in document["vetoes"]),
            triggers=tuple(_test(entry) for entry in document["triggers"]),
            bands=tuple(_band(entry) for entry in document["colours"]),
            effects=tuple(_effect(entry) for entry in document["effects"]),
            bonus_cap=Fraction(document["bonus_cap"]["value"]),
            fewest_vehicles=int(document["fewest_vehicles"]["value"]),
            full_months=int(document["full_months"]["value"]),
            history_months=int(document["history_months"]["value"]),
            stay_days={Colour(entry["colour"]): int(entry["days"]) for entry in document["minimum_stay"]},
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as wrong:
        raise BadModel(f"{type(wrong).__name__}: {wrong}") from wrong
    _check_sources(document)
    _check(model)
    return model


def _named(entry: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(entry[name]) for name in ("code", "name_zh", "name_en", "source")}


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        **_named(entry),
        dimension=entry["dimension"],
        kind=Kind(entry["kind"]),
        points=Fraction(entry.get("points", 0)),
        step=Fraction(entry.get("step", 1)),
        cap=Fraction(entry.get("cap", 0)),
        window=int(entry["window"]),
        group=entry.get("group", ""),
        article=entry.get("article", ""),
        sources=tuple(entry["from"]),
    )


def _test(entry: Mapping[str, Any]) -> Test:
    return Test(
        **_named(entry),
        indicator=entry["indicator"],
        measure=entry["measure"],
        at_least=Fraction(entry["at_least"]) if "at_least" in entry else None,
        above=Fraction(entry["above"]) if "above" in entry else None,
        days=int(entry.get("days", 0)),
    )


def _band(entry: Mapping[str, Any]) -> Band:
    return Band(
        colour=Colour(entry["colour"]),
        floor=Fraction(entry["from"]),
        below=Fraction(entry["below"]),
        source=entry["source"],
    )


def _effect(entry: Mapping[str, Any]) -> Effect:
    return Effect(
        colour=Colour(entry["colour"]),
        routine_visits=int(entry["routine_visits"]),
        sample=Fraction(entry["sample"]),
        method=entry["method"],
        guidance_zh=entry["guidance_zh"],
        guidance_en=entry["guidance_en"],
        source=entry["source"],
    )


def _check_sources(document: Mapping[str, Any]) -> None:
    """No value without the line it comes from (domain-2 § 12, 2)."""
    lists = ("dimensions", "indicators", "vetoes", "triggers", "colours", "effects", "minimum_stay")
    singles = ("bonus_cap", "fewest_vehicles", "full_months", "history_months")
    entries = [(name, entry) for name in lists for entry in document[name]]
    for name, entry in [*entries, *((name, document[name]) for name in singles)]:
        if not str(entry.get("source", "")).strip():
            raise BadModel(f"{name}: {entry.get('code') or entry.get('colour') or ''} has no source")


def _check(model: Model) -> None:
    if sum(one.weight for one in model.dimensions) != HUNDRED:
        raise BadModel("the weights of the dimensions do not sum to 100")
    bands = sorted(model.bands, key=lambda band: band.floor)
    edges = [band.floor for band in bands] + [bands[-1].below] if bands else []
    if not bands or edges[0] != 0 or edges[-1] != HUNDRED:
        raise BadModel("the colours do not cover 0 to 100")
    if any(band.below != following.floor for band, following in pairwise(bands)):
        raise BadModel("the colours have a gap or overlap")
    if [band.colour for band in bands] != [Colour.RED, Colour.YELLOW, Colour.GREEN]:
        raise BadModel("a higher score has the worse colour")
    _check_indicators(model)
    known = {one.code for one in model.indicators}
    for test in (*model.vetoes, *model.triggers):
        if test.indicator not in known:
            raise BadModel(f"{test.code} names no indicator")
        if (test.at_least is None) == (test.above is None) or test.measure not in MEASURES:
            raise BadModel(f"{test.code} does not say when it holds")
    if {effect.colour for effect in model.effects} != set(Colour):
        raise BadModel("every colour has its effects")
    if any(effect.routine_visits < 0 or not 0 <= effect.sample <= 1 for effect in model.effects):
        raise BadModel("visits and samples are not negative")


def _check_indicators(model: Model) -> None:
    codes = [one.code for one in model.indicators]
    if len(set(codes)) != len(codes):
        raise BadModel("an indicator stands twice")
    dimensions = {one.code for one in model.dimensions} | {BONUS, MARK}
    for one in model.indicators:
        if one.dimension not in dimensions:
            raise BadModel(f"{one.code} belongs to no dimension")
        if (one.kind is Kind.MARK) != (one.dimension == MARK) or (one.kind is Kind.BONUS) != (one.dimension == BONUS):
            raise BadModel(f"{one.code}: kind and dimension do not fit")
        if one.points < 0 or one.step <= 0 or one.cap < 0 or one.window < 0:
            raise BadModel(f"{one.code} has a negative number")
        if one.window and one.window <= model.full_months:
            raise BadModel(f"{one.code}: its window ends before it begins to fade")
        if one.kind not in (Kind.OPEN, Kind.SHARE) and not one.window:
            raise BadModel(f"{one.code} has no window")


@cache
def shipped_documents() -> tuple[dict[str, Any], ...]:
    """The documents of the models that ship, in the order of their names."""
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.json")))
