"""What a person does with long work: ask for it, cancel it, have it go on after a failure, fetch its result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.people import Person
from accounts.sealing import blind_index
from pages.jobs import events
from pages.jobs.contract import Kind, NoSuchKind, kind_named
from pages.jobs.models import OPEN, Job, State
from pages.jobs.running import go_on
from trail.events import EventKind


class TooManyAtOnce(Exception):
    """Somebody asks for more long work while as much as one person may have waits already."""


class NothingToCancel(Exception):
    """It has ended meanwhile."""


class CannotBeRetried(Exception):
    """It did not fail, or its parts are not kept any more: it has to be asked for anew."""


class NoResult(Exception):
    """There is nothing to fetch: not made yet, failed, not kept any more, or of a kind that is gone."""


def ask(kind: Kind, about: Mapping[str, Any], *, by: Person) -> Job:
    """Have long work done; what is asked for twice is done once. Raises PermissionDenied and TooManyAtOnce."""
    if not kind.may(by, about):
        raise PermissionDenied
    digest = blind_index(json.dumps([kind.name, about], ensure_ascii=False, sort_keys=True))
    mine = Job.objects.still_open().filter(asked_by=by)
    if mine.count() >= settings.LONG_WORK_AT_ONCE and not mine.filter(digest=digest).exists():
        raise TooManyAtOnce
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind.name, about=dict(about), digest=digest, language=get_language() or "zh-hans", asked_by=by
            )
            _record(events.ASKED, job, by=by)
            transaction.on_commit(lambda: go_on.enqueue(job.pk))
    except IntegrityError:  # it may have ended since
        return Job.objects.filter(asked_by=by, digest=digest).latest("pk")
    return job


def cancel(job: Job, *, by: Person) -> None:
    """End it where it is; whoever works on it notices with the next part. Raises NothingToCancel."""
    now = timezone.now()
    with transaction.atomic():
        ended = Job.objects.filter(pk=job.pk, state__in=OPEN).update(state=State.CANCELLED, ended_at=now)
        if not ended:
            raise NothingToCancel
        _record(events.CANCELLED, job, by=by)


def retry(job: Job, *, by: Person) -> None:
    """Go on where it failed. Raises CannotBeRetried."""
    failed = Job.objects.filter(pk=job.pk, state=State.FAILED, cleared_at__isnull=True)
    again = {"state": State.WAITING, "tries": 0, "reason": "", "due_at": timezone.now(), "ended_at": None}
    try:
        with transaction.atomic():
            if not failed.update(**again, kept_until=None):
                raise CannotBeRetried
            _record(events.RETRIED, job, by=by)
            transaction.on_commit(lambda: go_on.enqueue(job.pk))
    except IntegrityError as same:  # the same was asked for anew meanwhile
        raise CannotBeRetried from same


def fetch(job: Job, *, by: Person) -> None:
    """Write down that somebody takes the result. Raises NoResult, and PermissionDenied when they may not any more."""
    if job.state != State.DONE:
        raise NoResult
    try:
        kind = kind_named(job.kind)
    except NoSuchKind as gone:  # and with it whoever could say who may have it
        raise NoResult from gone
    if not kind.may(by, job.about):
        raise PermissionDenied
    _record(events.DOWNLOADED, job, by=by, units=job.units, sha256=job.sha256)


def _record(kind: EventKind, job: Job, *, by: Person, **values: object) -> None:
    kind.record(subject=job.subject, by=by, authority=events.authority_of(by), kind=job.kind, **values)
