"""A kind of step the workflow engine lacks: word from outside that ends whatever step is open."""

from __future__ import annotations

from viewflow.workflow import flow
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS


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
