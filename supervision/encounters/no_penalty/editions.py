"""Which no-penalty list counts on a day, and the one an encounter began under."""

from __future__ import annotations

import datetime

from accounts.editions.series import InForce, Series
from supervision.encounters import events
from supervision.encounters.no_penalty.models import NoPenaltyEdition, NoPenaltyRelease
from supervision.encounters.no_penalty.reading import NoPenaltyList, read_list, shipped_document, shipped_list

NO_PENALTY = Series(
    editions=NoPenaltyEdition,
    releases=NoPenaltyRelease,
    read=read_list,
    shipped=shipped_list,
    shipped_document=shipped_document,
    subject="no-penalty",
    written=events.LIST_WRITTEN,
    released=events.LIST_RELEASED,
)


def list_in_force(*, on: datetime.date) -> InForce[NoPenaltyList]:
    """The list of a day."""
    return NO_PENALTY.in_force(on=on)


def list_of(number: int) -> NoPenaltyList:
    """The list of an edition."""
    return NO_PENALTY.content_of(number)
