"""A credit model as data: what is counted, how much, what decides the colour, and what a colour steers.

A model is a JSON document (an edition in the database, or one that ships in `data/`); every value stands beside the
line that says where it comes from. Numbers are read as fractions: a score is exact. Knows nothing of companies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from pages.languages import localised

HUNDRED = Fraction(100)
BONUS = "bonus"
"""The dimension of what speaks for a company: added, never beyond its cap."""
MARK = ""
"""The dimension of what costs no point and only decides a colour."""
MEASURES = frozenset({"largest", "sum", "count", "share"})
METHODS = frozenset({"data", "on-site"})
"""How a promise may be verified."""


class Colour(StrEnum):
    """The codes; NONE is “not coded yet” (未赋码): no colour, and never green."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"

    @property
    def rank(self) -> int:
        """How much a colour weighs on a company: red most."""
        return _RANK[self]

    def is_worse_than(self, other: Colour) -> bool:
        return self.rank > other.rank


_RANK = {Colour.GREEN: 0, Colour.NONE: 1, Colour.YELLOW: 2, Colour.RED: 3}


class Kind(StrEnum):
    """How an indicator turns facts into points."""

    RATE = "rate"
    """k × (sum of the decayed facts ÷ vehicles) ÷ step."""
    SINGLE = "single"
    """p for each fact, decayed."""
    OPEN = "open"
    """p for each fact that lasts."""
    SHARE = "share"
    """p × share of the vehicles concerned now."""
    BONUS = "bonus"
    """p for each fact in its window; of a group only the largest."""
    MARK = "mark"
    """No points."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something of a model with a code, a name in two languages and the line it comes from."""

    code: str
    name_zh: str
    name_en: str
    source: str

    @property
    def name(self) -> str:
        return localised(self.name_zh, self.name_en)


@dataclass(frozen=True, kw_only=True)
class Dimension(Named):
    weight: Fraction


@dataclass(frozen=True, kw_only=True)
class Indicator(Named):
    """`window` in months (0: counts while it lasts); `article` what its facts rest on where they do not say."""

    dimension: str
    kind: Kind
    points: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    cap: Fraction = Fraction(0)
    window: int = 0
    group: str = ""
    article: str = ""
    sources: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """The points of one fact, as people write them: 0.5 ÷ 0.01."""
        step = f" ÷ {float(self.step):g}" if self.kind is Kind.RATE else ""
        return f"{float(self.points):g}{step}" if self.kind is not Kind.MARK else "–"

    @property
    def most(self) -> str:
        """The most it takes off; a dash where there is no such limit."""
        return f"{float(self.cap):g}" if self.cap else "–"

    @property
    def speaks_for(self) -> bool:
        """Whether its facts are good ones."""
        return self.dimension == BONUS


@dataclass(frozen=True, kw_only=True)
class Test(Named):
    """A veto or trigger: holds when the facts of its indicator reach `at_least`, or go `above`.

    `measure`: "largest" one fact, "sum" or "count" of all, "share" of the vehicles. `days`: only facts of so many days.
    """

    indicator: str
    measure: str
    at_least: Fraction | None = None
    above: Fraction | None = None
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class Band:
    """A colour's scores: from, and below (100 is within the last)."""

    colour: Colour
    floor: Fraction
    below: Fraction
    source: str

    def holds(self, score: Fraction) -> bool:
        return self.floor <= score and (score < self.below or score == self.below == HUNDRED)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a colour steers, and all that it steers (domain F-9.12): visits, sample, method, guidance."""

    colour: Colour
    routine_visits: int
    sample: Fraction
    method: str
    guidance_zh: str
    guidance_en: str
    source: str

    @property
    def guidance(self) -> str:
        return localised(self.guidance_zh, self.guidance_en)

    @property
    def sample_percent(self) -> str:
        return f"{float(self.sample * 100):g}%"


@dataclass(frozen=True, kw_only=True)
class Model:
    """An edition of a model, checked."""

    code: str
    sector: str
    name_zh: str
    name_en: str
    source: str
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    vetoes: tuple[Test, ...]
    triggers: tuple[Test, ...]
    bands: tuple[Band, ...]
    effects: tuple[Effect, ...]
    bonus_cap: Fraction
    fewest_vehicles: int
    full_months: int
    history_months: int
    stay_days: Mapping[Colour, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return localised(self.name_zh, self.name_en)

    def indicator(self, code: str) -> Indicator | None:
        return next((one for one in self.indicators if one.code == code), None)

    def effect(self, colour: Colour) -> Effect:
        return next(one for one in self.effects if one.colour == colour)

    def of_dimension(self, code: str) -> Iterator[Indicator]:
        return (one for one in self.indicators if one.dimension == code)

    def band_of(self, score: Fraction) -> Band:
        """The band a score lies in; bands cover 0 to 100 without gap (checked when the model is read)."""
        return next(band for band in self.bands if band.holds(score))
