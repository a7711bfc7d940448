"""A model is read from its document and checked: one that contradicts itself, or names no source, is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.editions.series import BadDocument
from supervision.credit.scoring.model import (
    BONUS,
    HUNDRED,
    MARK,
    MEASURES,
    METHODS,
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


class BadModel(BadDocument):
    """A model that contradicts itself; the message says where."""


def _number(written: object) -> Fraction:
    """A number exactly as it is written: 0.1 is a tenth, also where JSON made a binary number of it."""
    return Fraction(str(written))


def read_model(document: Mapping[str, Any]) -> Model:
    """A model from its document. Raises BadModel."""
    try:
        model = Model(
            code=document["code"],
            sector=document["sector"],
            name_zh=document["name_zh"],
            name_en=document["name_en"],
            source=document["source"],
            dimensions=tuple(Dimension(**_named(d), weight=_number(d["weight"])) for d in document["dimensions"]),
            indicators=tuple(_indicator(entry) for entry in document["indicators"]),
            vetoes=tuple(_test(entry) for entry in document["vetoes"]),
            triggers=tuple(_test(entry) for entry in document["triggers"]),
            bands=tuple(_band(entry) for entry in document["colours"]),
            effects=tuple(_effect(entry) for entry in document["effects"]),
            bonus_cap=_number(document["bonus_cap"]["value"]),
            fewest_vehicles=int(document["fewest_vehicles"]["value"]),
            full_months=int(document["full_months"]["value"]),
            history_months=int(document["history_months"]["value"]),
            stay_days={Colour(entry["colour"]): int(entry["days"]) for entry in document["minimum_stay"]},
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as wrong:
        what = f"{type(wrong).__name__}: {wrong}"
        raise BadModel(_("Something is missing or cannot be read: %(what)s") % {"what": what}) from wrong
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
        points=_number(entry.get("points", 0)),
        step=_number(entry.get("step", 1)),
        cap=_number(entry.get("cap", 0)),
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
        at_least=_number(entry["at_least"]) if "at_least" in entry else None,
        above=_number(entry["above"]) if "above" in entry else None,
        days=int(entry.get("days", 0)),
    )


def _band(entry: Mapping[str, Any]) -> Band:
    return Band(
        colour=Colour(entry["colour"]),
        floor=_number(entry["from"]),
        below=_number(entry["below"]),
        source=entry["source"],
    )


def _effect(entry: Mapping[str, Any]) -> Effect:
    return Effect(
        colour=Colour(entry["colour"]),
        routine_visits=int(entry["routine_visits"]),
        sample=_number(entry["sample"]),
        method=entry["method"],
        guidance_zh=entry["guidance_zh"],
        guidance_en=entry["guidance_en"],
        source=entry["source"],
    )


def _check_sources(document: Mapping[str, Any]) -> None:
    """No value without the line it comes from."""
    lists = ("dimensions", "indicators", "vetoes", "triggers", "colours", "effects", "minimum_stay")
    singles = ("bonus_cap", "fewest_vehicles", "full_months", "history_months")
    entries = [(name, entry) for name in lists for entry in document[name]]
    for name, entry in [*entries, *((name, document[name]) for name in singles)]:
        if not str(entry.get("source", "")).strip():
            where = f"{name} {entry.get('code') or entry.get('colour') or ''}".strip()
            raise BadModel(_("%(where)s has no source.") % {"where": where})


def _check(model: Model) -> None:
    weights = [one.weight for one in model.dimensions]
    if sum(weights) != HUNDRED or min(weights) < 0:
        raise BadModel(_("The weights of the dimensions do not sum to 100, or one is negative."))
    _check_bands(model)
    _check_indicators(model)
    _check_tests(model)
    _check_effects(model)
    if model.fewest_vehicles < 1:
        raise BadModel(_("A rate counts at least one vehicle."))
    numbers = (model.full_months, model.history_months, *model.stay_days.values())
    if model.bonus_cap < 0 or min(numbers) < 0:
        raise BadModel(_("Cap, months and days are not negative."))


def _check_bands(model: Model) -> None:
    bands = sorted(model.bands, key=lambda band: band.floor)
    edges = [band.floor for band in bands] + [bands[-1].below] if bands else []
    if not bands or edges[0] != 0 or edges[-1] != HUNDRED:
        raise BadModel(_("The colours do not cover 0 to 100."))
    if any(band.below != following.floor for band, following in pairwise(bands)):
        raise BadModel(_("The colours have a gap or overlap."))
    if [band.colour for band in bands] != [Colour.RED, Colour.YELLOW, Colour.GREEN]:
        raise BadModel(_("A higher score has the worse colour."))


def _check_tests(model: Model) -> None:
    known = {one.code for one in model.indicators}
    for test in (*model.vetoes, *model.triggers):
        if test.indicator not in known:
            raise BadModel(_("%(code)s names no indicator.") % {"code": test.code})
        if (test.at_least is None) == (test.above is None) or test.measure not in MEASURES:
            raise BadModel(_("%(code)s does not say when it holds.") % {"code": test.code})


def _check_effects(model: Model) -> None:
    if {effect.colour for effect in model.effects} != set(Colour):
        raise BadModel(_("Every colour has its effects."))
    if any(effect.routine_visits < 0 or not 0 <= effect.sample <= 1 for effect in model.effects):
        raise BadModel(_("Visits cannot be negative, and a sample must be between 0 and 1."))
    if any(effect.method not in METHODS for effect in model.effects):
        raise BadModel(_("A promise is verified by “data” or “on-site”."))


def _check_indicators(model: Model) -> None:
    codes = [one.code for one in model.indicators]
    if len(set(codes)) != len(codes):
        raise BadModel(_("An indicator stands twice."))
    dimensions = {one.code for one in model.dimensions} | {BONUS, MARK}
    for one in model.indicators:
        if one.dimension not in dimensions:
            raise BadModel(_("%(code)s belongs to no dimension.") % {"code": one.code})
        if (one.kind is Kind.MARK) != (one.dimension == MARK) or (one.kind is Kind.BONUS) != (one.dimension == BONUS):
            raise BadModel(_("%(code)s: kind and dimension do not fit.") % {"code": one.code})
        if one.points < 0 or one.step <= 0 or one.cap < 0 or one.window < 0:
            raise BadModel(_("%(code)s has a negative number.") % {"code": one.code})
        if one.window and one.window <= model.full_months:
            raise BadModel(_("%(code)s: its window ends before it begins to fade.") % {"code": one.code})
        if one.kind not in (Kind.OPEN, Kind.SHARE) and not one.window:
            raise BadModel(_("%(code)s has no window.") % {"code": one.code})


@cache
def shipped_documents() -> tuple[dict[str, Any], ...]:
    """The documents of the models that ship, in the order of their names."""
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.json")))
