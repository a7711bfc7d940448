"""Rules of allocation as a document: which steps, of which items and districts, to whom, and up to how many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.editions.series import BadDocument
from licensing.flow.steps import OFFICIAL, STEPS

MOST_RULES = 50
MOST_STEPS = 1000
LONGEST_NAME = 60
KNOWN = frozenset({"name", "steps", "items", "districts", "to", "most"})
GIVEN = OFFICIAL | {step.name for step in STEPS if step.name == "deliver"}
"""The steps that can be given out: those of officials."""


@dataclass(frozen=True, kw_only=True)
class AllocationRule:
    """One rule; what it does not name it takes every of. `to` are user names, none: whoever's duty the step is.

    Nobody is given more than `most` open steps by it; None: without end.
    """

    name: str
    steps: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    to: tuple[str, ...] = ()
    most: int | None = None

    @property
    def step_titles(self) -> list[str]:
        """What the steps are called."""
        return [str(step.title) for step in STEPS if step.name in self.steps]

    def is_for(self, *, step: str, item: str, district: str) -> bool:
        """Whether a step of a case falls under it."""
        wanted = ((self.steps, step), (self.items, item), (self.districts, district))
        return all(not named or value in named for named, value in wanted)


def read_rules(document: Mapping[str, Any]) -> tuple[AllocationRule, ...]:
    """The rules of a document, in their order. Raises BadDocument."""
    rows = document.get("rules") if isinstance(document, Mapping) else None
    if not isinstance(rows, list) or len(rows) > MOST_RULES:
        raise BadDocument(_("“rules” is a list of at most %(n)s rules.") % {"n": MOST_RULES})
    rules = tuple(_rule(row) for row in rows)
    if len({rule.name for rule in rules}) < len(rules):
        raise BadDocument(_("Each rule has a name of its own."))
    return rules


def unknown(rule: str, what: Iterable[str]) -> BadDocument:
    """A rule says something nobody knows."""
    return BadDocument(_("Rule “%(rule)s”: unknown: %(what)s") % {"rule": rule, "what": "、".join(sorted(what))})


def _rule(row: Any) -> AllocationRule:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise BadDocument(_("Each rule has a name of its own."))
    name = row["name"].strip()
    if len(name) > LONGEST_NAME:
        raise BadDocument(_("The name of a rule has at most %(n)s characters.") % {"n": LONGEST_NAME})
    if more := set(row) - KNOWN:
        raise unknown(name, more)
    steps, items, districts, to = (_words(row, name, key) for key in ("steps", "items", "districts", "to"))
    if wrong := set(steps) - GIVEN:
        raise unknown(name, wrong)
    most = row.get("most")
    if most is not None and (type(most) is not int or not 1 <= most <= MOST_STEPS):
        raise BadDocument(_("Rule “%(rule)s”: “most” is from 1 to %(n)s.") % {"rule": name, "n": MOST_STEPS})
    return AllocationRule(
        name=name,
        steps=frozenset(steps),
        items=frozenset(items),
        districts=frozenset(districts),
        to=tuple(dict.fromkeys(to)),
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


def shipped_rules() -> tuple[AllocationRule, ...]:
    return read_rules(shipped_document())
