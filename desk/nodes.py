"""The kinds of steps of our own: those that wait are found by lists and timers; word from outside ends them."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task
from viewflow.workflow.nodes.handle import HandleActivation
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.signals import task_finished
from viewflow.workflow.status import STATUS

from accounts.people import Person
from desk import open_steps
from desk.gates import unwritten, write
from desk.tasks import MOVING


class HumanStepActivation(ViewActivation):
    """A human step whose row among the open steps is written with it."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> Activation:
        activation = cls(unwritten(flow_task, prev_activation, token, data, seed))
        # Whose duty a step is, is all that is known of it when it opens: nobody has it yet.
        activation.task.owner_permission = flow_task.calc_owner_permission(activation)
        write(activation, prev_activation)
        return activation

    @Activation.status.super()
    def activate(self) -> None:
        open_steps.opened(self.task, self.process)

    @Activation.status.super()
    def assign(self, user: Person) -> None:
        super().assign.original(user)
        open_steps.given(self.task)

    @Activation.status.super()
    def unassign(self) -> None:
        super().unassign.original()
        open_steps.given(self.task)

    @Activation.status.super()
    def reassign(self, user: Person | None = None) -> None:
        super().reassign.original(user)
        open_steps.given(self.task)

    @Activation.status.super()
    def complete(self) -> None:
        # Viewflow writes the whole row again; of an open step no more changes than this.
        self.task.finished = now()
        self.task.save(update_fields=MOVING)
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)
        open_steps.ended(self.task)

    @Activation.status.super()
    def cancel(self) -> None:
        super().cancel.original()
        open_steps.ended(self.task)

    @Activation.status.super()
    def undo(self) -> None:
        super().undo.original()
        open_steps.ended(self.task)


class HumanStep(flow.View):
    """A human step: what waits on a desk, or for the applicant."""

    activation_class = HumanStepActivation
    is_kept = True


class WorkerStepActivation(HandleActivation):
    """A step that waits for the worker; its row is written with it too, so that nobody looks for it among all tasks."""

    # Not shared with the human step by a mixin: `status.super()` looks for the transition only among the parents of the
    # class, and would find the mixin itself, with the states of `Activation` or none at all.

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None
    ) -> Activation:
        activation = cls(unwritten(flow_task, prev_activation, token, data, seed))
        write(activation, prev_activation)
        return activation

    @Activation.status.super()
    def activate(self) -> None:
        open_steps.opened(self.task, self.process)

    @Activation.status.super()
    def complete(self) -> None:
        super().complete.original()
        open_steps.ended(self.task)

    @Activation.status.super()
    def cancel(self) -> None:
        super().cancel.original()
        open_steps.ended(self.task)

    @Activation.status.super()
    def undo(self) -> None:
        super().undo.original()
        open_steps.ended(self.task)


class WorkerStep(flow.Handle):
    """A step the worker carries out, or keeps an eye on until it can go on."""

    activation_class = WorkerStepActivation
    is_kept = True


class Message(flow.Handle):
    """A message that may come at any human step: the step ends, and the case goes the message's own way.

    It has no way in: code sends it (`send`), in the transaction of the act that it stands for.
    """

    shape = {
        "width": 50,
        "height": 50,
        "svg": """
            <circle class="event" cx="25" cy="25" r="25"/>
            <circle class="event" cx="25" cy="25" r="21" fill="none"/>
            <path class="event-marker" fill="none" stroke="#000" d="M 13 17 H 37 V 33 H 13 Z l 12 9 l 12 -9"/>
        """,
    }
    bpmn_element = "intermediateCatchEvent"

    def bpmn_content(self) -> list[str]:
        return [f'<bpmn:messageEventDefinition id="id_message_{self.name}"/>']

    def send(self, task: Task) -> None:
        """End an open human step by this message. The caller holds the lock of the process."""
        host = task.flow_task.activation_class(task)
        if task.status == STATUS.ASSIGNED:
            host.unassign()
        host.cancel()
        activation = self.activation_class.create(self, host, task.token)
        activation.activate()
        activation.run(None)
        activation.execute()
