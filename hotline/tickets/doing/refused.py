"""Why an act on a ticket is not done, and how what is done is told to the trail."""

from __future__ import annotations

from accounts.people import Person
from desk.refusals import NotNow
from hotline.tickets.doing.owing import owe
from hotline.tickets.models import Ticket
from trail.events import EventKind


class NotDone(NotNow):
    """It cannot be done like this; the message says why."""


def tell(what: EventKind, ticket: Ticket, *, by: Person | str, **values: object) -> None:
    """Write down what happened to a ticket, never what was said; and what its sender is owed for it."""
    what.record(
        subject=f"ticket:{ticket.number}",
        by=by,
        authority=ticket.authority.division_id,
        number=ticket.number,
        **values,
    )
    owe(what.code, ticket, values)


def said(words: str, why_not: str, *, most: int = 500) -> str:
    """Words that have to be there. Raises NotDone."""
    if not words.strip():
        raise NotDone(why_not)
    return words.strip()[:most]
