"""The nodes nobody waits for – beginnings, gates, ends – in as few statements as they have rows.

Viewflow takes a savepoint for each, to keep a step that failed; ours fail with the act that led to them
(stack: an automatic step that may fail is a `WorkerStep`), so that their rows are written once, as they came out.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Process
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.if_gate import IfActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.signals import flow_finished, flow_started, task_finished, task_started
from viewflow.workflow.status import PROCESS


class WrittenOnce:
    """The row of a node is written when it is known what came of it, not before."""

    task: Any
    came_from: Any

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> Activation:
        task = flow_task.flow_class.task_class(
            process=prev_activation.process, flow_task=flow_task, token=token, data=data or {}, seed=seed
        )
        activation: Any = cls(task)  # type: ignore[call-arg]
        activation.came_from = prev_activation.task
        return activation

    # A row that is not written yet has no key to be known by.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class SwitchOnce(WrittenOnce, SwitchActivation):
    """The first case that holds."""

    @Activation.status.super()
    def activate(self) -> None:
        branches = self.flow_task._branches
        self.next_task = next((node for node, holds in branches if holds is None or holds(self)), None)
        assert self.next_task is not None, f"{self.flow_task.name} leads nowhere"  # noqa: S101

    @Activation.status.super()
    def complete(self) -> None:
        super().complete.original()
        self.task.previous.add(self.came_from)


class IfOnce(WrittenOnce, IfActivation):
    """One way or the other."""

    @Activation.status.super()
    def activate(self) -> None:
        self._condition_result = self.flow_task._condition(self)

    @Activation.status.super()
    def complete(self) -> None:
        super().complete.original()
        self.task.previous.add(self.came_from)


class EndOnce(WrittenOnce, EndActivation):
    """The procedure is over, unless something of it is still open."""

    @Activation.status.super()
    def activate(self) -> None:
        self.task.started = now()
        task_started.send(sender=self.flow_class, process=self.process, task=self.task)
        others = self.flow_class.task_class._default_manager.filter(process=self.process, finished__isnull=True)
        is_over = not others.exists()
        if is_over:
            _ended(self.process)
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)
        if is_over:
            flow_finished.send(sender=self.flow_class, process=self.process, task=self.task)

    @Activation.status.super()
    def complete(self) -> None:
        super().complete.original()
        self.task.previous.add(self.came_from)


def _ended(process: Process) -> None:
    process.status, process.finished = PROCESS.DONE, now()
    process.save(update_fields=["status", "finished"])


class StartOnce(StartHandleActivation):
    """The procedure begins: until its transaction ends nobody else knows the row that would be locked."""

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

    activation_class = SwitchOnce


class If(flow.If):
    """Goes on one way or the other."""

    activation_class = IfOnce


class End(flow.End):
    """Ends the procedure."""

    activation_class = EndOnce


class StartHandle(flow.StartHandle):
    """Begins the procedure, from code."""

    activation_class = StartOnce
