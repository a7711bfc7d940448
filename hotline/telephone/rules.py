"""Who works on calls, and what may be done with one that stands somewhere."""

from __future__ import annotations

from accounts.people import Person
from accounts.permissions import TAKE_CALLS
from accounts.roles import works_at
from hotline.calls.models import Call
from hotline.tickets.models import Ticket
from hotline.tickets.rules import may_see_caller

TO_BE_RETURNED = ("missed",)
TO_BE_SETTLED = ("without", "silent", "missed", "withheld", "returned", "through")
"""Where a call stands that may be called back, or needs no ticket."""


def may_work_on(person: Person, call: Call) -> bool:
    """Whoever takes calls at the hotline it came to."""
    return works_at(person, call.authority_id) and person.has_perm(TAKE_CALLS)


def may_see_number(person: Person, call: Call) -> bool:
    """Whoever may see the caller of each of its tickets; who is anonymous in one is shown to nobody (F-10.7)."""
    tickets = Ticket.objects.filter(calls__call=call).select_related("caller")
    return all(may_see_caller(person, one) and not one.caller.is_anonymous for one in tickets)
