"""Up to where the trail is complete: events get their numbers before they are committed, a later one may show first.

Who tails the trail remembers a `Mark`: the newest event it has seen, and when. Nothing at or before a mark can still
appear once every transaction that was open at that moment has ended. SQLite has one writer at a time: there a mark is
complete at once. On PostgreSQL all processes of the portal sign in under one role, which sees its transactions.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from trail.models import Event


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The number of the newest event seen, and the moment after it was seen by the clock of the database."""

    event: int
    at: datetime.datetime


def mark() -> Mark:
    """The newest event that can be seen now."""
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return Mark(event=newest, at=_database_time())


def is_complete(mark: Mark) -> bool:
    """Whether nothing at or before a mark can still appear."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'"
        )
        (oldest,) = cursor.fetchone()
    return oldest is None or oldest > mark.at


def _database_time() -> datetime.datetime:
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime.datetime = cursor.fetchone()[0]
    return found
