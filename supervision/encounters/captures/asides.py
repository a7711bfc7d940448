"""Encounters that phones sent and were not taken in: for the head of the office, and for who sent them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS
from accounts.roles import visible_authorities
from supervision.encounters import events
from supervision.encounters.captures.models import EncounterAside, EncounterAsideFile, EncounterAsideSettled
from supervision.encounters.captures.records import contents_of
from supervision.phones.asides import Asides
from supervision.phones.items import Item

ASIDES = Asides(
    items=EncounterAside,
    files=EncounterAsideFile,
    settled=EncounterAsideSettled,
    contents_of=contents_of,
    subject="encounter-item",
    set_aside_event=events.SET_ASIDE,
    settled_event=events.SETTLED,
    words="road-",
)


def asides_for(person: Person) -> QuerySet[EncounterAside]:
    """What somebody sent and was not taken in; of who approves inspections also what their officers sent."""
    own = Q(sender=person)
    if person.has_perm(APPROVE_INSPECTIONS):
        own |= Q(sender__authority__in=visible_authorities(person))
    return ASIDES.waiting_first(EncounterAside.objects.filter(own))


def waiting_asides(person: Person) -> int:
    """How many nobody has looked at."""
    return asides_for(person).filter(settled__isnull=True).count()


def set_aside(item: Item, reason: EncounterAside.Reason, *, by: Person) -> EncounterAside:
    """Keep what was not taken in, as it came and with its files, for a person. Raises TryLater."""
    found: EncounterAside = ASIDES.set_aside(item, reason.value, by=by)
    return found
