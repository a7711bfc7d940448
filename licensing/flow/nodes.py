"""The one node Viewflow lacks: something the applicant may do while an official step is open."""

from __future__ import annotations

from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.nodes.boundary import BoundaryActivationMixin, BoundaryEventMixin
from viewflow.workflow.nodes.handle import HandleActivation
from viewflow.workflow.status import STATUS


class InterruptionActivation(BoundaryActivationMixin, HandleActivation):
    """Cancels the step it is attached to, then goes its own way."""

    @Activation.status.transition(source=STATUS.STARTED)
    def execute(self) -> None:
        self.cancel_host_tasks()
        super().execute.original()


class Interruption(BoundaryEventMixin, flow.Handle):
    """A message from outside, attached to the border of a human step: when it comes, the step ends.

    Armed with its host, cancelled when the host finishes; run from code like any Handle.
    """

    activation_class = InterruptionActivation
    shape = {
        "width": 50,
        "height": 50,
        "svg": """
            <circle class="event" cx="25" cy="25" r="25"/>
            <circle class="event" cx="25" cy="25" r="21" fill="none"/>
            <path class="event-marker" fill="none" stroke="#000" d="M 13 17 H 37 V 33 H 13 Z l 12 9 l 12 -9"/>
        """,
    }

    def bpmn_content(self) -> list[str]:
        return [f'<bpmn:messageEventDefinition id="id_message_{self.name}"/>']
