"""How facts become a score and a colour (domain F-9.11): plain arithmetic on values, exact, and told line by line.

    score = min(100, Σ dimensions max(0, weight − Σ points) + bonus)
    decay = 1 up to three months, then 1 − (m − 3) ÷ (window − 3), 0 from the end of the window

What is repaired, removed, under objection, of the slight class, or outside its window does not count at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from clock.months import months_between, months_later
from supervision.credit.scoring.model import (
    BONUS,
    HUNDRED,
    MARK,
    Colour,
    Indicator,
    Kind,
    Model,
    Test,
)


class Gravity(StrEnum):
    """The classes of the national rule (信用修复管理办法; domain F-9.7); NONE for what is no penalty."""

    NONE = ""
    SLIGHT = "slight"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


class Standing(StrEnum):
    """Where a fact stands; only a counted one counts."""

    COUNTED = "counted"
    OBJECTED = "objected"
    REPAIRED = "repaired"
    REMOVED = "removed"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened, as a model sees it; `ends_on` is the first day on which it is over."""

    key: int
    indicator: str
    happened_on: datetime.date
    magnitude: Fraction = Fraction(1)
    gravity: Gravity = Gravity.NONE
    standing: Standing = Standing.COUNTED
    known_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A fact in the sum: `part` the points it brings before the cap, `lapses_on` the day from which it brings none."""

    fact: Fact
    decay: Fraction
    part: Fraction
    lapses_on: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """An indicator in the sum: `points` after the cap; of the bonus they are added, otherwise taken off."""

    indicator: Indicator
    points: Fraction
    facts: tuple[Counted, ...]

    @property
    def is_capped(self) -> bool:
        return sum((one.part for one in self.facts), Fraction(0)) > self.points


@dataclass(frozen=True, kw_only=True)
class Share:
    """A dimension in the sum: what is left of its weight."""

    code: str
    weight: Fraction
    left: Fraction
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a colour: `kind` is "score", "veto", "trigger", "history" or "silent", `code` which one."""

    kind: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What a model makes of a company on a day."""

    on: datetime.date
    vehicles: int | None
    score: Fraction
    colour: Colour
    shares: tuple[Share, ...]
    bonus: Fraction
    bonus_lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    marks: tuple[Fact, ...] = ()
    """What costs no point and only decides a colour."""

    @property
    def counted(self) -> frozenset[int]:
        """The keys of the facts that count."""
        lines = [line for share in self.shares for line in share.lines] + list(self.bonus_lines)
        weighed = {one.fact.key for line in lines for one in line.facts}
        return frozenset(weighed | {fact.key for fact in self.marks})


def rounded(points: Fraction) -> str:
    """Points as people read them: two places, half up."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return str(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def decay(months: int, window: int, *, full_months: int = 3) -> Fraction:
    """How much a fact of an age still weighs, 1 to 0."""
    if months >= window:
        return Fraction(0)
    return Fraction(1) if months <= full_months else 1 - Fraction(months - full_months, window - full_months)


def lapses_on(fact: Fact, indicator: Indicator) -> datetime.date | None:
    """The first day on which a fact weighs nothing by itself; None while that depends on what is done."""
    ends = [fact.ends_on] if fact.ends_on else []
    if indicator.window:
        ends.append(months_later(fact.happened_on, indicator.window))
    return min(ends, default=None)


def counts(fact: Fact, indicator: Indicator, *, on: datetime.date) -> bool:
    """Whether a fact counts on a day at all."""
    if fact.standing is not Standing.COUNTED or fact.gravity is Gravity.SLIGHT:
        return False
    if fact.happened_on > on or (fact.known_on is not None and fact.known_on > on):
        return False
    end = lapses_on(fact, indicator)
    return end is None or on < end


def assess(
    model: Model,
    facts: Sequence[Fact],
    *,
    vehicles: int | None,
    since: datetime.date | None,
    on: datetime.date,
    silent: Collection[str] = (),
) -> Assessed:
    """What the model says of a company on a day.

    `vehicles` in service, None when nobody knows; `since` when it was licensed; `silent` the sources that did not
    answer: what is unknown is never green.
    """
    by_indicator = _by_indicator(model, facts, on=on)
    lines = {one.code: _line(model, one, by_indicator.get(one.code, ()), vehicles, on=on) for one in model.indicators}
    shares = []
    for dimension in model.dimensions:
        own = tuple(lines[one.code] for one in model.of_dimension(dimension.code))
        left = max(Fraction(0), dimension.weight - sum((line.points for line in own), Fraction(0)))
        shares.append(Share(code=dimension.code, weight=dimension.weight, left=left, lines=own))
    bonus_lines = tuple(lines[one.code] for one in model.of_dimension(BONUS))
    bonus = min(model.bonus_cap, _bonus(bonus_lines))
    score = min(HUNDRED, sum((share.left for share in shares), Fraction(0)) + bonus)
    colour, reasons = _colour(model, by_indicator, score, vehicles=vehicles, since=since, on=on, silent=silent)
    return Assessed(
        on=on,
        vehicles=vehicles,
        score=score,
        colour=colour,
        shares=tuple(shares),
        bonus=bonus,
        bonus_lines=bonus_lines,
        reasons=reasons,
        marks=tuple(fact for one in model.of_dimension(MARK) for fact in by_indicator.get(one.code, ())),
    )


