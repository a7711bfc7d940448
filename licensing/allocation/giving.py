"""Steps nobody has are given out by rule, by the worker every minute: each once, and harmless to run twice.

What an office wants by its rules it wants of new steps: one that was put back, or waited longer than an hour for
somebody who could do it, is people's to take.
"""

from __future__ import annotations

import datetime
import logging

from django.db import IntegrityError
from django.utils import timezone

from accounts.authorities import Authority
from desk.models import OpenStep
from desk.refusals import SomebodyElseIsWorking
from desk.tasks import STATUS, Task, activation_of, locked
from desk.worked import work_of
from licensing import events
from licensing.allocation.choosing import Given, Office, choose
from licensing.allocation.editions import divisions_with_rules, rules_at
from licensing.allocation.models import Allocation
from licensing.allocation.reading import GIVEN, Rules
from licensing.applications.models.application import Application

logger = logging.getLogger(__name__)
NEW_FOR = datetime.timedelta(hours=1)
MOST_AT_ONCE = 2000


def tick() -> int:
    """Give out what is new; returns how many steps."""
    given = 0
    for division in divisions_with_rules():
        try:
            given += give_out(division)
        except Exception:  # one office's rules keep no other office waiting
            logger.exception("the steps of %s cannot be given out", division)
    return given


def give_out(division: str) -> int:
    """Give out what is new at one authority."""
    known = rules_at(division).in_force(on=timezone.localdate())
    authority = Authority.objects.filter(division=division).first()
    if not known.content or authority is None:
        return 0
    office = Office(authority)
    return sum(_try(task, case, known.content, known.number, office) for task, case in waiting_at(authority))


def waiting_at(
    authority: Authority, *, is_new: bool = True, most: int = MOST_AT_ONCE
) -> list[tuple[Task, Application]]:
    """The steps of an authority that nobody has, the oldest first, with their cases."""
    rows = OpenStep.objects.at("LicensingFlow", *GIVEN).filter(authority=authority, owner=None)
    if is_new:
        rows = rows.filter(task__created__gte=timezone.now() - NEW_FOR)
        rows = rows.exclude(task__in=Allocation.objects.filter(at__gte=timezone.now() - 2 * NEW_FOR).values("task"))
    steps = list(rows.select_related("task__process")[:most])
    cases = Application.objects.filter(process__in=[step.task.process_id for step in steps])
    found = cases.select_related("item", "company", "authority", "process", "submission").prefetch_related("reviews")
    by_process = {case.process.pk: case for case in found}
    return [(step.task, by_process[step.task.process_id]) for step in steps]


def _try(task: Task, case: Application, rules: Rules, edition: int, office: Office) -> bool:
    try:
        return _give(task, case, rules, edition, office)
    except (SomebodyElseIsWorking, IntegrityError):
        return False  # taken or given meanwhile
    except Exception:
        logger.exception("step %s cannot be given out", task.pk)
        return False


def _give(task: Task, case: Application, rules: Rules, edition: int, office: Office) -> bool:
    with locked(work_of(task)):
        activation = activation_of(task)
        if activation.task.status != STATUS.NEW or activation.task.owner_id is not None:
            return False
        given = choose(activation.task, case, rules, office)
        if given is None:
            return False
        _keep(activation.task, given, edition)
        activation.assign(given.person)
        _tell(activation.task, case, given, edition)
    office.gave(given.person, task.flow_task.name)
    return True


def _keep(task: Task, given: Given, edition: int) -> None:
    Allocation.objects.create(
        task=task,
        person=given.person,
        edition=edition,
        rule=given.rule.name,
        instead_of=given.instead_of,
        load=given.load,
    )


def _tell(task: Task, case: Application, given: Given, edition: int) -> None:
    kind = events.ALLOCATED_TO_DEPUTY if given.instead_of else events.ALLOCATED
    away = {"name": given.instead_of.name} if given.instead_of else {}
    kind.record(
        subject=case.subject,
        by="allocation",
        authority=case.authority.division_id,
        task=task.flow_task.name,
        to=given.person.name,
        rule=given.rule.name,
        edition=edition,
        **away,
    )
