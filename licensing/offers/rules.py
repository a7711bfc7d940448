"""For what the portal offers an application of which everything is known: data in editions, each rule with its source.

A rule says what occasions it, which service it is, what follows from the occasion (`settles`), and what the holder
alone can tell (`affirms`): that is affirmed at the signature, statement by statement, and never assumed.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from pages.languages import localised

BY_TIMER = "timer:offers"
"""Who asks registries about what is prepared."""


class Occasion(StrEnum):
    EXPIRES = "expires"
    """What is held comes within the time of its renewal."""
    TOLD = "told-otherwise"
    """The business register told something else than the certificate says."""


@dataclass(frozen=True, kw_only=True)
class Affirmed:
    """A statement of the holder; `field` is what it answers in the form, "" where it answers none."""

    field: str
    value: Any
    zh: str
    en: str

    @property
    def text(self) -> str:
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What occasions which service; `licence` as places of the register name it, `kinds` the changes it may make."""

    name: str
    item: str
    licence: str
    source: str
    settles: Mapping[str, Any]
    affirms: tuple[Affirmed, ...]
    edition: str = field(compare=False)
    occasion: Occasion = Occasion.EXPIRES
    kinds: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether a register that tells something else occasions it, and not a day."""
        return self.occasion is Occasion.TOLD

    @property
    def affirmed(self) -> dict[str, Any]:
        """The answers the statements give, once they are affirmed."""
        return {one.field: one.value for one in self.affirms if one.field}


@cache
def _editions() -> tuple[tuple[datetime.date, tuple[Rule, ...]], ...]:
    path = Path(__file__).parent / "data" / "rules.json"
    found = [
        (datetime.date.fromisoformat(one["in_force_from"]), tuple(_rule(rule, one["edition"]) for rule in one["rules"]))
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]
    return tuple(sorted(found, key=lambda edition: edition[0]))


def _rule(entry: Mapping[str, Any], edition: str) -> Rule:
    affirms = tuple(Affirmed(**one) for one in entry["affirms"])
    occasion = Occasion(entry.get("occasion", Occasion.EXPIRES))
    kinds = tuple(entry.get("kinds", ()))
    return Rule(**{**entry, "affirms": affirms, "edition": edition, "occasion": occasion, "kinds": kinds})


def rules(*, on: datetime.date) -> tuple[Rule, ...]:
    """The rules in force on a day; none before the first edition."""
    held = [found for since, found in _editions() if since <= on]
    return held[-1] if held else ()


def rule_named(name: str, *, on: datetime.date) -> Rule | None:
    return next((rule for rule in rules(on=on) if rule.name == name), None)


def still_in_force(name: str, edition: str, *, on: datetime.date) -> Rule | None:
    """The rule of an edition, if it says the same on a day; None where a newer edition says otherwise, or nothing."""
    held = (rule for _since, every in _editions() for rule in every if (rule.name, rule.edition) == (name, edition))
    now = rule_named(name, on=on)
    return now if now is not None and now == next(held, None) else None
