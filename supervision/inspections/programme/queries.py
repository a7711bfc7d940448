"""Which programme counts on a day, and the one an inspection began under."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from supervision.inspections.programme.models import ProgrammeEdition
from supervision.inspections.programme.reading import Programme, read_programme, shipped_programme

SHIPPED = 1


@dataclass(frozen=True, kw_only=True)
class InForce:
    """A programme with the number of its edition and the day it counts from: the released one's, as it was written."""

    programme: Programme
    number: int
    since: datetime.date


def programme_in_force(*, on: datetime.date) -> InForce:
    """The newest released edition of a day, or the one that ships."""
    rows = ProgrammeEdition.objects.filter(release__isnull=False, in_force_from__lte=on)
    row = rows.order_by("-number").first()
    if row is None:
        shipped = shipped_programme()
        return InForce(programme=shipped, number=SHIPPED, since=shipped.in_force_from)
    return InForce(programme=read_programme(row.document), number=row.number, since=row.in_force_from)


def programme_of(number: int) -> Programme:
    """The programme of an edition, for what began under it."""
    if number == SHIPPED:
        return shipped_programme()
    return read_programme(ProgrammeEdition.objects.get(number=number).document)


def newest_released() -> ProgrammeEdition | None:
    """The newest released edition, also one whose day is to come; None while only the shipped one is there."""
    return ProgrammeEdition.objects.filter(release__isnull=False).order_by("-number").first()


def next_number() -> int:
    newest = ProgrammeEdition.objects.order_by("-number").first()
    return (newest.number if newest else SHIPPED) + 1
