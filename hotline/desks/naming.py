"""Who acted on a ticket, as its reader may know it: people of a platform read the office, never an official's name.

They answer to an office, and an official's name has nothing to do with what they are asked (PIPL art. 6). Who writes
under their own name at the same desk is named to each other.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.people import Person
from hotline.desks.models import DeskSeat


def is_from_outside(reader: Person) -> bool:
    """Whether somebody belongs to no authority."""
    return reader.authority_id is None


def name_for(person: Person | None, reader: Person) -> str:
    """How somebody who acted is called on a reader's page; "" for nobody."""
    if person is None:
        return ""
    if not is_from_outside(reader) or person.pk == reader.pk:
        return person.name
    if person.authority is not None:
        return person.authority.name
    return person.name if person.pk in _beside(reader) else _("Another body")


_BESIDE = "_beside"


def _beside(reader: Person) -> frozenset[int]:
    """Who ever had a seat at one of the reader's desks; asked once for everybody named on a page."""
    beside: frozenset[int] | None = getattr(reader, _BESIDE, None)
    if beside is None:
        desks = DeskSeat.objects.filter(person=reader).values("desk")
        beside = frozenset(DeskSeat.objects.filter(desk__in=desks).values_list("person", flat=True))
        # Lives as long as the request's person, as what they may do does.
        setattr(reader, _BESIDE, beside)
    return beside
