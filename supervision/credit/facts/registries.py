"""Which registries are asked about a company, and how what they answer reads as facts: data, each with its basis.

A registry tells marks (a field says yes while something stands), events (numbered, each with day and kind, from a day
on) or a grade. Insurers are not among them: no indicator of the models that ship rests on what they know.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from django.utils import timezone

from materials.lookups.contract import Answer
from supervision.credit.facts.actions import NewFact
from supervision.credit.facts.models import CreditFact

MARKS, EVENTS, GRADE = "marks", "events", "grade"
MOST_EVENTS = 500
LOOKED_UP = "look-up "
"""What the number of a fact begins with that has none at its source."""


class Unreadable(Exception):
    """A registry answered, and what it says cannot be read as facts: that is no answer."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a registry says of a company: the facts that stand, and from which day on it says everything."""

    facts: tuple[NewFact, ...]
    since: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A registry, what it is asked for, and which indicator each of its words is."""

    registry: str
    material: str
    source: str
    basis: str
    tells: str
    ends: str
    indicators: Mapping[str, str]
    gravity: str

    def read(self, company: int, uscc: str, answer: Answer) -> Told:
        """The facts of an answer that was found. Raises Unreadable."""
        try:
            if self.tells == EVENTS:
                return self._events(company, answer.fields)
            return self._states(company, uscc, answer)
        except (KeyError, ValueError, InvalidOperation) as wrong:
            raise Unreadable(str(wrong)) from wrong

    def _states(self, company: int, uscc: str, answer: Answer) -> Told:
        """What stands now: each indicator at most once, known again by what it is about."""
        fields = answer.fields
        if self.tells == GRADE:
            held = {self.indicators[fields["grade"]]} if fields["grade"] in self.indicators else set()
            day = datetime.date.fromisoformat(fields["graded-on"])
        else:
            held = {indicator for name, indicator in self.indicators.items() if fields.get(name) == "yes"}
            day = timezone.localdate(answer.as_of) if answer.as_of else timezone.localdate()
        if fields.get("repaired-on"):
            held.discard("untrue-commitment")
        number = f"{LOOKED_UP}{uscc} {timezone.localdate().isoformat()}"
        return Told(facts=tuple(self._fact(company, one, day, number) for one in sorted(held)))

    def _events(self, company: int, fields: Mapping[str, str]) -> Told:
        """Numbered fields: `number-1`, `kind-1`, `on-1`, `count-1`, and so on; `since` is the first day they cover."""
        found = []
        for nth in range(1, MOST_EVENTS + 1):
            if f"number-{nth}" not in fields:
                break
            day = datetime.date.fromisoformat(fields[f"on-{nth}"])
            if day > timezone.localdate():
                raise ValueError(f"on-{nth}")
            count = Decimal(fields.get(f"count-{nth}", "1"))
            if not 0 < count < 10_000:
                raise ValueError(f"count-{nth}")
            number = fields[f"number-{nth}"].strip()[:80]
            if not number:
                raise ValueError(f"number-{nth}")
            found.append(self._fact(company, self.indicators[fields[f"kind-{nth}"]], day, number, count))
        since = fields.get("since", "")
        return Told(facts=tuple(found), since=datetime.date.fromisoformat(since) if since else None)

    def _fact(
        self, company: int, indicator: str, day: datetime.date, number: str, count: Decimal = Decimal(1)
    ) -> NewFact:
        return NewFact(
            company=company,
            indicator=indicator,
            happened_on=day,
            source=self.source,
            source_ref=number,
            gravity=self.gravity,
            magnitude=count,
        )

    def over(self, told: Told, known: Iterable[CreditFact]) -> list[CreditFact]:
        """Facts this registry told of before and does not any more; of events only those of days it covers."""
        if self.tells == EVENTS:
            numbers = {(fact.source_ref, fact.indicator) for fact in told.facts}
            gone = [fact for fact in known if (fact.source_ref, fact.indicator) not in numbers]
            return [fact for fact in gone if told.since is not None and fact.happened_on >= told.since]
        held = {fact.indicator for fact in told.facts}
        return [fact for fact in known if fact.indicator not in held]

    def new(self, told: Told, known: Iterable[CreditFact]) -> list[NewFact]:
        """Facts that are not known yet; events known under their number are left out when they are entered."""
        held = set() if self.tells == EVENTS else {fact.indicator for fact in known}
        return [fact for fact in told.facts if fact.indicator not in held]


@cache
def registries() -> tuple[Asked, ...]:
    """Every registry that may be asked; which are connected is a setting."""
    listed = json.loads(Path(__file__).with_name("registries.json").read_text(encoding="utf-8"))
    return tuple(Asked(**one) for one in listed)
