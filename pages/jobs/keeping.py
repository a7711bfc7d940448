"""How long results are kept: their files go when their time is over, the row stays and says so."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from pages.jobs import events
from pages.jobs.files import remove
from pages.jobs.models import Job, Part, State
from pages.lists.tables import remove_left_over

MOST_AT_ONCE = 100


def remove_old() -> int:
    """Timer: take away the files of what was cancelled, and of results and failures whose time is over; how many."""
    remove_left_over()
    now = timezone.now()
    with_files = Job.objects.filter(cleared_at__isnull=True)
    over = with_files.filter(state__in=[State.DONE, State.FAILED], kept_until__lt=now)
    # Whoever still works on a cancelled job notices before its lease runs out.
    cancelled = with_files.filter(state=State.CANCELLED, due_at__lt=now)
    found = [*over.select_related("asked_by__authority")[:MOST_AT_ONCE], *cancelled[:MOST_AT_ONCE]]
    half_way = Job.objects.filter(cleared_at__isnull=False, parts__isnull=False).distinct()[:MOST_AT_ONCE]
    for job in half_way:
        _take_away(job)
    return sum(_clear(job) for job in found)


def _clear(job: Job) -> bool:
    """Say first that it is gone, so that nobody fetches half of it; then take it away."""
    state = State.EXPIRED if job.state == State.DONE else job.state
    with transaction.atomic():
        same = Job.objects.filter(pk=job.pk, state=job.state, cleared_at__isnull=True)
        if not same.update(state=state, cleared_at=timezone.now()):
            return False
        if state == State.EXPIRED:
            authority = events.authority_of(job.asked_by)
            events.CLEARED.record(subject=job.subject, by="work", authority=authority, kind=job.kind)
    _take_away(job)
    return True


def _take_away(job: Job) -> None:
    remove(job)
    Part.objects.filter(job=job).delete()
