"""An edition of a model is tried on every company, and put in force by a second person who saw what changes."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.editions.actions import release
from accounts.people import Person
from accounts.staffing.second_person import NotReleased
from supervision import events
from supervision.credit.editions.models import DryRun, ModelEdition
from supervision.credit.editions.queries import models_of

DRY_RUN_LASTS_DAYS = 7
"""Facts go on: what an older dry run showed is not what would happen today."""


def release_edition(edition: ModelEdition, *, by: Person) -> None:
    """Put an edition in force that was tried lately. Raises NotReleased."""
    since = timezone.localdate() - datetime.timedelta(days=DRY_RUN_LASTS_DAYS)
    dry_run = edition.dry_runs.filter(on__gte=since).order_by("pk").last()
    if dry_run is None:
        raise NotReleased(_("Try the edition first: nobody has seen yet who would change colour."))
    release(models_of(edition.sector), edition, by=by, dry_run=dry_run)


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
        events.MODEL_TRIED.record(
            subject=f"credit-model:{edition.sector}",
            by=by,
            authority=by.at,
            edition=edition.number,
            sector=f"sector-{edition.sector}",
            changing=changing,
            count=companies,
        )
    return found
