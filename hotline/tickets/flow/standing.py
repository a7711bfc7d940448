"""Where a ticket stands, written down for lists and timers; made from its rows and its open task."""

from __future__ import annotations

from django.db.models import Max, Min

from desk.tasks import OPEN, Task
from hotline.tickets.models import Due, Standing, Ticket
from hotline.tickets.rules import desk_of, round_of


def follow(ticket: Ticket) -> Standing:
    """Write down anew where a ticket stands, in the transaction of the act that moved it."""
    tasks = Task.objects.filter(process__ticketprocess__ticket=ticket)
    task = tasks.filter(status__in=OPEN).order_by("-pk").first()
    last = task or tasks.filter(flow_task_type="END").order_by("pk").last()
    due = Due.objects.running().filter(ticket=ticket).aggregate(first=Min("due_at"))["first"]
    level = ticket.supervisions.aggregate(most=Max("level"))["most"]
    told = {
        "authority_id": ticket.authority_id,
        "node": last.flow_task.name if last else "sort",
        "desk": desk_of(ticket),
        "level": level or 0,
        "rounds": round_of(ticket),
        "due_at": due,
        "is_over": task is None,
    }
    return Standing.objects.update_or_create(ticket=ticket, defaults=told)[0]
