"""The verifier's desk: which steps after a grant wait for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from accounts.people import Person
from clock.limits import Limit
from desk.models import OpenStep
from desk.tasks import Task
from licensing.applications.models import Application
from licensing.casework.queue import authorities_of, cases_found_by
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.steps import STEPS_AFTER_GRANT
from licensing.verification.rules import limit_of

NODES = {step.name: getattr(AfterGrantFlow, step.name) for step in STEPS_AFTER_GRANT}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A step after the grant on the desk."""

    task: Task
    application: Application
    limit: Limit | None

    @property
    def pk(self) -> int:
        return self.task.pk

    @property
    def title(self) -> str:
        return str(self.task.flow_task.task_title)


def steps_after_grant(person: Person, *, step: str = "", standing: str = "", search: str = "") -> QuerySet[OpenStep]:
    """Open steps after the grant of a person's authorities, oldest first.

    `step`: a name of `STEPS_AFTER_GRANT`; `standing`: a credit code, or "unknown"; `search`: see `cases_found_by`.
    """
    about = "task__process__aftergrantprocess__application"
    rows = OpenStep.objects.at("AfterGrantFlow", *([step] if step in NODES else NODES))
    rows = rows.filter(authority__in=authorities_of(person))
    if standing:
        rows = rows.filter(**{f"{about}__verification__standing": "" if standing == "unknown" else standing})
    if search:
        rows = rows.filter(cases_found_by(search, of=about))
    return rows.select_related("task__owner", "task__process__aftergrantprocess")


def due(steps: Sequence[OpenStep]) -> list[Due]:
    """The steps of one page with their cases; one query whatever their number."""
    tasks = [step.task for step in steps]
    ids = {task.process.aftergrantprocess.application_id for task in tasks}
    cases = (
        Application.objects.filter(pk__in=ids)
        .select_related("item", "company", "submission", "verification", "authority")
        .in_bulk()
    )
    today = timezone.localdate()
    rows = []
    for task in tasks:
        application = cases[task.process.aftergrantprocess.application_id]
        verification = getattr(application, "verification", None)
        rows.append(
            Due(task=task, application=application, limit=limit_of(verification, on=today) if verification else None)
        )
    return rows
