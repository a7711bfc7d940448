"""What the sender of a ticket is owed is written with the act it tells of, in its transaction (domain F-13.8).

Never the caller: who called is known to the sender, and to nobody else through this door. A reply is owed when it was
reviewed, not when it was written. A joined ticket owes its own sender what its mother ticket learns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from hotline.tickets import dues
from hotline.tickets.end_models import CallBack, Joining
from hotline.tickets.models import Ticket
from hotline.tickets.rules import answering, newest_reply, transfer_of
from hotline.tickets.step_models import Contact, OwedAnswer, Sorted

Words = dict[str, Any]
SOLVED = {"yes": 0, "no": 1, "partly": 2, "": 3}
"""The result as 12345 counts it: solved, not, partly, nobody could be asked (F-13.7)."""


def _sorted(ticket: Ticket, _values: Mapping[str, Any]) -> tuple[str, Words]:
    row = Sorted.objects.get(ticket=ticket)
    if row.outcome == Sorted.Outcome.ACCEPTED:
        return "accepted", {}
    if row.outcome == Sorted.Outcome.ANSWERED:
        return "answered", {"facts": row.words}
    return "refused", {"outcome": row.outcome, "reason": row.reason, "body": row.body, "facts": row.words}


def _signed(ticket: Ticket, _values: Mapping[str, Any]) -> tuple[str, Words]:
    found = transfer_of(ticket)
    return "signed", {"unit": found.desk.name if found else ""}


def _returned(ticket: Ticket, values: Mapping[str, Any]) -> tuple[str, Words]:
    return "returned", {"body": values["body"]}


def _contacted(ticket: Ticket, values: Mapping[str, Any]) -> tuple[str, Words] | None:
    if values["kind"] != "ticket-progress":
        return None
    return "progress", {"facts": Contact.objects.filter(ticket=ticket).latest("pk").words}


def _extended(ticket: Ticket, values: Mapping[str, Any]) -> tuple[str, Words] | None:
    due = dues.running(ticket, "reply")
    if not values["granted"] or due is None or due.due_at is None:
        return None
    return "extended", {"due_at": due.due_at.isoformat()}


def _reviewed(ticket: Ticket, values: Mapping[str, Any]) -> tuple[str, Words] | None:
    reply = newest_reply(ticket)
    if not values["agrees"] or reply is None:
        return None
    return "replied", {"result": reply.result, "facts": reply.facts, "steps": reply.steps, "basis": reply.basis}


def _final(ticket: Ticket, _values: Mapping[str, Any]) -> tuple[str, Words]:
    return "replied", {"result": "final", "facts": ticket.final.reasons}


def _called_back(ticket: Ticket, _values: Mapping[str, Any]) -> tuple[str, Words]:
    row = CallBack.objects.filter(ticket=ticket).latest("round")
    return "called-back", {"reached": row.reached, "solved": SOLVED[row.solved], "stars": row.stars}


def _closed(ticket: Ticket, _values: Mapping[str, Any]) -> tuple[str, Words]:
    row = CallBack.objects.filter(ticket=ticket).order_by("round").last()
    return "closed", {"solved": SOLVED[row.solved if row else ""]}


SAYS: dict[str, Callable[[Ticket, Mapping[str, Any]], tuple[str, Words] | None]] = {
    "ticket.sorted": _sorted,
    "ticket.signed": _signed,
    "ticket.returned": _returned,
    "ticket.contacted": _contacted,
    "ticket.extension_answered": _extended,
    "ticket.reviewed": _reviewed,
    "ticket.final_answer": _final,
    "ticket.called_back": _called_back,
    "ticket.struck_off": _closed,
}
"""What an event says to the sender; every other is told to nobody outside."""
OF_ALL_JOINED = {"signed", "returned", "progress", "extended", "replied"}


def owe(event: str, ticket: Ticket, values: Mapping[str, Any]) -> None:
    """Write down what the senders of a ticket and of those joined to it are owed for an event."""
    if event not in SAYS:
        return
    owing = [one for one in (ticket, *_joined(ticket)) if is_owed(one)]
    said = SAYS[event](ticket, values) if owing else None
    if said is None:
        return
    says, words = said
    for one in owing:
        if one == ticket or says in OF_ALL_JOINED:
            OwedAnswer.objects.create(ticket=one, says=says, words=words)


def is_owed(ticket: Ticket) -> bool:
    """Whether a ticket came from somebody who is told how it goes."""
    return bool(ticket.external) and ticket.channel in settings.HOTLINE_SOURCES


def _joined(ticket: Ticket) -> list[Ticket]:
    rows = Joining.objects.filter(mother=ticket).select_related("ticket")
    return [row.ticket for row in rows if answering(row.ticket) == ticket]
