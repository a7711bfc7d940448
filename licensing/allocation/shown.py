"""Rules as people read them: names in place of codes, and what is wrong with each as things stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.people import Person
from licensing.allocation.checking import Known, doubts
from licensing.allocation.reading import AllocationRule, Rules


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A rule in words; `named` are teams and people, `doubts` is whom or what it names that is not there any more."""

    rule: AllocationRule
    services: list[str]
    districts: list[str]
    named: list[str]
    doubts: list[str]


def shown(rules: Rules, known: Known) -> list[Shown]:
    """Every rule in its order; whoever left is told by name."""
    wrong: dict[int, list[str]] = {}
    for doubt in doubts(rules, known):
        wrong.setdefault(doubt.place, []).append(doubt.says)
    left = {name for rule in rules for name in rule.to} - set(known.people)
    people = {name: person.name for name, person in known.people.items()}
    people |= dict(Person.objects.filter(username__in=left).values_list("username", "name")) if left else {}
    return [
        Shown(
            rule=rule,
            services=_named(sorted(rule.items), known.services),
            districts=_named(sorted(rule.districts), known.districts),
            named=[*rule.teams, *_named(rule.to, people)],
            doubts=wrong.get(place, []),
        )
        for place, rule in enumerate(rules)
    ]


def _named(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(code, code) for code in codes]
