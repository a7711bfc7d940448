"""Staff accounts: entered, given roles, switched off and on by administrators; never deleted.

What touches a privileged account takes two administrators (domain F-8.2): one asks, another carries it out.
"""

from __future__ import annotations

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import events
from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import (
    PRIVILEGED,
    STAFF_ROLES,
    Role,
    give_roles,
    incompatible,
    recorded_roles,
    visible_authorities,
)
from accounts.signing_in.credentials import (
    CredentialApproval,
    CredentialDrop,
    CredentialRequest,
    make_code,
)
from accounts.signing_in.sessions.ends import end_sessions
from accounts.staffing.changes import people_changed
from accounts.staffing.last_one import check_not_the_last, may_approve
from accounts.versions import Difference, Stale, is_stale, version_of
from trail.events import EventKind

Purpose = CredentialRequest.Purpose


class NotTheirAdministrator(Exception):
    """The person belongs to an authority this administrator does not look after, or is oneself."""


class RolesDoNotMix(Exception):
    """Operating, watching and administering are not one person's work."""


class NeedsAnother(Exception):
    """Who asked for it, or entered the other administrator lately, does not approve it: a second person has to."""


class AlreadySettled(Exception):
    """The request was carried out or dropped in the meantime, or is too old."""


def _authority(person: Person) -> str:
    return person.authority.division_id if person.authority else ""


def _note(kind: EventKind, person: Person, *, by: Person | None, **values: str) -> None:
    actor = by or "command-line"
    kind.record(subject=f"person:{person.pk}", by=actor, authority=_authority(person), name=person.name, **values)


