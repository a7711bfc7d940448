"""Which drafts come to their end, and whose look-ups nobody needs any more."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from licensing.applications.keeping.editions import EDITIONS, retention_on
from licensing.applications.models.application import Application
from pages.days import midnight


def near_their_end(*, on: datetime.date) -> QuerySet[Application]:
    """Drafts whose end is near, or past: nobody has worked on them for nearly as long as drafts are kept."""
    shortest = min(one.draft_days - one.told_days for one in EDITIONS.all)
    idle = midnight(on - datetime.timedelta(days=shortest - 1))
    return Application.objects.drafts().filter(parent__isnull=True, saved_at__lt=idle).defer("draft")


def put_away_long_ago(*, on: datetime.date) -> QuerySet[Application]:
    """What was put away without being handed in, so long ago that nobody counts its look-ups any more."""
    before = midnight(on - datetime.timedelta(days=retention_on(on).look_up_days))
    return Application.objects.filter(discarded_at__lt=before, submission__isnull=True).defer("draft")
