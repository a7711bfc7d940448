"""Which human step of a case is open: in the procedure itself, or in what follows the grant."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from viewflow.workflow.models import Task

from desk.refusals import NotYourTask
from desk.tasks import OPEN, STATUS, first_at, open_among, still_open
from licensing.applications.models.application import WHOLE, Application
from pages.statements import Asked, Statement

CASE = "process__licensingprocess__application"


def _tasks(application: Application | Asked) -> QuerySet[Task]:
    return Task.objects.filter(**{CASE: application}).select_related("process__licensingprocess")


_OPEN = Statement(lambda: still_open(_tasks(Asked("case"))))
_OPEN_OF_CASE = Statement(
    lambda: still_open(_tasks(Asked("case"))).select_related(*(f"{CASE}__{name}" for name in WHOLE))
)


def open_task(application: Application, *nodes: str) -> Task:
    """The open task of a case at one of some nodes (any when none is named), with its process. Raises NotYourTask."""
    return first_at(_OPEN(case=application.pk), *nodes)


def open_task_of_case(application: Application, *nodes: str) -> tuple[Task, Application]:
    """The same with the application as it is stored, whole; one statement. Raises NotYourTask."""
    task = first_at(_OPEN_OF_CASE(case=application.pk), *nodes)
    return task, task.process.coerced.application


def unfinished(application: Application) -> list[Task]:
    """Every task of a case that is not done, the newest first; also what the worker failed at."""
    return list(_tasks(application).filter(status__in=[*OPEN, STATUS.ERROR]).order_by("-id"))


def node_of(tasks: Sequence[Task]) -> str:
    """The name of the step where a case stands, by its unfinished tasks; "" when the procedure has ended."""
    # A step that waits for somebody comes before what is armed beside it.
    return str(tasks[0].flow_task.name) if tasks else ""


def open_step(application: Application, *nodes: str) -> Task:
    """The open human step after the grant. Raises NotYourTask."""
    tasks = Task.objects.filter(process__aftergrantprocess__application=application)
    return open_among(tasks.select_related("process__aftergrantprocess"), *nodes)


def open_step_name(application: Application) -> str:
    """The name of the open step after the grant; "" when there is none."""
    try:
        return str(open_step(application).flow_task.name)
    except NotYourTask:
        return ""
