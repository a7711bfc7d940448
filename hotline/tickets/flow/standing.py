"""Where a ticket stands, written down for lists and timers; made from its rows and its open task."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery

from desk.tasks import Task, still_open
from hotline.tickets.end_models import Redo, Supervision
from hotline.tickets.models import Due, Standing, Ticket
from hotline.tickets.rules import desk_of
from pages.statements import Asked, Statement

TOLD = [field.name for field in Standing._meta.fields if not field.primary_key]


def _with_all_it_stands_on() -> QuerySet[Ticket]:
    tasks = Task.objects.filter(process__ticketprocess__ticket=OuterRef("pk"))
    return Ticket.objects.filter(pk=Asked("ticket")).annotate(
        open_at=Subquery(still_open(tasks).values("flow_task")[:1]),
        ended_at=Subquery(tasks.filter(flow_task_type="END").order_by("-pk").values("flow_task")[:1]),
        due=_of_all(Due.objects.running(), Min("due_at")),
        level=_of_all(Supervision.objects.all(), Max("level")),
        redone=_of_all(Redo.objects.all(), Count("pk")),
    )


def _of_all(rows: QuerySet[Any], told: Any) -> Subquery:
    return Subquery(rows.filter(ticket=OuterRef("pk")).order_by().values("ticket").annotate(told=told).values("told"))


_STANDS_ON = Statement(_with_all_it_stands_on)


def follow(ticket: Ticket) -> Standing:
    """Write down anew where a ticket stands, in the transaction of the act that moved it."""
    found: Any = _STANDS_ON.get(ticket=ticket.pk)
    node = found.open_at or found.ended_at
    now = Standing(
        ticket=ticket,
        authority_id=ticket.authority_id,
        node=node.name if node else "sort",
        desk=desk_of(ticket),
        level=found.level or 0,
        rounds=(found.redone or 0) + 1,
        due_at=found.due,
        is_over=found.open_at is None,
    )
    Standing.objects.bulk_create([now], update_conflicts=True, unique_fields=["ticket"], update_fields=TOLD)
    return now
