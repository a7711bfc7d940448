"""Whether rules name what there is: people who may do the steps, teams, services and districts.

Asked where an edition is written, which is refused on the field that is wrong, and of the rules as they stand, where
whoever left since is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority, Division
from accounts.editions.series import BadDocument
from accounts.people import Person
from accounts.roles import on_duty_at, staff_at
from accounts.teams.queries import people_of_teams
from licensing.allocation.reading import GIVEN, AllocationRule, Rules
from licensing.flow.steps import BY_NAME
from materials.catalogue.queries import known_services, names_of_services
from pages.sentences import in_a_row, labelled, listed

DUTIES = frozenset(BY_NAME[name].permission for name in GIVEN)
"""What lets somebody do one of the steps that are given out."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rules of an office may name: each with what it is called."""

    services: Mapping[str, str]
    districts: Mapping[str, str]
    teams: Mapping[str, Sequence[Person]]
    people: Mapping[str, Person]
    duties: Mapping[str, frozenset[int]]
    """Permission → the keys of those who have it."""

    @property
    def choosable(self) -> dict[str, str]:
        """Who has a duty at some step, as one tells two of a name apart."""
        on_duty = frozenset[int]().union(*self.duties.values())
        return {name: f"{one.name} ({name})" for name, one in self.people.items() if one.pk in on_duty}


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What is wrong with a rule: its place from 0, the field, and what to say."""

    place: int
    rule: str
    field: str
    says: str


class Doubts(BadDocument):
    """Rules name what there is not."""

    def __init__(self, found: Sequence[Doubt]) -> None:
        super().__init__(in_a_row(labelled(one.rule, one.says) for one in found))
        self.found = tuple(found)


def known_at(authority: Authority) -> Known:
    """What an office's rules may name: its people and teams, every service, and the districts of its city."""
    return Known(
        services=services_named(),
        districts={one.code: one.name for one in districts_of(authority)},
        teams=people_of_teams(authority, on=timezone.localdate()),
        people={person.username: person for person in staff_at(authority.pk).order_by("name", "username")},
        duties={one: frozenset(on_duty_at(authority.pk, one).values_list("pk", flat=True)) for one in DUTIES},
    )


def services_named() -> dict[str, str]:
    """Every service in force by code, in the reader's language."""
    names = names_of_services(list(known_services()))
    return dict(sorted(names.items(), key=lambda one: one[1]))


def districts_of(authority: Authority) -> list[Division]:
    """The districts of the city an office is in, and the city."""
    own = authority.division
    city = own.city_id or own.pk
    return list(Division.objects.filter(Q(pk=city) | Q(city=city)).order_by("code"))


def doubts(rules: Rules, known: Known) -> list[Doubt]:
    """What is wrong with each rule, by field."""
    return [doubt for place, rule in enumerate(rules) for doubt in _of_rule(place, rule, known)]


def _of_rule(place: int, rule: AllocationRule, known: Known) -> list[Doubt]:
    found = [
        *_unknown("items", rule.items - set(known.services), _("No such service: %(what)s")),
        *_unknown("districts", rule.districts - set(known.districts), _("No such district: %(what)s")),
        *_unknown("teams", set(rule.teams) - set(known.teams), _("No such team, or dissolved: %(what)s")),
        *_unknown("to", set(rule.to) - set(known.people), _("Does not work here, or no longer does: %(what)s")),
    ]
    may = frozenset[int]().union(*(known.duties[BY_NAME[name].permission] for name in rule.steps or GIVEN))
    idle = [known.people[name].name for name in rule.to if name in known.people and known.people[name].pk not in may]
    found += _unknown("to", idle, _("Has no role for any of these steps: %(what)s"))
    empty = [name for name in rule.teams if name in known.teams and may.isdisjoint(p.pk for p in known.teams[name])]
    found += _unknown("teams", empty, _("Nobody in it may do any of these steps: %(what)s"))
    return [Doubt(place=place, rule=rule.name, field=field, says=says) for field, says in found]


def _unknown(field: str, what: Collection[str], says: str) -> list[tuple[str, str]]:
    return [(field, says % {"what": listed(sorted(what))})] if what else []
