"""What of supervision's letters reached nobody yet, and the acknowledgements of those that did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from desk.serving.following import Standing, standing_of
from materials.uploads.models import Upload
from supervision.credit.letters.models import CreditService
from supervision.inspections.letters.models import InspectionService
from supervision.serving.models import CompanyLetter
from supervision.serving.waiting import ROOMS, Room, key_of, to_be_served

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Served:
    """A letter of a room as its page and acts take it."""

    room: Room
    letter: CompanyLetter
    standing: Standing[CompanyLetter]

    @property
    def key(self) -> str:
        """What its address says."""
        return key_of(self.letter)

    @property
    def state(self) -> str:
        return "waits" if self.letter.is_unserved else "served"


def served(room: Room, letter: CompanyLetter) -> Served:
    return Served(room=room, letter=letter, standing=standing_of([letter], on=timezone.localdate())[0])


def unserved(person: Person) -> Mapping[str, Sequence[Served] | None]:
    """By room the letters that wait, the oldest first; None of a room somebody may not read."""
    return {name: _waiting(room, person) if person.has_perm(room.read) else None for name, room in ROOMS.items()}


def _waiting(room: Room, person: Person) -> Sequence[Served]:
    rows = to_be_served(room.letters_for(person))[:MOST_SHOWN]
    standings = standing_of(rows, on=timezone.localdate())
    return [Served(room=room, letter=one.letter, standing=one) for one in standings]


def _acknowledgements(**whose: Any) -> QuerySet[Upload]:
    of_codes = CreditService.objects.filter(**whose).values("acknowledgement")
    of_inspections = InspectionService.objects.filter(**whose).values("acknowledgement")
    return Upload.objects.filter(pk__in=of_codes) | Upload.objects.filter(pk__in=of_inspections)


def acknowledgements_for(person: Person) -> QuerySet[Upload]:
    """Those of letters of the authorities a person's roles reach."""
    return _acknowledgements(letter__authority__in=visible_authorities(person))


def acknowledgements_to(company: Company) -> QuerySet[Upload]:
    """Those of letters to a company."""
    return _acknowledgements(letter__company=company)
