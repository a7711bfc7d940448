"""A ticket or a call behind a figure: its number and what it is about; never who called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from hotline.calls.models import Call
from hotline.tickets.dues import book_of
from hotline.tickets.models import Ticket
from hotline.tickets.rules import classified, read_corrections
from pages.counted.figure import Told


def told(row: Any) -> Told:
    """A row of any figure: a call, the ticket itself, or what was done with it; for who reads tickets."""
    return _told(row, has_page=True)


def told_without_page(row: Any) -> Told:
    """The same for who may see figures and no ticket."""
    return _told(row, has_page=False)


def read_beside(rows: Sequence[Any]) -> None:
    """What rows of a figure are told with, read at once."""
    read_corrections([_ticket_of(row) for row in rows if not isinstance(row, Call)])


def _ticket_of(row: Any) -> Ticket:
    return row if isinstance(row, Ticket) else row.ticket


def _told(row: Any, *, has_page: bool) -> Told:
    if isinstance(row, Call):
        page = reverse("telephone:call", args=[row.pk]) if has_page else ""
        day = timezone.localdate(row.started_at)
        return Told(day=day, number=row.reference, about=row.line or "–", address=page, lang="")
    ticket = _ticket_of(row)
    book = book_of(ticket)
    about = f"{book.term('types', ticket.kind).name} · {book.term('themes', classified(ticket).theme).name}"
    page = reverse("tickets:ticket", args=[ticket.number]) if has_page else ""
    return Told(day=timezone.localdate(ticket.received_at), number=ticket.number, about=about, address=page, lang="")
