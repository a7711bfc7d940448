"""The desk: which steps wait for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from accounts.people import Person
from accounts.permissions import APPROVE_EXTENSIONS
from accounts.roles import keys_of_visible_authorities
from accounts.staffing.absence import Absence
from desk.models import OpenStep
from desk.tasks import Task
from licensing.applications.models.application import Application
from licensing.casework.boxes import BOXES
from licensing.decisions.models.limits import ExtensionRequest
from licensing.decisions.rules import why_other_eyes
from licensing.flow.flows import LicensingFlow
from licensing.flow.steps import STEPS
from licensing.moving.progress import Limits, limits_of
from pages.lists.beside import spare, telling

NODES = {step.name: getattr(LicensingFlow, step.name) for step in STEPS}
"""The nodes of the human steps, in the order of the law."""
MOST_COUNTED = 1000
"""More than these nobody counts, neither a person nor the database."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A step on the desk."""

    task: Task
    application: Application
    limits: Limits
    flag: str = ""

    @property
    def pk(self) -> int:
        return self.task.pk

    @property
    def name(self) -> str:
        return str(self.task.flow_task.name)

    @property
    def title(self) -> str:
        return str(self.task.flow_task.task_title)


def open_steps(*, at: Sequence[int]) -> QuerySet[OpenStep]:
    """Open human steps at some authorities (see `authorities_of`), oldest first."""
    return OpenStep.objects.at("LicensingFlow", *NODES).filter(authority__in=at)


def cases_of_steps(keys: Collection[int], *, at: Sequence[int]) -> dict[int, Application]:
    """Key of a step, open or done → its case, where that is at one of some authorities; one query."""
    tasks = Task.objects.filter(pk__in=keys, process__licensingprocess__application__authority__in=at)
    found = tasks.select_related("process__licensingprocess__application__submission")
    return {task.pk: task.process.licensingprocess.application for task in found}


def authorities_of(person: Person) -> list[int]:
    """The keys of the authorities a person's roles reach: named one by one, the lists are read in their order."""
    return keys_of_visible_authorities(person)


def waiting(steps: Sequence[OpenStep]) -> list[Waiting]:
    """The steps of one page with their cases; two queries whatever their number."""
    tasks = [step.task for step in steps]
    rows = Application.objects.filter(process__in=[task.process_id for task in tasks]).select_related(
        "item", "company", "submission", "acceptance", "correction", "amendment", "extension", "process", "authority"
    )
    cases = list(telling(rows, "pauses"))
    spare(cases, "pauses")
    prefetch_related_objects(cases, "pauses__resumption")
    applications = {case.process.pk: case for case in cases}
    return [
        Waiting(
            task=step.task,
            application=applications[step.task.process_id],
            limits=limits_of(applications[step.task.process_id]),
            flag=getattr(step, "my_flag", None) or "",
        )
        for step in steps
    ]


def counting(person: Person, *, at: Sequence[int]) -> list[Subquery]:
    """How many steps stand in each box, as parts of a query over something else."""
    rows = (box.within(open_steps(at=at), person) for box in BOXES)
    return [_how_many(some.order_by().values("pk")[:MOST_COUNTED]) for some in rows]


def counted(numbers: Sequence[int | None]) -> list[str]:
    """How many stand in each box, "999+" when nobody needs to know."""
    return [str(n or 0) if (n or 0) < MOST_COUNTED else f"{MOST_COUNTED - 1}+" for n in numbers]


def _how_many(rows: QuerySet[Any]) -> Subquery:
    """How many rows, as a part of a query over something else."""
    counted = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    return Subquery(rows, template=counted, output_field=IntegerField())


AUTOMATIC = ("issue", "publish", "notify_refusal")
"""The steps of a decided case that the worker takes."""


def waiting_for_the_worker(*, at: Sequence[int]) -> QuerySet[OpenStep]:
    """The automatic steps of decided cases that are not done."""
    return OpenStep.objects.at("LicensingFlow", *AUTOMATIC).filter(authority__in=at)


def stuck(*, at: Sequence[int]) -> QuerySet[Application]:
    """Decided cases whose automatic steps are not done: being worked on, or waiting for the worker."""
    rows = waiting_for_the_worker(at=at)
    keys = list(rows.values_list("task__process__licensingprocess__application", flat=True)[:MOST_SHOWN])
    return _cases(keys).select_related("company", "submission", "decision__issue_order")


def bundles_to_deliver(*, at: Sequence[int]) -> QuerySet[OpenStep]:
    """The deliveries that wait of one-thing applications."""
    return OpenStep.objects.at("BundleFlow", "deliver").filter(authority__in=at)


def bundle_deliveries(*, at: Sequence[int]) -> QuerySet[Application]:
    """One-thing applications whose items are all decided and whose papers wait to be handed over."""
    rows = bundles_to_deliver(at=at)
    keys = list(rows.values_list("task__process__bundleprocess__application", flat=True)[:MOST_SHOWN])
    return _cases(keys).select_related("company", "submission", "item")


MOST_SHOWN = 50
"""So many cases stand in a note above the list."""


def _cases(keys: list[int]) -> QuerySet[Application]:
    return Application.objects.filter(pk__in=keys).order_by("pk") if keys else Application.objects.none()


def extensions_to_approve(person: Person) -> QuerySet[ExtensionRequest]:
    """The extensions a head is asked for, oldest first."""
    if not person.has_perm(APPROVE_EXTENSIONS):
        return ExtensionRequest.objects.none()
    rows = ExtensionRequest.objects.filter(
        application__authority__in=keys_of_visible_authorities(person),
        application__decision__isnull=True,
        application__withdrawal__isnull=True,
        denial__isnull=True,
        extension__isnull=True,
    )
    return rows.exclude(asked_by=person).select_related("application__company", "application__submission", "asked_by")


def colleagues(task: Task, case: Application, person: Person) -> list[Person]:
    """Who else of the case's authority may do a step now."""
    return colleagues_of([(task, case)], person)[task.pk]


def colleagues_of(steps: Sequence[tuple[Task, Application]], person: Person | None = None) -> dict[int, list[Person]]:
    """Task's key → who else of the case's authority may do the step now; a few queries whatever their number.

    `person` asks and is not among them; nobody where a list asks that many read.
    """
    cases = [case for _task, case in steps]
    prefetch_related_objects(cases, "reviews", "site_check")
    at = {case.authority_id for case in cases}
    able = {permission: _able(permission, at=at) for permission in {task.owner_permission for task, _case in steps}}
    return {
        task.pk: [one for one in able[task.owner_permission] if one != person and _may_take(one, task, case)]
        for task, case in steps
    }


def _able(permission: str, *, at: Collection[int]) -> list[Person]:
    """Who of some authorities has a permission and is there, by name."""
    app, codename = permission.split(".")
    found = Person.objects.filter(
        authority__in=at,
        is_active=True,
        groups__permissions__codename=codename,
        groups__permissions__content_type__app_label=app,
    ).exclude(pk__in=Absence.objects.on(timezone.localdate()).values("person"))
    able = list(telling(found.distinct().order_by("name"), "memberships"))
    spare(able, "memberships")
    prefetch_related_objects(able, "memberships")
    return able


def _may_take(one: Person, task: Task, case: Application) -> bool:
    if one.authority_id != case.authority_id or one.pk in (task.owner_id, case.started_by_id):
        return False
    if case.company_id in {membership.company_id for membership in one.memberships.all()}:
        return False
    return not why_other_eyes(one, case, task.flow_task.name)