def _by_indicator(model: Model, facts: Sequence[Fact], *, on: datetime.date) -> dict[str, list[Fact]]:
    known = {one.code: one for one in model.indicators}
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        indicator = known.get(fact.indicator)
        if indicator is not None and counts(fact, indicator, on=on):
            found.setdefault(fact.indicator, []).append(fact)
    return found


def _line(
    model: Model, indicator: Indicator, facts: Sequence[Fact], vehicles: int | None, *, on: datetime.date
) -> Line:
    counted = []
    for fact in facts:
        weight = Fraction(1)
        if indicator.kind in (Kind.RATE, Kind.SINGLE):
            age = months_between(fact.happened_on, on)
            weight = decay(age, indicator.window, full_months=model.full_months)
        part = _unit(model, indicator, vehicles) * fact.magnitude * weight
        counted.append(Counted(fact=fact, decay=weight, part=part, lapses_on=lapses_on(fact, indicator)))
    if indicator.kind is Kind.BONUS:
        points = max((one.part for one in counted), default=Fraction(0))
    else:
        points = min(indicator.cap, sum((one.part for one in counted), Fraction(0)))
    newest_first = sorted(counted, key=lambda one: (one.fact.happened_on, one.fact.key), reverse=True)
    return Line(indicator=indicator, points=points, facts=tuple(newest_first))


def _unit(model: Model, indicator: Indicator, vehicles: int | None) -> Fraction:
    """The points of one fact that weighs fully."""
    if indicator.kind is Kind.RATE:
        return indicator.points / max(vehicles or 0, model.fewest_vehicles) / indicator.step
    if indicator.kind is Kind.SHARE:
        return indicator.points / max(vehicles or 0, 1)
    return Fraction(0) if indicator.kind is Kind.MARK else indicator.points


def _bonus(lines: Sequence[Line]) -> Fraction:
    """Of a group only the largest counts: a company has one grade."""
    ordered = sorted(lines, key=lambda line: line.indicator.group)
    total = Fraction(0)
    for group, found in groupby(ordered, key=lambda line: line.indicator.group):
        points = [line.points for line in found]
        total += max(points) if group else sum(points, Fraction(0))
    return total


def _colour(
    model: Model,
    facts: Mapping[str, Sequence[Fact]],
    score: Fraction,
    *,
    vehicles: int | None,
    since: datetime.date | None,
    on: datetime.date,
    silent: Collection[str],
) -> tuple[Colour, tuple[Reason, ...]]:
    """The first rule that fits: red, yellow, green; what is new, or not known well enough, has no colour."""
    band = model.band_of(score)
    vetoes = _holding("veto", model.vetoes, facts, vehicles, on=on)
    if vetoes or band.colour is Colour.RED:
        return Colour.RED, (*vetoes, *_by_score(band.colour, Colour.RED))
    triggers = _holding("trigger", model.triggers, facts, vehicles, on=on)
    if triggers or band.colour is Colour.YELLOW:
        return Colour.YELLOW, (*triggers, *_by_score(band.colour, Colour.YELLOW))
    unknown = [Reason(kind="silent", code=source) for source in sorted(silent)]
    if vehicles is None:
        unknown.append(Reason(kind="silent", code="vehicles"))
    if since is None or months_between(since, on) < model.history_months:
        unknown.append(Reason(kind="history", code="history"))
    if unknown:
        return Colour.NONE, tuple(unknown)
    return Colour.GREEN, (Reason(kind="score", code="green"),)


def _by_score(found: Colour, wanted: Colour) -> tuple[Reason, ...]:
    return (Reason(kind="score", code=wanted.value),) if found is wanted else ()


def _holding(
    kind: str, tests: Sequence[Test], facts: Mapping[str, Sequence[Fact]], vehicles: int | None, *, on: datetime.date
) -> tuple[Reason, ...]:
    found = [test for test in tests if holds(test, facts.get(test.indicator, ()), vehicles=vehicles, on=on)]
    return tuple(Reason(kind=kind, code=test.code) for test in found)


def holds(test: Test, facts: Sequence[Fact], *, vehicles: int | None, on: datetime.date) -> bool:
    """Whether a veto or trigger holds for the counted facts of its indicator."""
    if test.days:
        facts = [fact for fact in facts if (on - fact.happened_on).days < test.days]
    if not facts:
        return False
    if test.measure == "largest":
        measured = max(fact.magnitude for fact in facts)
    elif test.measure == "count":
        measured = Fraction(len(facts))
    else:
        measured = sum((fact.magnitude for fact in facts), Fraction(0))
    if test.measure == "share":
        measured /= max(vehicles or 0, 1)
    return measured >= test.at_least if test.at_least is not None else measured > (test.above or Fraction(0))
