"""Roles and what they may do, on one page; groups of the database follow this table.

Who administers does not handle cases, and who audits does neither (graded protection, domain F-8.2):
`incompatible` says so for any set of roles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import (
    ACCEPT,
    APPROVE_CARE,
    APPROVE_EXTENSIONS,
    APPROVE_INSPECTIONS,
    CALL_BACK,
    CONFIRM_CREDIT,
    DECIDE,
    DECIDE_OBJECTIONS,
    DISPATCH_TICKETS,
    EDIT_CATALOGUE,
    FILE,
    HAND_OVER,
    HANDLE_CARE,
    HANDLE_CREDIT,
    HANDLE_RATINGS,
    HANDLE_TICKETS,
    INSPECT,
    KEEP_CREDIT_MODELS,
    KEEP_GRIDS,
    KEEP_KNOWLEDGE,
    KEEP_PLATFORMS,
    LEAD_HOTLINE,
    LEAD_UNIT,
    MANAGE_ACCOUNTS,
    MANAGE_LEDGERS,
    READ_CREDIT,
    READ_EVENTS,
    READ_INSPECTIONS,
    READ_PERSONAL,
    READ_REGISTER,
    READ_TICKETS,
    REVIEW,
    REVIEW_REPLIES,
    SEE_GRIDS,
    SEE_HOTLINE,
    SEE_POST,
    SEE_RATINGS,
    SEE_STATISTICS,
    SHARE_VIEWS,
    SUPERVISE_TICKETS,
    TAKE_CALLS,
    VERIFY,
    VISIT,
    codename,
)
from accounts.staffing.duties import Duty

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Role(StrEnum):
    """A role; its value is the name of its group."""

    APPLICANT = "applicant"
    COUNTER_CLERK = "counter-clerk"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    HEAD = "head"
    VERIFIER = "verifier"
    CREDIT_OFFICER = "credit-officer"
    CREDIT_CONFIRMER = "credit-confirmer"
    OBJECTION_DECIDER = "objection-decider"
    MODEL_KEEPER = "model-keeper"
    GRID_MEMBER = "grid-member"
    GRID_CHIEF = "grid-chief"
    OFFICER = "enforcement-officer"
    OPERATOR = "hotline-operator"
    DISPATCHER = "hotline-dispatcher"
    TICKET_HANDLER = "ticket-handler"
    UNIT_HEAD = "unit-head"
    PLATFORM_DESK = "platform-desk"
    REPLY_REVIEWER = "reply-reviewer"
    CALLER_BACK = "caller-back"
    TICKET_SUPERVISOR = "ticket-supervisor"
    HOTLINE_LEADER = "hotline-leader"
    ANALYST = "hotline-analyst"
    CARE_OFFICER = "care-officer"
    RATING_OFFICER = "rating-officer"
    AUDITOR = "auditor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Promise:
        return _LABELS[self]


_LABELS: dict[Role, Promise] = {
    Role.APPLICANT: _("Applicant"),
    Role.COUNTER_CLERK: _("Counter clerk"),
    Role.REVIEWER: _("Reviewer"),
    Role.DECIDER: _("Decider"),
    Role.HEAD: _("Head of the authority"),
    Role.VERIFIER: _("Verifier"),
    Role.CREDIT_OFFICER: _("Credit officer"),
    Role.CREDIT_CONFIRMER: _("Credit confirmer"),
    Role.OBJECTION_DECIDER: _("Objection decider"),
    Role.MODEL_KEEPER: _("Model keeper"),
    Role.GRID_MEMBER: _("Grid member"),
    Role.GRID_CHIEF: _("Grid chief"),
    Role.OFFICER: _("Enforcement officer"),
    Role.OPERATOR: _("Hotline operator"),
    Role.DISPATCHER: _("Hotline dispatcher"),
    Role.TICKET_HANDLER: _("Ticket handler"),
    Role.UNIT_HEAD: _("Head of a unit"),
    Role.PLATFORM_DESK: _("Desk of a platform"),
    Role.REPLY_REVIEWER: _("Reply reviewer"),
    Role.CALLER_BACK: _("Caller-back"),
    Role.TICKET_SUPERVISOR: _("Supervision desk of the hotline"),
    Role.HOTLINE_LEADER: _("Leader of the hotline"),
    Role.ANALYST: _("Analyst of the hotline"),
    Role.CARE_OFFICER: _("Officer of care"),
    Role.RATING_OFFICER: _("Officer of ratings"),
    Role.AUDITOR: _("Auditor"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.APPLICANT: frozenset({FILE}),
    Role.COUNTER_CLERK: frozenset({ACCEPT, READ_PERSONAL}),
    Role.REVIEWER: frozenset({REVIEW, READ_PERSONAL}),
    Role.DECIDER: frozenset({DECIDE, READ_PERSONAL}),
    Role.HEAD: frozenset(
        {APPROVE_EXTENSIONS, READ_PERSONAL, SHARE_VIEWS, APPROVE_INSPECTIONS, READ_INSPECTIONS, HANDLE_RATINGS}
    ),
    Role.VERIFIER: frozenset({VERIFY, READ_PERSONAL}),
    Role.CREDIT_OFFICER: frozenset({HANDLE_CREDIT, READ_CREDIT}),
    Role.CREDIT_CONFIRMER: frozenset({CONFIRM_CREDIT, READ_CREDIT}),
    Role.OBJECTION_DECIDER: frozenset({DECIDE_OBJECTIONS, READ_CREDIT}),
    Role.MODEL_KEEPER: frozenset({KEEP_CREDIT_MODELS, READ_CREDIT}),
    Role.GRID_MEMBER: frozenset({VISIT}),
    Role.GRID_CHIEF: frozenset({VISIT, KEEP_GRIDS}),
    Role.OFFICER: frozenset({INSPECT, READ_INSPECTIONS}),
    Role.OPERATOR: frozenset({TAKE_CALLS, READ_TICKETS}),
    Role.DISPATCHER: frozenset({TAKE_CALLS, DISPATCH_TICKETS, READ_TICKETS, KEEP_PLATFORMS, KEEP_KNOWLEDGE}),
    Role.TICKET_HANDLER: frozenset({HANDLE_TICKETS}),
    Role.UNIT_HEAD: frozenset({HANDLE_TICKETS, LEAD_UNIT, APPROVE_CARE}),
    Role.PLATFORM_DESK: frozenset({HANDLE_TICKETS}),
    Role.REPLY_REVIEWER: frozenset({REVIEW_REPLIES, READ_TICKETS, KEEP_KNOWLEDGE}),
    Role.CALLER_BACK: frozenset({CALL_BACK, READ_TICKETS}),
    Role.TICKET_SUPERVISOR: frozenset({SUPERVISE_TICKETS, READ_TICKETS, SEE_HOTLINE}),
    Role.HOTLINE_LEADER: frozenset(
        {LEAD_HOTLINE, LEAD_UNIT, SUPERVISE_TICKETS, READ_TICKETS, SEE_HOTLINE, APPROVE_CARE}
    ),
    Role.ANALYST: frozenset({SEE_HOTLINE}),
    Role.CARE_OFFICER: frozenset({HANDLE_CARE}),
    Role.RATING_OFFICER: frozenset({HANDLE_RATINGS}),
    Role.AUDITOR: frozenset(
        {
            READ_REGISTER,
            READ_PERSONAL,
            READ_EVENTS,
            SEE_STATISTICS,
            READ_CREDIT,
            SEE_GRIDS,
            READ_INSPECTIONS,
            READ_TICKETS,
            SEE_HOTLINE,
            SEE_RATINGS,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            READ_REGISTER,
            READ_EVENTS,
            SEE_STATISTICS,
            HAND_OVER,
            SEE_POST,
            READ_CREDIT,
            SEE_GRIDS,
            SHARE_VIEWS,
            READ_INSPECTIONS,
            READ_TICKETS,
            SEE_HOTLINE,
            SEE_RATINGS,
        }
    ),
    Role.ADMINISTRATOR: frozenset({MANAGE_ACCOUNTS, MANAGE_LEDGERS, EDIT_CATALOGUE, SEE_POST, SHARE_VIEWS}),
}

_OUTSIDE = {Role.APPLICANT, Role.PLATFORM_DESK}
STAFF_ROLES: tuple[Role, ...] = tuple(role for role in Role if role not in _OUTSIDE)
PRIVILEGED = frozenset(STAFF_ROLES) - {
    Role.COUNTER_CLERK, Role.REVIEWER, Role.VERIFIER, Role.CREDIT_OFFICER, Role.GRID_MEMBER,
    Role.OFFICER, Role.OPERATOR, Role.TICKET_HANDLER, Role.CALLER_BACK, Role.RATING_OFFICER,
}  # fmt: skip
"""Who decides, watches or administers: what touches their accounts takes two administrators."""
_CREDIT = {Role.CREDIT_OFFICER, Role.CREDIT_CONFIRMER, Role.OBJECTION_DECIDER, Role.MODEL_KEEPER}
_HOTLINE = {
    Role.OPERATOR, Role.DISPATCHER, Role.TICKET_HANDLER, Role.UNIT_HEAD, Role.REPLY_REVIEWER, Role.CALLER_BACK,
    Role.TICKET_SUPERVISOR, Role.HOTLINE_LEADER, Role.CARE_OFFICER,
}  # fmt: skip
_CASEWORK = {Role.COUNTER_CLERK, Role.REVIEWER, Role.DECIDER, Role.HEAD, Role.VERIFIER, Role.OFFICER}
_OPERATORS = _CASEWORK | _CREDIT | _HOTLINE | {Role.RATING_OFFICER}
_WATCHERS = {Role.AUDITOR, Role.SUPERVISOR, Role.ANALYST}
SPANNING = (Role.AUDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR)
"""From the city bureau these reach its counties. They exclude each other and every role that acts on a case, so that
nobody acts where they may only look."""


def incompatible(roles: Collection[Role]) -> bool:
    """Whether one person may not hold these roles together: operating, watching and administering are apart."""
    held = set(roles)
    return sum(bool(held & kind) for kind in (_OPERATORS, _WATCHERS, {Role.ADMINISTRATOR}, _OUTSIDE)) > 1


@transaction.atomic
def sync_groups() -> None:
    """Make the groups of the database say what the table above says."""
    holder = ContentType.objects.get_for_model(Duty)
    known = {
        code: Permission.objects.get_or_create(content_type=holder, codename=code, defaults={"name": name})[0]
        for code, name in Duty._meta.permissions
    }
    for role in Role:
        group, _new = Group.objects.get_or_create(name=role.value)
        group.permissions.set([known[codename(permission)] for permission in PERMISSIONS[role]])


def recorded_roles(person: Person) -> frozenset[Role]:
    """The roles in the database, also of somebody whose account is switched off."""
    names = set(person.groups.values_list("name", flat=True))
    return frozenset(role for role in Role if role.value in names)


def roles_of(person: Person | AnonymousUser) -> frozenset[Role]:
    """The roles a person holds; read once for each object of a person."""
    return _of(person).roles


def permissions_of(person: Person | AnonymousUser) -> frozenset[str]:
    """What a person's roles let them do; read together with the roles."""
    return _of(person).permissions


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What was read of a person's groups."""

    roles: frozenset[Role] = frozenset()
    permissions: frozenset[str] = frozenset()


