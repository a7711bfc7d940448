"""Which no-penalty list counts on a day, and the one an encounter began under."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from supervision.encounters.no_penalty.models import NoPenaltyEdition
from supervision.encounters.no_penalty.reading import NoPenaltyList, read_list, shipped_list

SHIPPED = 1


@dataclass(frozen=True, kw_only=True)
class InForce:
    """A list with the number of its edition and the day it counts from."""

    content: NoPenaltyList
    number: int
    since: datetime.date


def list_in_force(*, on: datetime.date) -> InForce:
    """The newest released edition of a day, or the one that ships."""
    rows = NoPenaltyEdition.objects.filter(release__isnull=False, in_force_from__lte=on)
    row = rows.order_by("-number").first()
    if row is None:
        shipped = shipped_list()
        return InForce(content=shipped, number=SHIPPED, since=shipped.in_force_from)
    return InForce(content=read_list(row.document), number=row.number, since=row.in_force_from)


def list_of(number: int) -> NoPenaltyList:
    """The list of an edition, for what began under it."""
    if number == SHIPPED:
        return shipped_list()
    return read_list(NoPenaltyEdition.objects.get(number=number).document)


def newest_released() -> NoPenaltyEdition | None:
    """The newest released edition, also one whose day is to come; None while only the shipped one is there."""
    return NoPenaltyEdition.objects.filter(release__isnull=False).order_by("-number").first()


def next_number() -> int:
    newest = NoPenaltyEdition.objects.order_by("-number").first()
    return (newest.number if newest else SHIPPED) + 1
