"""Who is told of a ticket: whose desk has it, and who is next at the centre. Never who called, nor about whom."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import DISPATCH_TICKETS, LEAD_HOTLINE, REVIEW_REPLIES, TAKE_CALLS
from accounts.roles import on_duty_at
from hotline.desks.models import DeskSeat
from hotline.tickets.models import Ticket
from hotline.tickets.rules import desk_of
from post.contract import PostSet, Told, in_every_language
from trail.models import Event

_ABOUT = in_every_language(_("Tickets of the hotline"))
DUTIES = {
    "operators": TAKE_CALLS,
    "dispatchers": DISPATCH_TICKETS,
    "reviewers": REVIEW_REPLIES,
    "leaders": LEAD_HOTLINE,
}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to a ticket; None when it is about none."""
    noun, _colon, number = happened.subject.partition(":")
    found = Ticket.objects.filter(number=number).first() if noun == "ticket" else None
    if found is None:
        return None
    return Told(
        about=_ABOUT,
        people={role: _people(found, role) for role in roles},
        addresses={"office": reverse("tickets:ticket", args=[number])},
        values={"number": number},
    )


def _people(ticket: Ticket, role: str) -> set[int]:
    if role == "desk":
        seats = DeskSeat.objects.filled().filter(desk=desk_of(ticket), person__is_active=True)
        return set(seats.values_list("person", flat=True))
    return set(on_duty_at(ticket.authority_id, DUTIES[role]).values_list("pk", flat=True))


POST = PostSet(
    name="tickets",
    folder=Path(__file__).parent / "data",
    names={"number": "410800-12328-20261125-0001"},
    topics={"tickets": _("Tickets of the hotline")},
    read=read,
)
