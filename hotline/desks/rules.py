"""Who may sit at which desk, and who may keep one."""

from __future__ import annotations

from accounts.people import Person
from accounts.permissions import HANDLE_TICKETS, KEEP_PLATFORMS, LEAD_UNIT
from accounts.roles import works_at
from hotline.desks.models import Desk, DeskSeat

OF_A_PLATFORM = (DeskSeat.Role.HEADQUARTERS, DeskSeat.Role.CITY)
OF_A_UNIT = (DeskSeat.Role.HANDLER, DeskSeat.Role.HEAD)


def roles_at(desk: Desk) -> tuple[DeskSeat.Role, ...]:
    """The seats a desk has."""
    return OF_A_PLATFORM if desk.is_outside else OF_A_UNIT


def may_keep(person: Person, desk: Desk) -> bool:
    """Whether a person keeps the desks of this hotline."""
    return person.has_perm(KEEP_PLATFORMS) and works_at(person, desk.authority_id)


def may_sit(person: Person, desk: Desk, role: DeskSeat.Role) -> bool:
    """People of authorities sit at units, others at the desks of platforms; who leads a unit has that role."""
    is_official = person.authority_id is not None
    if role not in roles_at(desk) or is_official == desk.is_outside:
        return False
    return person.is_active and person.has_perm(LEAD_UNIT if role == DeskSeat.Role.HEAD else HANDLE_TICKETS)
