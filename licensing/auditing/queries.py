"""Reading the trail about a case, as an auditor reads it."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from accounts.authorities import Authority
from licensing import events
from trail.models import Event


def events_of(subjects: list[str]) -> list[Event]:
    """Everything the trail holds about some subjects, oldest first."""
    return list(Event.objects.filter(subject__in=subjects).order_by("pk"))


def gone_since(authorities: QuerySet[Authority], since: datetime.datetime) -> dict[str, int]:
    """What was deleted by rule (licensing/applications/keeping): drafts, and answers of registries for them."""
    rows = Event.objects.filter(at__gte=since, authority__in=authorities.values("division"))
    answers = rows.filter(kind=events.LOOK_UPS_FORGOTTEN.code).values_list("values", flat=True)
    return {
        "drafts": rows.filter(kind=events.DRAFT_ENDED.code).count(),
        "look_ups": sum(int(told["count"]) for told in answers),
    }
