"""Who works on calls."""

from __future__ import annotations

from accounts.people import Person
from accounts.permissions import TAKE_CALLS
from accounts.roles import works_at
from hotline.calls.models import Call


def may_work_on(person: Person, call: Call) -> bool:
    """Whoever takes calls at the hotline it came to."""
    return works_at(person, call.authority_id) and person.has_perm(TAKE_CALLS)