def _names(roles: Collection[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles) or "–"


def _check(person: Person, *, by: Person) -> None:
    looked_after = visible_authorities(by).filter(staff=person.pk).exists()
    if person.pk == by.pk or not looked_after:
        raise NotTheirAdministrator


def _check_roles(roles: Collection[Role]) -> None:
    if incompatible(roles) or not set(roles) <= set(STAFF_ROLES):
        raise RolesDoNotMix


def _is_privileged(person: Person, more: Collection[Role] = ()) -> bool:
    return bool((recorded_roles(person) | set(more)) & PRIVILEGED)


@transaction.atomic
def add_staff(
    *,
    username: str,
    name: str,
    phone: str,
    authority: Authority,
    roles: Collection[Role],
    by: Person | None,
    email: str = "",
) -> tuple[Person, str]:
    """Enter a colleague; returns them and the code with which they choose their password.

    The code is "" where a second administrator has to approve the account first. By nobody: the command line.
    Raises NotTheirAdministrator, RolesDoNotMix.
    """
    if by is not None and not visible_authorities(by).filter(pk=authority.pk).exists():
        raise NotTheirAdministrator
    _check_roles(roles)
    person = Person.objects.create_user(
        username=username.lower(), password=None, name=name, phone=phone, email=email, authority=authority
    )
    _note(events.PERSON_ADDED, person, by=by, roles=_names(roles))
    return person, _ask(person, Purpose.ENTRY, by=by, roles=roles)


@transaction.atomic
def set_roles(
    person: Person, roles: Collection[Role], *, by: Person, seen: str = "", though_last: bool = False
) -> bool:
    """Make these the person's roles; returns False where a second administrator has to approve them first.

    `seen`: the roles their page stood on; `though_last`: it was read that nobody is left for a role.
    Raises NotTheirAdministrator, RolesDoNotMix, Stale, LastOfTheirRole.
    """
    _check(person, by=by)
    _check_roles(roles)
    Person.objects.select_for_update().get(pk=person.pk)
    before = recorded_roles(person)
    if is_stale(seen, roles_version(before)) and before != set(roles):
        theirs, mine = (_labels(held) for held in (before, roles))
        raise Stale(version=roles_version(before), differences=[Difference(label=_("Roles"), theirs=theirs, mine=mine)])
    if before == set(roles):
        return True
    if not though_last:
        check_not_the_last(person, roles)
    if (set(roles) - before) & PRIVILEGED:
        _ask(person, Purpose.ROLES, by=by, roles=roles)
        return False
    _change_roles(person, roles, by=by)
    return True


def roles_version(roles: Collection[Role]) -> str:
    """A short name of a set of roles."""
    return version_of(sorted(role.value for role in roles))


def _labels(roles: Collection[Role]) -> str:
    return "\n".join(str(role.label) for role in Role if role in roles)


def _change_roles(person: Person, roles: Collection[Role], *, by: Person | None) -> None:
    before = recorded_roles(person)
    give_roles(person, roles)
    _note(events.ROLES_CHANGED, person, by=by, before=_names(before), after=_names(roles))
    people_changed(person)


@transaction.atomic
def renew_password(person: Person, *, by: Person) -> str:
    """Let a colleague who forgot theirs choose a new password; returns the code to hand over.

    The code is "" where a second administrator has to approve it first. Raises NotTheirAdministrator.
    """
    _check(person, by=by)
    return _ask(person, Purpose.PASSWORD, by=by)


@transaction.atomic
def reset_second_factor(person: Person, *, by: Person) -> bool:
    """Forget the second factor of a colleague who lost it; they set up a new one at the next sign-in.

    Returns False where a second administrator has to approve it first. Raises NotTheirAdministrator.
    """
    _check(person, by=by)
    _ask(person, Purpose.SECOND_FACTOR, by=by)
    return not _is_privileged(person)


def _ask(person: Person, purpose: Purpose, *, by: Person | None, roles: Collection[Role] = ()) -> str:
    request = CredentialRequest.objects.create(
        person=person, purpose=purpose, roles=[role.value for role in roles], requested_by=by
    )
    if by is not None and _is_privileged(person, roles):
        _note(events.CREDENTIALS_ASKED, person, by=by, purpose=purpose.value)
        return ""
    return _carry_out(request, by=by)


@transaction.atomic
def approve(request: CredentialRequest, *, by: Person) -> str:
    """Carry out what another administrator asked for; returns the code to hand over, "" where there is none.

    Raises NotTheirAdministrator, NeedsAnother, AlreadySettled.
    """
    _check(request.person, by=by)
    if not may_approve(request, by):
        raise NeedsAnother
    Person.objects.select_for_update().get(pk=request.person_id)
    if not CredentialRequest.objects.open().filter(pk=request.pk).exists():
        raise AlreadySettled
    return _carry_out(request, by=by)


@transaction.atomic
def drop(request: CredentialRequest, *, by: Person) -> None:
    """Do not carry it out. Raises NotTheirAdministrator, AlreadySettled."""
    _check(request.person, by=by)
    Person.objects.select_for_update().get(pk=request.person_id)
    if not CredentialRequest.objects.open().filter(pk=request.pk).exists():
        raise AlreadySettled
    CredentialDrop.objects.create(request=request, dropped_by=by)
    _note(events.CREDENTIALS_DROPPED, request.person, by=by, purpose=request.purpose)


def _carry_out(request: CredentialRequest, *, by: Person | None) -> str:
    try:
        with transaction.atomic():
            CredentialApproval.objects.create(request=request, approved_by=by)
    except IntegrityError as race:
        raise AlreadySettled from race
    person = request.person
    if request.purpose in (Purpose.ENTRY, Purpose.ROLES):
        _change_roles(person, {Role(value) for value in request.roles}, by=by)
    if request.purpose == Purpose.SECOND_FACTOR:
        if Authenticator.objects.filter(user=person.pk).delete()[0]:
            _note(events.SECOND_FACTOR_RESET, person, by=by)
        end_sessions(person)  # whoever has the telephone may be signed in with it
        return ""
    if request.purpose == Purpose.ROLES:
        return ""
    _note(events.SET_UP_CODE_MADE, person, by=by)
    return make_code(person, by=by)


@transaction.atomic
def deactivate(person: Person, *, by: Person, though_last: bool = False) -> None:
    """Switch an account off and end its sessions for good. Raises NotTheirAdministrator, LastOfTheirRole."""
    _check(person, by=by)
    if not though_last:
        check_not_the_last(person)
    if Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        end_sessions(person)
        _note(events.DEACTIVATED, person, by=by)
        people_changed(person)


@transaction.atomic
def sign_out(person: Person, *, by: Person) -> int:
    """End every session of a colleague whose telephone was stolen, say; how many. Raises NotTheirAdministrator."""
    _check(person, by=by)
    count = end_sessions(person)
    _note(events.SIGNED_OUT_BY_OTHER, person, by=by)
    return count


@transaction.atomic
def reactivate(person: Person, *, by: Person) -> None:
    """Switch an account on again. Raises NotTheirAdministrator."""
    _check(person, by=by)
    if Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        _note(events.REACTIVATED, person, by=by)
