"""Who leaves and has nobody beside them: asked about before it happens; and who may agree to a change at all.

Nobody is kept in an office by a program: whoever deactivates the last of a role reads what will wait, and does it then.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.functional import Promise

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import MANAGE_ACCOUNTS, codename
from accounts.roles import SPANNING, STAFF_ROLES, Role, recorded_roles, staff_at
from accounts.signing_in.credentials import CredentialRequest, had_hands_on

OVERSIGHT = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Who puts right what others leave behind: giving up the last of these is asked about, of other roles it is told."""
LEAST_ADMINISTRATORS = 2
"""One alone changes no privileged account: a second has to agree (domain F-8.2)."""


class LastOfTheirRole(Exception):
    """Nobody else of the authority holds these roles: `roles`; asked about before it is done."""

    def __init__(self, roles: Collection[Role]) -> None:
        super().__init__(", ".join(role.value for role in roles))
        self.roles = tuple(roles)

    @property
    def labels(self) -> list[Promise]:
        return [role.label for role in self.roles]


def check_not_the_last(person: Person, kept: Collection[Role] = ()) -> None:
    """Raises LastOfTheirRole when somebody gives up, all but the `kept`, an overseeing role nobody else there has."""
    if alone := [role for role in left_open(person, kept) if role in OVERSIGHT]:
        raise LastOfTheirRole(alone)


def left_open(person: Person, kept: Collection[Role] = ()) -> list[Role]:
    """The roles too few others of the authority hold when somebody gives up all but the `kept`."""
    if person.authority is None:
        return []
    lost = (recorded_roles(person) - set(kept)) & set(STAFF_ROLES)
    return [role for role in Role if role in lost and _is_needed(person, person.authority, role)]


def _is_needed(person: Person, authority: Authority, role: Role) -> bool:
    others = reaching(authority, role).exclude(pk=person.pk).distinct().count()
    return others < (LEAST_ADMINISTRATORS if role == Role.ADMINISTRATOR else 1)


def reaching(authority: Authority, role: Role) -> QuerySet[Person]:
    """Who holds a role for an authority now: there, or at the city bureau where the role reaches its counties."""
    there = staff_at(authority.pk)
    if role in SPANNING and authority.division.city_id:
        there |= Person.objects.filter(authority__division=authority.division.city_id, is_active=True)
    return there.filter(groups__name=role.value)


def may_approve(request: CredentialRequest, by: Person) -> bool:
    """Whether somebody is a second pair of eyes for what was asked."""
    asked = request.requested_by
    return asked is not None and by.pk not in (asked.pk, request.person_id) and not had_hands_on(by, asked)


def somebody_may_approve(request: CredentialRequest) -> bool:
    """Whether there is an administrator at all who may agree; else the operator enters one (docs/operations.md)."""
    authority = request.person.authority
    if authority is None:
        return False
    administrators = reaching(authority, Role.ADMINISTRATOR).filter(
        groups__permissions__codename=codename(MANAGE_ACCOUNTS)
    )
    return any(may_approve(request, one) for one in administrators.distinct())
