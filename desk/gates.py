"""The nodes nobody waits for – beginnings, gates, ends – written with the step they lead to, as they came out.

Viewflow writes each before and after, and takes a savepoint to keep one that failed; ours fail with the act that led to
them (an automatic step that may fail is a `WorkerStep`). So all that an act leads to are two statements: the rows,
and which came after which.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Process, Task
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.if_gate import IfActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.signals import flow_finished, flow_started, task_finished, task_started
from viewflow.workflow.status import PROCESS


def unwritten(node: Any, before: Activation, token: Any, data: Any, seed: Any) -> Task:
    """The row of a node, not yet in the database."""
    return Task(process=before.process, flow_task=node, token=token, data=data or {}, seed=seed)


def write(activation: Any, before: Any) -> None:
    """Write the row of a node after that of the one `before`, together with the gates in between."""
    activation.came_from = before
    chain = [activation]
    while chain[0].came_from is not None and chain[0].came_from.task.pk is None:
        chain.insert(0, chain[0].came_from)
    for one in chain:
        one.task.flow_task_type = one.flow_task.task_type  # Viewflow sets it while a row is saved by itself
    Task.objects.bulk_create([one.task for one in chain])
    follows = Task.previous.through
    follows._default_manager.bulk_create(
        follows(from_task=one.task, to_task=one.came_from.task) for one in chain if one.came_from is not None
    )


class WrittenLater:
    """A node whose row is written with the step it leads to."""

    task: Any
    process: Any
    flow_class: Any
    came_from: Any = None

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> Activation:
        activation: Any = cls(unwritten(flow_task, prev_activation, token, data, seed))  # type: ignore[call-arg]
        activation.came_from = prev_activation
        return activation

    def done(self) -> None:
        self.task.finished = now()
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)

    # A row that is not written yet has no key to be known by.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class SwitchLater(WrittenLater, SwitchActivation):
    """The first case that holds."""

    @Activation.status.super()
    def activate(self) -> None:
        branches = self.flow_task._branches
        self.next_task = next((node for node, holds in branches if holds is None or holds(self)), None)
        assert self.next_task is not None, f"{self.flow_task.name} leads nowhere"  # noqa: S101

    @Activation.status.super()
    def complete(self) -> None:
        self.done()


class IfLater(WrittenLater, IfActivation):
    """One way or the other."""

    @Activation.status.super()
    def activate(self) -> None:
        self._condition_result = self.flow_task._condition(self)

    @Activation.status.super()
    def complete(self) -> None:
        self.done()


class EndWithGates(WrittenLater, EndActivation):
    """The procedure is over, unless something of it is still open; nothing comes after, so it writes all."""

    @Activation.status.super()
    def activate(self) -> None:
        self.task.started = now()
        task_started.send(sender=self.flow_class, process=self.process, task=self.task)
        if not Task.objects.filter(process=self.process, finished__isnull=True).exists():
            _ended(self.process)
            flow_finished.send(sender=self.flow_class, process=self.process, task=self.task)

    @Activation.status.super()
    def complete(self) -> None:
        self.done()
        write(self, self.came_from)


def _ended(process: Process) -> None:
    process.status, process.finished = PROCESS.DONE, now()
    process.save(update_fields=["status", "finished"])


class StartLater(StartHandleActivation):
    """The procedure begins: until its transaction ends nobody else knows the row that would be locked."""

    came_from = None

    @Activation.status.super()
    def complete(self) -> None:
        self.task.finished = now()
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)

    @Activation.status.super()
    def execute(self) -> None:
        task_started.send(sender=self.flow_class, process=self.process, task=self.task)
        with transaction.atomic(savepoint=False):
            self.process.save()
            self.complete()
            flow_started.send(sender=self.flow_class, process=self.process, task=self.task)
            self.activate_next()


class Switch(flow.Switch):
    """Goes on at the first case that holds."""

    activation_class = SwitchLater


class If(flow.If):
    """Goes on one way or the other."""

    activation_class = IfLater


class End(flow.End):
    """Ends the procedure."""

    activation_class = EndWithGates


class StartHandle(flow.StartHandle):
    """Begins the procedure, from code."""

    activation_class = StartLater
