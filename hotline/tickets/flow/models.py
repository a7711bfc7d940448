"""The running procedure of one ticket."""

from __future__ import annotations

from django.db import models
from viewflow.workflow.models import Process

from accounts.people import Person
from hotline.tickets.models import Ticket
from hotline.tickets.rules import belongs_to_handlers, is_party, may_handle, works_at_centre, wrote_a_reply


class TicketProcess(Process):
    """Bound to its ticket by a real key; the ticket does not know that it is in a flow."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="process")

    def __str__(self) -> str:
        return str(self.ticket)

    @property
    def remembered_as(self) -> str:
        return f"ticket:{self.ticket.number}"

    @property
    def at(self) -> str:
        return str(self.ticket.authority.division_id)

    @property
    def authority_id(self) -> int:
        return int(self.ticket.authority_id)

    def may_be_handled_by(self, person: Person) -> bool:
        if is_party(person, self.ticket):
            return False
        return works_at_centre(person, self.ticket) or may_handle(person, self.ticket)

    def why_other_eyes(self, person: Person, node: str) -> str:
        """Nobody reviews, calls back or strikes off what they or their desk answered (F-10.9)."""
        if node in ("review", "strike_off", "ledger") and wrote_a_reply(person, self.ticket):
            return "writer"
        return "handler" if node == "call_back" and belongs_to_handlers(person, self.ticket) else ""

    def tell_supervisor(self) -> None:
        """The release stands in the trail; the supervisor's page of open steps shows the step without a holder."""
