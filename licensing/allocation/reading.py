"""Rules of allocation as a document: which steps, of which items and districts, to whom, how, and up to how many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.editions.series import BadDocument
from licensing.flow.steps import OFFICIAL, STEPS
from pages.sentences import listed

MOST_RULES = 50
MOST_STEPS = 1000
LONGEST_NAME = 60
HEAVIEST = 20
LISTS = ("steps", "items", "districts", "teams", "to")
KNOWN = frozenset({"name", "way", "most", *LISTS})
GIVEN = OFFICIAL | {step.name for step in STEPS if step.name == "deliver"}
"""The steps that can be given out: those of officials."""


class Way(StrEnum):
    """Who of several is given the next step."""

    FEWEST = "fewest"
    LIGHTEST = "lightest"
    TURN = "turn"

    @property
    def label(self) -> Promise:
        return _WAYS[self]


_WAYS: dict[Way, Promise] = {
    Way.FEWEST: gettext_lazy("whoever has the fewest open steps"),
    Way.LIGHTEST: gettext_lazy("whoever has the lightest load, by the weight of steps"),
    Way.TURN: gettext_lazy("in turn: whoever was given one longest ago"),
}


@dataclass(frozen=True, kw_only=True)
class AllocationRule:
    """One rule; what it does not name it takes every of. `to` are user names, `teams` names of teams of the office;
    neither: whoever's duty the step is.

    Nobody is given more than `most` open steps by it; None: without end.
    """

    name: str
    steps: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    teams: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    way: Way = Way.FEWEST
    most: int | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether it says to whom, and does not leave it to whoever's duty the step is."""
        return bool(self.teams or self.to)

    @property
    def step_titles(self) -> list[str]:
        """What the steps are called."""
        return [str(step.title) for step in STEPS if step.name in self.steps]

    def is_for(self, *, step: str, item: str, district: str) -> bool:
        """Whether a step of a case falls under it."""
        wanted = ((self.steps, step), (self.items, item), (self.districts, district))
        return all(not named or value in named for named, value in wanted)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of an edition in their order, and how much each step weighs; a step that is not named weighs one."""

    rules: tuple[AllocationRule, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[AllocationRule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @property
    def weighed(self) -> list[tuple[str, int]]:
        """The steps that weigh more or less than one, by title."""
        return [(str(step.title), self.weights[step.name]) for step in STEPS if step.name in self.weights]


def read_rules(document: Mapping[str, Any]) -> Rules:
    """The rules of a document, in their order. Raises BadDocument."""
    rows = document.get("rules") if isinstance(document, Mapping) else None
    if not isinstance(rows, list) or len(rows) > MOST_RULES:
        raise BadDocument(_("“rules” is a list of at most %(n)s rules.") % {"n": MOST_RULES})
    rules = tuple(_rule(row) for row in rows)
    if len({rule.name for rule in rules}) < len(rules):
        raise BadDocument(_("Each rule needs its own name."))
    return Rules(rules=rules, weights=_weights(document.get("weights", {})))


def _weights(told: object) -> dict[str, int]:
    if not isinstance(told, Mapping):
        raise BadDocument(_("“weights” says of steps how much each weighs, from 1 to %(n)s.") % {"n": HEAVIEST})
    for step, weight in told.items():
        if step not in GIVEN or type(weight) is not int or not 1 <= weight <= HEAVIEST:
            raise BadDocument(_("“weights” says of steps how much each weighs, from 1 to %(n)s.") % {"n": HEAVIEST})
    return {step: weight for step, weight in told.items() if weight != 1}


def unknown(rule: str, what: Iterable[str]) -> BadDocument:
    """A rule says something nobody knows."""
    return BadDocument(_("Rule “%(rule)s”: unknown: %(what)s") % {"rule": rule, "what": listed(sorted(what))})


def _rule(row: object) -> AllocationRule:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise BadDocument(_("Each rule needs its own name."))
    name = row["name"].strip()
    if len(name) > LONGEST_NAME:
        raise BadDocument(_("The name of a rule has at most %(n)s characters.") % {"n": LONGEST_NAME})
    if more := set(row) - KNOWN:
        raise unknown(name, more)
    steps, items, districts, teams, to = (_words(row, name, key) for key in LISTS)
    if wrong := set(steps) - GIVEN:
        raise unknown(name, wrong)
    way = row.get("way", Way.FEWEST.value)
    if way not in set(Way):
        raise unknown(name, [str(way)])
    most = row.get("most")
    if most is not None and (type(most) is not int or not 1 <= most <= MOST_STEPS):
        raise BadDocument(_("Rule “%(rule)s”: “most” is from 1 to %(n)s.") % {"rule": name, "n": MOST_STEPS})
    return AllocationRule(
        name=name,
        steps=frozenset(steps),
        items=frozenset(items),
        districts=frozenset(districts),
        teams=tuple(dict.fromkeys(teams)),
        to=tuple(dict.fromkeys(to)),
        way=Way(way),
        most=most,
    )


def _words(row: Mapping[str, Any], name: str, key: str) -> list[str]:
    words = row.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and 0 < len(word) <= 150 for word in words):
        raise BadDocument(_("Rule “%(rule)s”: “%(key)s” is a list of words.") % {"rule": name, "key": key})
    return words


@cache
def shipped_document() -> Mapping[str, Any]:
    """What ships: no rule, so every step waits for whoever takes it."""
    path = Path(__file__).parent / "data" / "allocation-1.json"
    document: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def shipped_rules() -> Rules:
    return read_rules(shipped_document())
