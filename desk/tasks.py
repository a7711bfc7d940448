"""One act at a time on a piece of work, and how its open step is found and completed.

Knows Viewflow, never what the work is about.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from viewflow.workflow.activation import Activation
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.people import Person
from desk.refusals import NotYourTask, SomebodyElseIsWorking

__all__ = ["OPEN", "STATUS", "FlowLockFailed", "Task"]
"""What the rooms above name of the workflow engine: they know it through the desk alone."""

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries to get a process that somebody else holds; then its user is told."""


class OneActAtATime:
    """The lock of every flow: the row of the process, never waited for inside the database.

    A row that somebody else holds is skipped, not refused: PostgreSQL aborts the transaction in which a lock is
    refused, and every try would need a savepoint of its own.
    """

    @contextmanager
    def __call__(self, flow_class: Any, process_pk: int) -> Iterator[None]:
        # An act that has begun its transaction needs no second one.
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            rows = flow_class.process_class._default_manager.filter(pk=process_pk).order_by()
            if not any(_holds(rows, after=wait) for wait in (0, *WAITS)):
                raise FlowLockFailed(f"{flow_class.__name__} {process_pk} is held by another act")
            yield


def _holds(rows: QuerySet[Any], *, after: float) -> bool:
    time.sleep(after)
    return rows.select_for_update(skip_locked=True).values_list("pk", flat=True).first() is not None


one_act_at_a_time = OneActAtATime()


@contextmanager
def locked(process: Any) -> Iterator[None]:
    """Hold a process of any flow for one act. Raises SomebodyElseIsWorking."""
    try:
        with transaction.atomic(), process.flow_class.lock(process.pk):
            yield
    except FlowLockFailed as busy:
        raise SomebodyElseIsWorking from busy


OPEN = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


def still_open(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Those that are not done, the newest first."""
    return tasks.filter(status__in=OPEN).order_by("-id")


def open_among(tasks: QuerySet[Task], *nodes: str) -> Task:
    """The open task at one of some nodes (any when none is named), the newest. Raises NotYourTask."""
    return first_at(still_open(tasks), *nodes)


def first_at(tasks: Iterable[Task], *nodes: str) -> Task:
    """The first at one of some nodes (any when none is named). Raises NotYourTask."""
    for task in tasks:
        if not nodes or task.flow_task.name in nodes:
            return task
    raise NotYourTask


MOVING = ("status", "owner", "assigned", "started", "finished")
"""What changes of a task while it is open."""


def activation_of(task: Task) -> Activation:
    """The task as it stands now, ready to be moved along; its process stays the one that was locked."""
    task.refresh_from_db(fields=MOVING)
    return task.flow_task.activation_class(task)


def hold(task: Task, *, by: Person) -> None:
    """Keep the task as this person's own, taken now if nobody has it. The caller holds the lock. Raises NotYourTask."""
    activation = _own(task, by=by)
    if activation.task.status == STATUS.NEW:
        activation.assign(by)


def _own(task: Task, *, by: Person) -> Activation:
    """The task that nobody has, or this person. Raises NotYourTask."""
    activation = activation_of(task)
    free = activation.task.status == STATUS.NEW
    own = activation.task.status == STATUS.ASSIGNED and activation.task.owner_id == by.pk
    if not by.has_perm(task.owner_permission) or not (free or own):
        raise NotYourTask
    return activation


def _begin(activation: Activation, *, by: Person) -> None:
    """Begin a step that is done in this very transaction: whose it is, is written once, with its end."""
    if activation.task.status == STATUS.NEW:
        activation.task.owner = by
        activation.task.status = STATUS.ASSIGNED
    activation.start(None)


@contextmanager
def completing(task: Task, *, by: Person) -> Iterator[None]:
    """Carry out a human step for whoever holds it: the act that completes it belongs to somebody else.

    Raises SomebodyElseIsWorking, NotYourTask.
    """
    with locked(task.process.coerced):
        activation = activation_of(task)
        if activation.task.status not in (STATUS.NEW, STATUS.ASSIGNED):
            raise NotYourTask
        yield
        _begin(activation, by=by)
        activation.execute()


@contextmanager
def working_on(task: Task, *, by: Person) -> Iterator[None]:
    """Carry out one human step: what happens inside and the step itself succeed together.

    Raises SomebodyElseIsWorking, NotYourTask.
    """
    with locked(task.process.coerced):
        activation = _own(task, by=by)
        _begin(activation, by=by)
        yield
        activation.execute()


def carry_out(task: Task) -> None:
    """Tick off a step of the worker, unless somebody has done so already. Raises SomebodyElseIsWorking."""
    with locked(task.process.coerced):
        activation = activation_of(task)
        if activation.task.status == STATUS.NEW:
            activation.run(None)
            activation.execute()
