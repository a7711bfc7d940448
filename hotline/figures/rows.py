"""A ticket behind a figure: its number and what it is about; never who called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from hotline.tickets.dues import book_of
from hotline.tickets.models import Ticket
from pages.counted.figure import Told


def told(row: Any) -> Told:
    """A row of any figure: the ticket itself, or what was done with it; for who reads tickets."""
    return _told(row, lambda ticket: reverse("tickets:ticket", args=[ticket.number]))


def told_without_page(row: Any) -> Told:
    """The same for who may see figures and no ticket."""
    return _told(row, lambda ticket: "")


def _told(row: Any, page_of: Callable[[Ticket], str]) -> Told:
    ticket: Ticket = row if isinstance(row, Ticket) else row.ticket
    book = book_of(ticket)
    about = f"{book.term('types', ticket.kind).name} · {book.term('themes', ticket.theme).name}"
    day = timezone.localdate(ticket.received_at)
    return Told(day=day, number=ticket.number, about=about, address=page_of(ticket), lang="")
