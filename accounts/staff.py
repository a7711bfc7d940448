"""Staff accounts: entered, given roles, switched off and on by the administrator; never deleted."""

from __future__ import annotations

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import events
from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import STAFF_ROLES, Role, give_roles, incompatible, recorded_roles, visible_authorities
from trail.events import EventKind


class NotTheirAdministrator(Exception):
    """The person belongs to an authority this administrator does not look after, or is oneself."""


class RolesDoNotMix(Exception):
    """Operating, watching and administering are not one person's work."""


def _authority(person: Person) -> str:
    return person.authority.division_id if person.authority else ""


def _note(kind: EventKind, person: Person, *, by: Person, **values: str) -> None:
    kind.record(subject=f"person:{person.pk}", by=by, authority=_authority(person), name=person.name, **values)


def _names(roles: Collection[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles) or "–"


def _check(person: Person, *, by: Person) -> None:
    looked_after = visible_authorities(by).filter(staff=person.pk).exists()
    if person.pk == by.pk or not looked_after:
        raise NotTheirAdministrator


def _check_roles(roles: Collection[Role]) -> None:
    if incompatible(roles) or not set(roles) <= set(STAFF_ROLES):
        raise RolesDoNotMix


@transaction.atomic
def add_staff(
    *, username: str, name: str, phone: str, authority: Authority, roles: Collection[Role], password: str, by: Person
) -> Person:
    """Enter a colleague. Raises NotTheirAdministrator, RolesDoNotMix."""
    if not visible_authorities(by).filter(pk=authority.pk).exists():
        raise NotTheirAdministrator
    _check_roles(roles)
    person = Person.objects.create_user(
        username=username.lower(), password=password, name=name, phone=phone, authority=authority
    )
    give_roles(person, roles)
    _note(events.PERSON_ADDED, person, by=by, roles=_names(roles))
    return person


@transaction.atomic
def set_roles(person: Person, roles: Collection[Role], *, by: Person) -> None:
    """Make these the person's roles. Raises NotTheirAdministrator, RolesDoNotMix."""
    _check(person, by=by)
    _check_roles(roles)
    before = recorded_roles(person)
    if before == set(roles):
        return
    give_roles(person, roles)
    _note(events.ROLES_CHANGED, person, by=by, before=_names(before), after=_names(roles))


@transaction.atomic
def deactivate(person: Person, *, by: Person) -> None:
    """Switch an account off; its sessions end with the next request. Raises NotTheirAdministrator."""
    _check(person, by=by)
    if Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        _note(events.DEACTIVATED, person, by=by)


@transaction.atomic
def reactivate(person: Person, *, by: Person) -> None:
    """Switch an account on again. Raises NotTheirAdministrator."""
    _check(person, by=by)
    if Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        _note(events.REACTIVATED, person, by=by)


@transaction.atomic
def set_password(person: Person, password: str, *, by: Person) -> None:
    """Give a colleague who forgot theirs a first password again; ends their sessions.

    Raises NotTheirAdministrator.
    """
    _check(person, by=by)
    person.set_password(password)
    person.save(update_fields=["password"])
    _note(events.PASSWORD_SET, person, by=by)


@transaction.atomic
def reset_second_factor(person: Person, *, by: Person) -> None:
    """Forget the second factor of a colleague who lost it; they set up a new one at the next sign-in.

    Raises NotTheirAdministrator.
    """
    _check(person, by=by)
    if Authenticator.objects.filter(user=person.pk).delete()[0]:
        _note(events.SECOND_FACTOR_RESET, person, by=by)
