"""What pages say of calls: the page of a ticket number and length, others who called, never whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import READ_TICKETS
from accounts.sealing import mask_phone
from hotline.calls.models import Call
from hotline.calls.standing import gone, said_length
from hotline.tickets.models import Ticket
from hotline.tickets.screens.asides import Aside


def shown_number(row: Any) -> str:
    """Who called, as a list or page may show it of a call with its standing: never whole."""
    if row.is_anonymous:
        return _("anonymous")
    return mask_phone(row.number) or _("withheld")


def of_ticket(ticket: Ticket, reader: Person) -> Iterator[Aside]:
    """Each call of a ticket; whoever reads tickets may open it."""
    may_open = reader.has_perm(READ_TICKETS)
    for call in gone(Call.objects.filter(tickets__ticket=ticket)).order_by("started_at"):
        began = f"{timezone.localtime(call.started_at):%Y-%m-%d %H:%M}"
        parts = [call.reference, began, said_length(call), call.recorded or ""]
        yield Aside(
            title=_("Call"),
            words=" · ".join(part for part in parts if part),
            address=reverse("telephone:call", args=[call.pk]) if may_open else "",
        )
