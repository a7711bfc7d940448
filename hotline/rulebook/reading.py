"""The rules of the hotline as data: types, themes, refusals, limits – in editions with source and day in force.

A ticket keeps the edition it was recorded under. Adding an edition is adding a file; nothing here is
changed. Values only: knows no ticket.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clock.dated import Editions, NoSuchEdition
from clock.hours import Span, Unit
from pages.languages import localised


@dataclass(frozen=True, kw_only=True)
class Term:
    """A code with its name in both languages and where it comes from."""

    code: str
    zh: str
    en: str
    source: str
    to: tuple[str, ...] = ()
    money: bool = False
    oversight: bool = False
    needs_body: bool = False

    @property
    def name(self) -> str:
        """In the reader's language; papers print `zh`."""
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class CallBackRule:
    """How often somebody who is not reached is tried, who counts as unsatisfied, how many of the rest are called."""

    tries: int
    days: int
    unsatisfied_up_to: int
    sample_percent: int


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """One edition, read."""

    edition: str
    in_force_from: datetime.date
    source: str
    terms: dict[str, dict[str, Term]]
    told: dict[str, Any]

    def term(self, kind: str, code: str) -> Term:
        """A term by its code; one that is not known is said as it is."""
        return self.terms[kind].get(code) or Term(code=code, zh=code, en=code, source="")

    def choices(self, kind: str) -> list[tuple[str, str]]:
        return [(one.code, one.name) for one in self.terms[kind].values()]

    def limit(self, step: str, *, is_driver: bool, kind: str, urgency: str) -> Span:
        """The limit of a step: the first row that fits (domain F-10.5)."""
        asked = {"driver": is_driver, "type": kind, "urgency": urgency}
        for row in self.told["limits"]:
            if row["step"] == step and all(row.get(name, value) == value for name, value in asked.items()):
                return _span(row)
        raise KeyError(step)

    def most_extension(self, *, is_driver: bool) -> int:
        """So many working days a reply may be put off, once."""
        return int(self._extension(is_driver)["most"])

    def most_days_in_all(self, *, is_driver: bool) -> int | None:
        """Within so many days of its receipt a ticket is answered, however long it was put off; None: not said."""
        found = self._extension(is_driver).get("days_in_all")
        return int(found) if found is not None else None

    def _extension(self, is_driver: bool) -> dict[str, Any]:
        rows = self.told["extension"]
        found: dict[str, Any] = next(row for row in rows if row.get("driver", is_driver) == is_driver)
        return found

    def warn_share(self, step: str) -> float:
        """At which part of its limit a step that is not done is reminded of."""
        return float(self.told["warn_at"].get(step, 100)) / 100

    @property
    def third_level_after(self) -> Span:
        return _span(self.told["third_level_after"])

    @property
    def call_back(self) -> CallBackRule:
        told = self.told["call_back"]
        return CallBackRule(**{name: value for name, value in told.items() if name != "source"})

    def days(self, rule: str) -> datetime.timedelta:
        """How far back `joining`, `repeating` or `hot_object` look."""
        return datetime.timedelta(days=self.told[rule]["days"])

    @property
    def hot_object_tickets(self) -> int:
        return int(self.told["hot_object"]["tickets"])


def _span(row: dict[str, Any]) -> Span:
    return Span(amount=int(row["amount"]), unit=Unit(row["unit"]))


_KINDS = ("types", "areas", "channels", "themes", "urgencies", "refusals")


def _read(told: dict[str, Any]) -> Rulebook:
    terms = {
        kind: {
            row["code"]: Term(**{**row, "to": tuple(row.get("to", ()))})  # the file names what a term has
            for row in told[kind]
        }
        for kind in _KINDS
    }
    return Rulebook(
        edition=told["edition"],
        in_force_from=told["in_force_from"],
        source=told["source"],
        terms=terms,
        told=told,
    )


EDITIONS = Editions(Path(__file__).parent / "data", "rulebook-*.json", _read)


def rulebook_of(edition: str) -> Rulebook:
    """The edition a ticket was recorded under. Raises NoSuchEdition."""
    return EDITIONS.of(edition)


def rulebook_in_force(*, on: datetime.date) -> Rulebook:
    """The newest edition in force on a day. Raises NoSuchEdition."""
    found = EDITIONS.held(on)
    if found is None:
        raise NoSuchEdition(on.isoformat())
    return found
