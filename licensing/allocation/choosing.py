"""To whom a step goes: the first rule it falls under that names somebody who may do it, and of those by its way.

Asked alike by the worker, under the lock, and by a dry run. Never who may not act: own company, other eyes, no role,
switched off; who is away is stood in for by a deputy who may, or passed over.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import staff_at
from accounts.staffing.absence import Absence
from accounts.teams.queries import people_of_teams
from desk.holding import may_take_over
from desk.models import OpenStep
from desk.tasks import Task
from licensing.allocation.models import Allocation
from licensing.allocation.reading import AllocationRule, Rules, Way
from licensing.applications.models.application import Application


@dataclass(frozen=True, kw_only=True)
class Given:
    """To whom a step goes, by which rule; `instead_of` is away, `load` are the open steps they have."""

    rule: AllocationRule
    person: Person
    load: int
    instead_of: Person | None = None


class Office:
    """The people of an authority, its teams, and what each has to do; a dry run counts on as it gives out."""

    def __init__(self, authority: Authority) -> None:
        today = timezone.localdate()
        self.people = {p.username: p for p in staff_at(authority.pk)}
        keys = [p.pk for p in self.people.values()]
        self.teams = people_of_teams(authority, on=today)
        counted = OpenStep.objects.filter(owner__in=keys).order_by().values_list("owner", "node")
        self.open: dict[int, Counter[str]] = {}
        for owner, node, number in counted.annotate(number=Count("pk")):
            self.open.setdefault(owner, Counter())[node] += number
        given = Allocation.objects.filter(person__in=keys).order_by().values_list("person")
        self.last: dict[int, datetime.datetime] = dict(given.annotate(last=Max("at")))
        away = Absence.objects.on(today).filter(person__in=keys)
        self.deputies = {absence.person_id: absence.deputy for absence in away.select_related("deputy")}

    def load_of(self, person: Person) -> int:
        """How many open steps somebody has."""
        return self.open.get(person.pk, Counter()).total()

    def weight_of(self, person: Person, rules: Rules) -> int:
        """How much they weigh together."""
        return sum(rules.weights.get(node, 1) * n for node, n in self.open.get(person.pk, Counter()).items())

    def gave(self, person: Person, step: str) -> None:
        """One more is theirs, and they were given it last."""
        self.open.setdefault(person.pk, Counter())[step] += 1
        self.last[person.pk] = timezone.now()

    def in_order(self, people: list[Person], rule: AllocationRule, rules: Rules) -> list[Person]:
        """Whom a rule gives to first; among equals by user name, so that a dry run and the worker agree."""
        return sorted(people, key=lambda one: (self._place(one, rule.way, rules), one.username))

    def _place(self, person: Person, way: Way, rules: Rules) -> float:
        if way == Way.TURN:
            last = self.last.get(person.pk)
            return last.timestamp() if last else 0.0
        return self.weight_of(person, rules) if way == Way.LIGHTEST else self.load_of(person)


def choose(task: Task, case: Application, rules: Rules, office: Office) -> Given | None:
    """To whom a step goes by some rules; None where it waits for whoever takes it."""
    step = task.flow_task.name
    for rule in rules:
        if not rule.is_for(step=step, item=case.item.code, district=case.company.division_id):
            continue
        if given := _first(task, rule, rules, office):
            return given
    return None


def _first(task: Task, rule: AllocationRule, rules: Rules, office: Office) -> Given | None:
    """Of those a rule names the first who may do it; where none of them is there, a deputy of one."""
    named = office.in_order(_named(task, rule, office), rule, rules)
    stand_in = [(deputy, one) for one in named if (deputy := office.deputies.get(one.pk))]
    for person, instead_of in [*((one, None) for one in named), *stand_in]:
        if _has_room(person, rule, office) and may_take_over(task, person):
            return Given(rule=rule, person=person, load=office.load_of(person), instead_of=instead_of)
    return None


def _named(task: Task, rule: AllocationRule, office: Office) -> list[Person]:
    if not rule.names_somebody:
        return [person for person in office.people.values() if person.has_perm(task.owner_permission)]
    named = [office.people[name] for name in rule.to if name in office.people]
    named += [person for team in rule.teams for person in office.teams.get(team, [])]
    return list({person.pk: person for person in named}.values())


def _has_room(person: Person, rule: AllocationRule, office: Office) -> bool:
    return rule.most is None or office.load_of(person) < rule.most
