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
    desks = DeskSeat.objects.filter(person=reader).values("desk")
    if DeskSeat.objects.filter(person=person, desk__in=desks).exists():
        return person.name
    return _("Another body")
