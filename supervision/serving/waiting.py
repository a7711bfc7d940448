"""The letters of supervision that still have to be served, in which room, and whose duty it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.people import Person
from accounts.permissions import CONFIRM_CREDIT, HANDLE_CREDIT, INSPECT, READ_CREDIT, READ_INSPECTIONS
from accounts.roles import visible_authorities
from supervision.credit.codes.models import Confirmation
from supervision.credit.letters.models import CreditLetter
from supervision.inspections.letters.models import InspectionLetter
from supervision.serving.models import CompanyLetter


@dataclass(frozen=True, kw_only=True)
class Room:
    """Whose letters: who reads them, and whose duty it is to see that they arrive."""

    name: str
    model: type[CompanyLetter]
    read: str
    serve: tuple[str, ...]

    def letters_for(self, person: Person) -> QuerySet[Any]:
        """Those a person may read."""
        rows: QuerySet[Any] = self.model._default_manager.filter(authority__in=visible_authorities(person))
        return rows if person.has_perm(self.read) else rows.none()

    def may_serve(self, person: Person, letter: CompanyLetter) -> bool:
        """Whoever has the duty at the authority of the letter."""
        at_home = person.authority_id == letter.authority_id
        return at_home and any(person.has_perm(duty) for duty in self.serve)


ROOMS: Mapping[str, Room] = {
    "credit": Room(name="credit", model=CreditLetter, read=READ_CREDIT, serve=(HANDLE_CREDIT, CONFIRM_CREDIT)),
    "inspections": Room(name="inspections", model=InspectionLetter, read=READ_INSPECTIONS, serve=(INSPECT,)),
}


def key_of(letter: CompanyLetter) -> str:
    """What its address says: the room and the row."""
    return f"{room_of(letter).name}-{letter.pk}"


def room_of(letter: CompanyLetter) -> Room:
    """The room a letter was written in."""
    return next(room for room in ROOMS.values() if isinstance(letter, room.model))


def to_be_served(letters: QuerySet[Any]) -> QuerySet[Any]:
    """Those among letters of a room that have to be served and reached nobody; the oldest first.

    The notice of a change that was dropped, or is void, needs to reach nobody any more.
    """
    waiting = letters.filter(kind__in=letters.model.must_be_served(), service__isnull=True)
    if letters.model is CreditLetter:
        told = Confirmation.objects.filter(letter=OuterRef("pk"))
        gone = told.filter(change__drop__isnull=False) | told.filter(change__void__isnull=False)
        waiting = waiting.filter(~Exists(gone))
    return waiting.select_related("company", "authority").order_by("pk")