_NOTHING = _Held()
_HELD = "_held"


def _of(person: Person | AnonymousUser) -> _Held:
    if not isinstance(person, Person) or not person.is_active:
        return _NOTHING
    held: _Held | None = getattr(person, _HELD, None)
    if held is None:
        held = _recorded(person)
        # A request's person is a lazy object around the real one: it is the real one that remembers.
        setattr(person, _HELD, held)
    return held


def _recorded(person: Person) -> _Held:
    told = person.groups.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    return _held_by(told)


def _held_by(told: Iterable[Sequence[str | None]]) -> _Held:
    names, permissions = set(), set()
    for name, app, code in told:
        names.add(name)
        if code is not None:
            permissions.add(f"{app}.{code}")
    return _Held(roles=frozenset(r for r in Role if r.value in names), permissions=frozenset(permissions))


def remember(person: Person, told: Iterable[Sequence[str | None]]) -> None:
    """Keep what was read of a person's groups with the person: role, and app and name of a permission, in each row."""
    setattr(person, _HELD, _held_by(told))


def has_role(person: Person | AnonymousUser, role: Role) -> bool:
    """Whether an active person holds a role."""
    return role in roles_of(person)


def give_roles(person: Person, roles: Collection[Role]) -> None:
    """Make these the person's roles, and no others. Rows of groups are made when they are missing."""
    person.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    setattr(person, _HELD, None)


