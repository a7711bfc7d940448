"""An edition of the programme is written by one person and released by another."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.staffing.second_person import NotReleased, check_second_person
from supervision.inspections import events
from supervision.inspections.programme.models import ProgrammeEdition, ProgrammeRelease
from supervision.inspections.programme.queries import next_number
from supervision.inspections.programme.reading import BadProgramme, read_programme


def write_programme(
    document: Mapping[str, Any], *, note: str, in_force_from: datetime.date, by: Person
) -> ProgrammeEdition:
    """Write the next edition, not yet in force. Raises BadProgramme."""
    read_programme(document)
    try:
        with transaction.atomic():
            made = ProgrammeEdition.objects.create(
                number=next_number(), document=dict(document), note=note, in_force_from=in_force_from, written_by=by
            )
            events.PROGRAMME_WRITTEN.record(subject="programme", by=by, authority=by.at, edition=made.number)
    except IntegrityError as race:
        raise BadProgramme(_("Somebody else just wrote an edition; look at it first.")) from race
    return made


def release_programme(edition: ProgrammeEdition, *, by: Person) -> ProgrammeRelease:
    """Put an edition in force from its day. Raises NotReleased."""
    check_second_person(by, writer=edition.written_by)
    try:
        with transaction.atomic():
            made = ProgrammeRelease.objects.create(edition=edition, written_by=edition.written_by, by=by)
            day = edition.in_force_from.isoformat()
            events.PROGRAMME_RELEASED.record(
                subject="programme", by=by, authority=by.at, edition=edition.number, day=day
            )
    except IntegrityError as again:
        raise NotReleased(_("This edition is released already.")) from again
    return made
