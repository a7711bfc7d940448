"""Who settles what came in."""

from __future__ import annotations

from accounts.people import Person
from accounts.permissions import DISPATCH_TICKETS
from accounts.roles import works_at
from hotline.channels.models import Unclear


def may_settle(person: Person, row: Unclear) -> bool:
    """Whoever dispatches tickets at the hotline it came to."""
    return works_at(person, row.authority_id) and person.has_perm(DISPATCH_TICKETS)
