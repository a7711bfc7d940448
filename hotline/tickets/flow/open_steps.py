"""Which step of a ticket is open, how an act carries it out, ends it by a message, or happens beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.people import Person
from desk.refusals import NotYourTask
from desk.tasks import Task, first_at, locked, still_open, working_on
from hotline.tickets.flow.flows import TicketFlow
from hotline.tickets.flow.models import TicketProcess
from hotline.tickets.flow.standing import follow
from hotline.tickets.models import Ticket
from pages.statements import Asked, Statement

_OPEN = Statement(
    lambda: still_open(
        Task.objects.filter(process__ticketprocess__ticket=Asked("ticket")).select_related(
            "process__ticketprocess__ticket__authority"
        )
    )
)


def open_step(ticket: Ticket, *nodes: str) -> Task:
    """The open step of a ticket. Raises NotYourTask."""
    return first_at(_OPEN(ticket=ticket.pk), *nodes)


@contextmanager
def doing(ticket: Ticket, *nodes: str, by: Person) -> Iterator[str]:
    """Carry out the open step, and tell its name. Raises NotYourTask, SomebodyElseIsWorking."""
    with transaction.atomic():
        task = open_step(ticket, *nodes)
        with working_on(task, by=by):
            yield str(task.flow_task.name)
        follow(ticket)


@contextmanager
def beside(ticket: Ticket, *nodes: str) -> Iterator[str]:
    """Add to a ticket while a step of it stays open. Raises NotYourTask, SomebodyElseIsWorking."""
    with transaction.atomic(), locked(TicketProcess.objects.get(ticket=ticket)):
        yield str(open_step(ticket, *nodes).flow_task.name)
        follow(ticket)


@contextmanager
def ending(ticket: Ticket, message: str, *nodes: str) -> Iterator[None]:
    """End the open step by a message, with what happens inside. Raises NotYourTask, SomebodyElseIsWorking."""
    with transaction.atomic(), locked(TicketProcess.objects.get(ticket=ticket)):
        task = open_step(ticket, *nodes)
        yield
        getattr(TicketFlow, message).send(task)
        follow(ticket)


def begin(ticket: Ticket) -> None:
    """The flow of a recorded ticket begins, in the caller's transaction."""
    TicketFlow.record.run(ticket=ticket)
    follow(ticket)


def step_name(ticket: Ticket) -> str:
    """Where a ticket stands: its open step, or how it ended."""
    try:
        return str(open_step(ticket).flow_task.name)
    except NotYourTask:
        ends = Task.objects.filter(process__ticketprocess__ticket=ticket, flow_task_type="END")
        last = ends.order_by("pk").last()
        return str(last.flow_task.name) if last else ""