def is_staff_member(person: Any) -> bool:
    """Whether a person works for an authority; costs no query."""
    return bool(person.is_authenticated and person.is_active and person.authority_id)


def works_at(person: Person, authority_id: int) -> bool:
    """Whether a person has a role at the authority they work for, and this is it."""
    return is_staff_member(person) and person.authority_id == authority_id and bool(roles_of(person))


def visible_authorities(person: Person | AnonymousUser, *also: Role) -> QuerySet[Authority]:
    """The authorities whose cases a person's roles reach: one's own, from the city bureau also its counties'.

    `also`: roles that reach the counties for what is theirs alone, and for nothing else of who holds them.
    """
    if not is_staff_member(person) or not roles_of(person):
        return Authority.objects.none()
    own = Q(pk=person.authority_id)  # type: ignore[union-attr]
    if _spans(person, *also):
        own |= Q(division__city__authority=person.authority_id)  # type: ignore[union-attr]
    return Authority.objects.filter(own)


def _spans(person: Person | AnonymousUser, *also: Role) -> bool:
    return any(has_role(person, role) for role in (*SPANNING, *also))


def keys_of_visible_authorities(person: Person) -> list[int]:
    """Their keys, one by one; costs no query where it is one's own authority alone."""
    if person.authority_id and is_staff_member(person) and roles_of(person) and not _spans(person):
        return [person.authority_id]
    return list(visible_authorities(person).values_list("pk", flat=True))


