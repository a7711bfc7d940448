"""An edition of the no-penalty list is written by one person and released by another."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.staffing.second_person import NotReleased, check_second_person
from supervision.encounters import events
from supervision.encounters.no_penalty.models import NoPenaltyEdition, NoPenaltyRelease
from supervision.encounters.no_penalty.queries import next_number
from supervision.encounters.no_penalty.reading import BadList, read_list


def write_list(document: Mapping[str, Any], *, note: str, in_force_from: datetime.date, by: Person) -> NoPenaltyEdition:
    """Write the next edition, not yet in force. Raises BadList."""
    read_list(document)
    try:
        with transaction.atomic():
            made = NoPenaltyEdition.objects.create(
                number=next_number(), document=dict(document), note=note, in_force_from=in_force_from, written_by=by
            )
            events.LIST_WRITTEN.record(subject="no-penalty", by=by, authority=by.at, edition=made.number)
    except IntegrityError as race:
        raise BadList(_("Somebody else just wrote an edition; look at it first.")) from race
    return made


def release_list(edition: NoPenaltyEdition, *, by: Person) -> NoPenaltyRelease:
    """Put an edition in force from its day. Raises NotReleased."""
    check_second_person(by, writer=edition.written_by)
    try:
        with transaction.atomic():
            made = NoPenaltyRelease.objects.create(edition=edition, written_by=edition.written_by, by=by)
            day = edition.in_force_from.isoformat()
            events.LIST_RELEASED.record(subject="no-penalty", by=by, authority=by.at, edition=edition.number, day=day)
    except IntegrityError as again:
        raise NotReleased(_("This edition is released already.")) from again
    return made
