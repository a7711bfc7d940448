"""What other rooms have to say of a ticket, each a link: they plug in by the setting TICKET_ASIDES."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.people import Person
from hotline.tickets.models import Ticket


@dataclass(frozen=True, kw_only=True)
class Aside:
    """One of them; without an address it is words alone."""

    title: str
    words: str
    address: str = ""


Teller = Callable[[Ticket, Person], Iterable[Aside]]


def asides_of(ticket: Ticket, reader: Person) -> list[Aside]:
    """What every room tells this reader."""
    tellers: list[Teller] = [import_string(path) for path in settings.TICKET_ASIDES]
    return [one for teller in tellers for one in teller(ticket, reader)]
