"""What nobody handed in goes: the draft when its time is over, what registries said of people some time after."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from licensing import events
from licensing.applications.keeping.rules import put_away_long_ago
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from trail.triggers import may_go

MOST_AT_ONCE = 200


def let_look_ups_go() -> None:
    """Declare which look-ups the database lets go of: those of what was put away without being handed in."""
    may_go(
        Evidence._meta.db_table,
        condition="""EXISTS (
            SELECT 1 FROM licensing_application filed
            WHERE filed.id = OLD.application_id AND filed.discarded_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM licensing_submission handed WHERE handed.application_id = filed.id)
        )""",
    )


def put_away(application: Application, *, untouched_since: datetime.datetime) -> bool:
    """Put a draft away whose time is over, as if its owner had; False when somebody was at it meanwhile."""
    with transaction.atomic():
        rows = Application.objects.select_for_update(of=("self",)).drafts()
        draft = rows.filter(pk=application.pk, saved_at=untouched_since).first()
        if draft is None:
            return False
        draft.discarded_at, draft.draft = timezone.now(), {}
        draft.save(update_fields=["discarded_at", "draft"])
        since = timezone.localdate(untouched_since).isoformat()
        events.DRAFT_ENDED.record(subject=draft.subject, by="timer", authority=draft.authority.division_id, since=since)
    return True


def forget_look_ups(*, on: datetime.date) -> int:
    """Delete what registries answered for drafts that were put away long ago; returns how many answers.

    That there was a look-up, when and by whom, stays in the trail. Evidence is append-only: the database lets go of
    these rows alone (`Evidence`, `trail.triggers.may_go`).
    """
    named = Evidence.objects.filter(application=OuterRef("pk"))
    over = put_away_long_ago(on=on).filter(Exists(named)).select_related("authority").order_by("pk")
    return sum(_forget(application) for application in over[:MOST_AT_ONCE])


def _forget(application: Application) -> int:
    with transaction.atomic():
        rows: QuerySet[Evidence] = QuerySet(Evidence).filter(application=application)
        count = rows._raw_delete(rows.db)
        if count:
            events.LOOK_UPS_FORGOTTEN.record(
                subject=application.subject, by="timer", authority=application.authority.division_id, count=count
            )
    return int(count)
