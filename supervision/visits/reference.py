"""What visits are about and when they are due: data that ships, each value with its source (domain 12, rules 1–4)."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pages.languages import localised

_HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something that is explained, or a kind of need; a code is never reused."""

    code: str
    zh: str
    en: str

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class Due:
    """When a company of a colour is visited; `colour` is "" where nobody knows it."""

    colour: str
    purpose: str
    days: int
    unit: str
    way: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanEdition:
    """The rules of planning that count from a day on."""

    edition: str
    in_force_from: datetime.date
    horizon_days: int
    needs_working_days: int
    source: str
    rules: tuple[Due, ...]

    def for_colour(self, colour: str) -> Due:
        """The rule of a colour. Raises StopIteration for one the edition does not know."""
        return next(rule for rule in self.rules if rule.colour == colour)


@cache
def plan_edition() -> PlanEdition:
    """The edition of the rules of planning."""
    told = json.loads((_HERE / "plan.json").read_text(encoding="utf-8"))
    rules = tuple(Due(**rule) for rule in told.pop("rules"))
    since = datetime.date.fromisoformat(told.pop("in_force_from"))
    return PlanEdition(**told, in_force_from=since, rules=rules)


@cache
def _topics() -> dict[str, tuple[Topic, ...]]:
    told = json.loads((_HERE / "topics.json").read_text(encoding="utf-8"))
    return {kind: tuple(Topic(**one) for one in listed) for kind, listed in told.items()}


def explained_topics() -> tuple[Topic, ...]:
    """What a member may explain."""
    return _topics()["explained"]


def kinds_of_need() -> tuple[Topic, ...]:
    """What a company may need."""
    return _topics()["needs"]


def name_of(code: str) -> str:
    """The name of a topic or a kind of need in the reader's language; the code where there is none."""
    return next((one.name for listed in _topics().values() for one in listed if one.code == code), code)
