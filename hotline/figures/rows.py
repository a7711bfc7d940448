"""A ticket behind a figure: its number and what it is about; never who called."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from hotline.tickets.dues import book_of
from hotline.tickets.models import Ticket
from pages.counted.figure import Told


def told(row: Any) -> Told:
    """A row of any figure: the ticket itself, or what was done with it."""
    ticket: Ticket = row if isinstance(row, Ticket) else row.ticket
    book = book_of(ticket)
    about = f"{book.term('types', ticket.kind).name} · {book.term('themes', ticket.theme).name}"
    return Told(day=timezone.localdate(ticket.received_at), number=ticket.number, about=about, address="", lang="")
