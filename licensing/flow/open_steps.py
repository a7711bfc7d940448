"""Which human step of a case is open: in the procedure itself, or in what follows the grant."""

from __future__ import annotations

from viewflow.workflow.models import Task

from desk.refusals import NotYourTask
from desk.tasks import open_among
from licensing.applications.models import Application


def open_task(application: Application, *nodes: str) -> Task:
    """The open task of a case at one of some nodes (any when none is named), with its process. Raises NotYourTask."""
    tasks = Task.objects.filter(process__licensingprocess__application=application)
    return open_among(tasks.select_related("process__licensingprocess"), *nodes)


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
