"""Desks of the hotline with people, for its tests."""

from __future__ import annotations

from accounts.people import Person
from accounts.roles import Role, give_roles
from hotline.desks.actions import open_desk, seat
from hotline.desks.models import Desk, DeskSeat
from hotline.platforms.actions import enter_platform
from hotline.platforms.models import Platform
from tests.factories import PersonFactory, staff

PLATFORM_USCC, OTHER_PLATFORM_USCC = "91410800MA49000012", "91410800MA49000025"


def at_a_platform(username: str) -> Person:
    """Somebody of a platform company: no authority, and the role of its desk."""
    person = PersonFactory(username=username)
    give_roles(person, {Role.PLATFORM_DESK})
    return person


def unit(code: str, *people: tuple[Person, str], kind: str = "county", by: Person | None = None) -> Desk:
    """A desk of the county's hotline, with its people and their seats."""
    dispatcher = by or Person.objects.filter(username="dispatcher").first() or staff("dispatcher", "hotline-dispatcher")
    assert dispatcher.authority is not None
    desk = open_desk(dispatcher.authority, code=code, name=f"{code}单位", kind=kind, by=dispatcher)
    for person, role in people:
        seat(desk, person, role=DeskSeat.Role(role), by=dispatcher)
    return desk


def platform(uscc: str = PLATFORM_USCC, *people: Person, by: Person) -> Platform:
    """A platform with people at its headquarters desk."""
    assert by.authority is not None
    made = enter_platform(by.authority, name=f"畅运{uscc[-2:]}", kind="matching", uscc=uscc, by=by)
    for person in people:
        seat(made.desk, person, role=DeskSeat.Role.HEADQUARTERS, by=by)
    return made
