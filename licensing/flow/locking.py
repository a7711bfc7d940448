"""One act at a time on a case, and how its open step is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from viewflow.workflow.activation import Activation
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.people import Person
from licensing.applications.models import Application


class SomebodyElseIsWorking(Exception):
    """Another act on the same case is just happening; try again in a moment."""


class NotYourTask(Exception):
    """The task is done, taken by somebody else, or not open to this person."""


@contextmanager
def locked(process: Any) -> Iterator[None]:
    """Hold a process of any flow for one act. Raises SomebodyElseIsWorking."""
    try:
        with transaction.atomic(), process.flow_class.lock(process.pk):
            yield
    except FlowLockFailed as busy:
        raise SomebodyElseIsWorking from busy


def open_task(application: Application, *nodes: str) -> Task:
    """The open task of a case at one of some nodes (any when none is named). Raises NotYourTask."""
    tasks = Task.objects.filter(
        process__licensingprocess__application=application, status__in=[STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED]
    )
    for task in tasks.order_by("-id"):
        if not nodes or task.flow_task.name in nodes:
            return task
    raise NotYourTask


def activation_of(task: Task) -> Activation:
    """The task as it stands now, ready to be moved along."""
    task.refresh_from_db()
    return task.flow_task.activation_class(task)


@contextmanager
def working_on(task: Task, *, by: Person) -> Iterator[None]:
    """Carry out one human step: what happens inside and the step itself succeed together.

    Raises SomebodyElseIsWorking, NotYourTask.
    """
    with locked(task.process.coerced):
        activation = activation_of(task)
        if not by.has_perm(task.owner_permission):
            raise NotYourTask
        if activation.task.status == STATUS.NEW:
            activation.assign(by)
        if activation.task.status != STATUS.ASSIGNED or activation.task.owner_id != by.pk:
            raise NotYourTask
        activation.start(None)
        yield
        activation.execute()
