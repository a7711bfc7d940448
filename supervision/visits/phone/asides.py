"""Visits that phones sent and were not taken in: for the chief of the grid."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.people import Person
from materials.uploads.actions import keep
from supervision.grids.models import authorities_of_grids
from supervision.phones.asides import Asides, all_of
from supervision.phones.items import Item
from supervision.visits import events
from supervision.visits.models import SetAside, SetAsideFile, Settled, VisitFile
from supervision.visits.phone.records import contents_of

ASIDES = Asides(
    items=SetAside,
    settled=Settled,
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
    record = contents_of(item.record)
    files = all_of(item, record.files if record else (), otherwise=VisitFile.Kind.PHOTO)

    def with_files(aside: SetAside) -> None:
        for kind, file in files.good:
            SetAsideFile.objects.create(item=aside, upload=keep(file, by=by), kind=kind)

    found: SetAside = ASIDES.set_aside(item, reason.value, files, keep=with_files, by=by)
    return found
