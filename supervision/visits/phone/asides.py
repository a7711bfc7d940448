"""Visits that phones sent and were not taken in: for the chief of the grid."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.people import Person
from supervision.grids.models import authorities_of_grids
from supervision.phones.asides import Asides
from supervision.phones.items import Item
from supervision.visits import events
from supervision.visits.models import SetAside, SetAsideFile, Settled
from supervision.visits.phone.records import contents_of

ASIDES = Asides(
    items=SetAside,
    files=SetAsideFile,
    settled=Settled,
    contents_of=contents_of,
    subject="visit-item",
    set_aside_event=events.SET_ASIDE,
    settled_event=events.SETTLED,
    words="aside-",
)


def set_aside_for(person: Person) -> QuerySet[SetAside]:
    """What members of a chief's authorities sent and was not taken in."""
    return ASIDES.waiting_first(SetAside.objects.filter(sender__authority__in=authorities_of_grids(person)))


def set_aside(item: Item, reason: SetAside.Reason, *, by: Person) -> SetAside:
    """Keep what was not taken in, as it came and with its files, for a person. Raises TryLater."""
    found: SetAside = ASIDES.set_aside(item, reason.value, by=by)
    return found


def forget_settled() -> int:
    """Timer: what somebody looked at goes when its days are over; returns how many. Harmless to repeat."""
    return ASIDES.forget(ASIDES.settled_long_ago())
