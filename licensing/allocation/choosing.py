"""To whom a step goes: the first rule it falls under that names somebody who may do it, and of those who has least.

Asked alike by the worker, under the lock, and by a dry run. Never who may not act: own company, other eyes, no role,
switched off; who is away is stood in for by a deputy who may, or passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.staffing.absence import Absence
from desk.holding import may_take_over
from desk.models import OpenStep
from desk.tasks import Task
from licensing.allocation.reading import AllocationRule
from licensing.applications.models import Application


@dataclass(frozen=True, kw_only=True)
class Given:
    """To whom a step goes, by which rule; `instead_of` is away, `load` are the open steps they have."""

    rule: AllocationRule
    person: Person
    load: int
    instead_of: Person | None = None


class Office:
    """The people of an authority and what each has to do; a dry run counts on as it gives out."""

    def __init__(self, authority: Authority) -> None:
        self.people = {p.username: p for p in Person.objects.filter(authority=authority, is_active=True)}
        counted = OpenStep.objects.filter(owner__in=[p.pk for p in self.people.values()]).order_by()
        self.loads: dict[int, int] = dict(counted.values_list("owner").annotate(n=Count("pk")))
        away = Absence.objects.on(timezone.localdate()).filter(person__in=self.people.values())
        self.deputies = {absence.person_id: absence.deputy for absence in away.select_related("deputy")}

    def load_of(self, person: Person) -> int:
        return self.loads.get(person.pk, 0)

    def gave(self, person: Person) -> None:
        """One more is theirs."""
        self.loads[person.pk] = self.load_of(person) + 1


def choose(task: Task, case: Application, rules: Iterable[AllocationRule], office: Office) -> Given | None:
    """To whom a step goes by some rules; None where it waits for whoever takes it."""
    step = task.flow_task.name
    for rule in rules:
        if not rule.is_for(step=step, item=case.item.code, district=case.company.division_id):
            continue
        if given := _least(task, rule, office):
            return given
    return None


def _least(task: Task, rule: AllocationRule, office: Office) -> Given | None:
    """Of those a rule names whoever has least and may do it; where none of them is there, a deputy of one."""
    named = sorted(_named(task, rule, office), key=lambda one: (office.load_of(one), one.username))
    stand_in = [(deputy, one) for one in named if (deputy := office.deputies.get(one.pk))]
    for person, instead_of in [*((one, None) for one in named), *stand_in]:
        if _has_room(person, rule, office) and may_take_over(task, person):
            return Given(rule=rule, person=person, load=office.load_of(person), instead_of=instead_of)
    return None


def _named(task: Task, rule: AllocationRule, office: Office) -> list[Person]:
    if rule.to:
        return [office.people[name] for name in rule.to if name in office.people]
    return [person for person in office.people.values() if person.has_perm(task.owner_permission)]


def _has_room(person: Person, rule: AllocationRule, office: Office) -> bool:
    return rule.most is None or office.load_of(person) < rule.most
