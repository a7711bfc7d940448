"""An edition is written by one person, tried on every company, and put in force by another who saw what changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.staffing.second_person import NotReleased, check_second_person
from supervision import events
from supervision.credit.editions.models import DryRun, ModelEdition, ModelRelease
from supervision.credit.editions.queries import next_edition
from supervision.credit.scoring.reading import BadModel, read_model
from trail.events import EventKind

DRY_RUN_LASTS_DAYS = 7
"""Facts go on: what an older dry run showed is not what would happen today."""


class Overtaken(Exception):
    """Somebody else wrote an edition of this sector meanwhile."""


def write_edition(
    sector: str, document: Mapping[str, Any], *, note: str, in_force_from: datetime.date, by: Person
) -> ModelEdition:
    """Write the next edition of a sector's model, not yet in force. Raises BadModel, Overtaken."""
    model = read_model(document)
    if model.sector != sector:
        raise BadModel(f"sector: {model.sector}")
    try:
        with transaction.atomic():
            edition = ModelEdition.objects.create(
                sector=sector,
                edition=next_edition(sector),
                document=dict(document),
                note=note,
                in_force_from=in_force_from,
                written_by=by,
            )
            _tell(events.MODEL_WRITTEN, edition, by=by)
    except IntegrityError as race:
        raise Overtaken from race
    return edition


def release_edition(edition: ModelEdition, *, by: Person) -> ModelRelease:
    """Put an edition in force from its day, or from today when that has passed meanwhile. Raises NotReleased."""
    check_second_person(by, writer=edition.written_by)
    since = timezone.localdate() - datetime.timedelta(days=DRY_RUN_LASTS_DAYS)
    dry_run: DryRun | None = edition.dry_runs.filter(on__gte=since).order_by("pk").last()
    if dry_run is None:
        raise NotReleased(_("Try the edition first: nobody has seen yet who would change colour."))
    try:
        with transaction.atomic():
            release = ModelRelease.objects.create(
                edition=edition, dry_run=dry_run, written_by=edition.written_by, by=by
            )
            _tell(events.MODEL_RELEASED, edition, by=by, day=edition.in_force_from.isoformat())
    except IntegrityError as again:
        raise NotReleased(_("This edition is released already.")) from again
    return release


def _tell(kind: EventKind, edition: ModelEdition, *, by: Person, **values: object) -> None:
    kind.record(
        subject=f"credit-model:{edition.pk}",
        by=by,
        authority=by.authority.division_id if by.authority else "",
        edition=edition.edition,
        sector=f"sector-{edition.sector}",
        **values,
    )


def record_dry_run(
    edition: ModelEdition,
    *,
    moves: list[dict[str, Any]],
    examples: list[dict[str, Any]],
    companies: int,
    changing: int,
    by: Person,
) -> DryRun:
    """Keep what an edition would change."""
    with transaction.atomic():
        found = DryRun.objects.create(
            edition=edition,
            on=timezone.localdate(),
            moves=moves,
            examples=examples,
            companies=companies,
            changing=changing,
            made_by=by,
        )
        _tell(events.MODEL_TRIED, edition, by=by, changing=changing, count=companies)
    return found