def colleagues_of(person: Person) -> QuerySet[Person]:
    """Everybody else who works for a person's own authority now."""
    return staff_at(person.authority_id or 0).exclude(pk=person.pk)


def staff_at(authority: int) -> QuerySet[Person]:
    """Everybody who works for an authority now."""
    return Person.objects.filter(authority=authority, is_active=True)


def on_duty_at(authority: int, permission: str) -> QuerySet[Person]:
    """Those of an authority whose duty it is: everybody there with a permission, once for each role that gives it."""
    return staff_at(authority).filter(groups__permissions__codename=codename(permission))


def on_duty_at_or_above(authority: Authority, permission: str) -> QuerySet[Person]:
    """Those whose duty it is; while an authority has nobody, those at the city bureau: nothing is told to nobody."""
    there = on_duty_at(authority.pk, permission)
    above = Authority.objects.filter(division=authority.division.city_id).first()
    return there if above is None or there.exists() else on_duty_at(above.pk, permission)


def holding_any(people: QuerySet[Person], permissions: Collection[str]) -> QuerySet[Person]:
    """Those of `people` who have at least one of the permissions, each once."""
    names = [codename(permission) for permission in permissions]
    return people.filter(groups__in=Group.objects.filter(permissions__codename__in=names)).distinct()


def visible_people(person: Person | AnonymousUser) -> QuerySet[Person]:
    """The staff of the authorities a person's roles reach."""
    return Person.objects.filter(authority__in=visible_authorities(person))
