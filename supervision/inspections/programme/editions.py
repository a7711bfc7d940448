"""Which programme counts on a day, and the one an inspection began under."""

from __future__ import annotations

import datetime

from accounts.editions.series import InForce, Series
from supervision.inspections import events
from supervision.inspections.programme.models import ProgrammeEdition, ProgrammeRelease
from supervision.inspections.programme.reading import Programme, read_programme, shipped_document, shipped_programme

PROGRAMME = Series(
    editions=ProgrammeEdition,
    releases=ProgrammeRelease,
    read=read_programme,
    shipped=shipped_programme,
    shipped_document=shipped_document,
    subject="programme",
    written=events.PROGRAMME_WRITTEN,
    released=events.PROGRAMME_RELEASED,
)


def programme_in_force(*, on: datetime.date) -> InForce[Programme]:
    """The programme of a day."""
    return PROGRAMME.in_force(on=on)


def programme_of(number: int) -> Programme:
    """The programme of an edition."""
    return PROGRAMME.content_of(number)
