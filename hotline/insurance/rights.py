"""Who handles insurance."""

from __future__ import annotations

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import HANDLE_CARE
from accounts.roles import works_at


def may_handle(person: Person, authority: Authority) -> bool:
    """Whether somebody handles the insurance cases of an authority."""
    return person.has_perm(HANDLE_CARE) and works_at(person, authority.pk)
