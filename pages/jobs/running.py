"""The worker's part: a stretch of some seconds of one job, then whatever else waits, then the next stretch.

A job is taken by one conditional update that also puts its `due_at` ahead (`LONG_WORK_LEASE_SECONDS`): two workers
never hold it together. Each part is written with the count that says it is done, under the condition that the job is
still in the same hands; killed before that, a part is made again, killed after it, the next one is. Nothing is done
twice, and what was done is not done again.
"""

from __future__ import annotations

import datetime
import hashlib
import logging
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import override
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from pages.jobs import events
from pages.jobs.contract import CannotGoOn, Kept, Kind, NoSuchKind, Order, kind_named
from pages.jobs.files import content_of, drop, keep
from pages.jobs.models import Job, Part, State

logger = logging.getLogger(__name__)

NOT_ALLOWED, UNKNOWN_KIND, ERROR = "not-allowed", "unknown-kind", "error"
"""Reasons every kind can fail for."""
PAUSES = (datetime.timedelta(seconds=30), datetime.timedelta(minutes=5))
"""How long it rests after its first, second failure; after the third it has failed."""
COMING = datetime.timedelta(minutes=1)
"""How far ahead the timers look: as long as they rest."""
MOST_AT_ONCE = 100
PRIORITY = -10
"""Behind everything somebody waits for: certificates, letters, messages."""


class NoLongerOurs(Exception):
    """It was cancelled, or taken over by somebody else."""


@task(priority=PRIORITY)
def go_on(job_id: int) -> None:
    """One stretch; the next is queued behind other work."""
    if work_on(job_id) and job_id not in _queued(DBTaskResult.objects.ready()):
        go_on.enqueue(job_id)


def hurry() -> int:
    """Timer: queue what is due, or falls due before the timers run again, and is not queued; returns how many.

    A worker that was killed leaves a job that falls due when its lease ends.
    """
    soon = timezone.now() + COMING
    coming = Job.objects.still_open().filter(due_at__lte=soon).order_by("due_at").values_list("pk", "due_at")
    wanted = list(coming[:MOST_AT_ONCE])
    if not wanted:
        return 0
    # One that runs may be in the hands of a dead worker: it is no reason to wait.
    queued = _queued(DBTaskResult.objects.filter(status=TaskResultStatus.READY))
    new = [(pk, due_at) for pk, due_at in wanted if pk not in queued]
    for pk, due_at in new:
        go_on.using(run_after=max(due_at, timezone.now())).enqueue(pk)
    return len(new)


def _queued(tasks: QuerySet[DBTaskResult]) -> set[int]:
    """The jobs some tasks are about."""
    stored = tasks.filter(task_path=go_on.module_path).values_list("args_kwargs", flat=True)
    return {one["args"][0] for one in stored if one["args"]}


def work_on(job_id: int, *, seconds: float | None = None) -> bool:
    """Work on a job for a while; True when there is more to do and nobody else has it."""
    job = _take(job_id)
    if job is None:
        return False
    try:
        with override(job.language):
            return _stretch(job, until=time.monotonic() + (seconds or settings.LONG_WORK_STRETCH_SECONDS))
    except NoLongerOurs:
        return False
    except CannotGoOn as why:
        _fail(job, why.reason)
    except NoSuchKind:
        _fail(job, UNKNOWN_KIND)
    except (OperationalError, InterfaceError):
        raise  # the worker waits for its database; the job is due again when nobody was heard of
    except Exception as error:
        # Whatever a kind does wrong is told to its person, and stops no other work.
        logger.exception("long work %s failed", job.pk)
        _rest(job, error)
    return False


def _take(job_id: int) -> Job | None:
    now = timezone.now()
    free = Job.objects.still_open().filter(pk=job_id, due_at__lte=now)
    holder = get_random_string(16)
    taken = free.update(
        state=State.RUNNING, holder=holder, due_at=_lease(), began_at=Coalesce(F("began_at"), now), reason=""
    )
    return Job.objects.select_related("asked_by__authority").get(pk=job_id) if taken else None


def _lease() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(seconds=settings.LONG_WORK_LEASE_SECONDS)


def _stretch(job: Job, *, until: float) -> bool:
    kind, order = kind_named(job.kind), Order(about=job.about, by=job.asked_by, asked_at=job.asked_at)
    if not job.asked_by.is_active or not kind.may(job.asked_by, job.about):
        raise CannotGoOn(NOT_ALLOWED)
    if job.plan is None:
        _plan(job, kind, order)
    while job.done < len(job.plan):
        _make(job, kind, order)  # at least one, however short the time is
        if time.monotonic() >= until:
            _write(job, due_at=timezone.now())  # let go: whoever comes first takes it up
            return True
    _end(job, kind, order)
    return False


def _write(job: Job, **changes: object) -> None:
    """Change the row under the condition that it is still ours. Raises NoLongerOurs."""
    if not Job.objects.held(job).update(**changes):
        raise NoLongerOurs
    for name, value in changes.items():
        setattr(job, name, value)


def _plan(job: Job, kind: Kind, order: Order) -> None:
    plan = kind.plan(order)
    _write(job, plan=list(plan.parts), units=plan.units, due_at=_lease())


def _make(job: Job, kind: Kind, order: Order) -> None:
    number = job.done
    made = kind.make(order, job.plan[number], job.size)
    name = keep(job, number, made.content)
    with transaction.atomic():
        _write(
            job,
            done=number + 1,
            units_done=job.units_done + made.units,
            size=job.size + len(made.content),
            due_at=_lease(),
            tries=0,
        )
        Part.objects.create(
            job=job,
            number=number,
            is_result=not kind.replaces,
            file=name,
            size=len(made.content),
            notes=made.notes,
        )


def _end(job: Job, kind: Kind, order: Order) -> None:
    """Write the last bytes of the result, and tick it off; however long it takes, the job stays in these hands."""
    parts = list(job.parts.filter(is_result=not kind.replaces))
    first = 0 if kind.replaces else len(parts)
    new = list(_kept_stretches(job, kind.end(order, _read(job, parts)), first))
    digest = hashlib.sha256()
    whole = new if kind.replaces else [*parts, *new]
    for part in _still_ours(job, whole):
        digest.update(content_of(part))
    filename, size = kind.filename(order), sum(part.size for part in whole)
    with transaction.atomic():
        now = timezone.now()
        _write(
            job,
            state=State.DONE,
            ended_at=now,
            kept_until=now + datetime.timedelta(days=settings.LONG_WORK_KEPT_DAYS),
            size=size,
            filename=filename,
            sha256=digest.hexdigest(),
        )
        Part.objects.bulk_create(new)
        events.DONE.record(
            subject=job.subject,
            by="work",
            authority=events.authority_of(job.asked_by),
            kind=job.kind,
            bytes=size,
            sha256=job.sha256,
        )
    _forget_the_way(job)


def _forget_the_way(job: Job) -> None:
    """What was only on the way to a whole result is not kept beside it."""
    way = list(job.parts.filter(is_result=False))
    for part in way:
        drop(part)
    Part.objects.filter(pk__in=[part.pk for part in way]).delete()


def _still_ours(job: Job, parts: list[Part]) -> Iterator[Part]:
    """The parts, one after the other; each says that somebody still works on the job. Raises NoLongerOurs."""
    for part in parts:
        _write(job, due_at=_lease())
        yield part


def _read(job: Job, parts: list[Part]) -> Iterator[Kept]:
    for part in _still_ours(job, parts):
        yield Kept(notes=part.notes, size=part.size, read=lambda part=part: content_of(part))  # type: ignore[misc]


def _kept_stretches(job: Job, stretches: Iterator[bytes], first: int) -> Iterator[Part]:
    for number, content in enumerate(stretches, start=first):
        if content:
            # Numbers on the way there and of the result must not share a file.
            name = keep(job, len(job.plan) + number, content)
            _write(job, due_at=_lease())
            yield Part(job=job, number=number, is_result=True, file=name, size=len(content), notes=None)


def _rest(job: Job, error: Exception) -> None:
    """Try again later; after the last try it has failed, and its person learns the kind of error, never its data."""
    tries = job.tries + 1
    if tries > len(PAUSES):
        _fail(job, f"{ERROR}:{type(error).__name__}"[:60])
        return
    Job.objects.held(job).update(tries=tries, due_at=timezone.now() + PAUSES[tries - 1])


def _fail(job: Job, reason: str) -> None:
    now = timezone.now()
    kept_until = now + datetime.timedelta(days=settings.LONG_WORK_KEPT_DAYS)
    with transaction.atomic():
        if not Job.objects.held(job).update(state=State.FAILED, reason=reason, ended_at=now, kept_until=kept_until):
            return
        events.FAILED.record(
            subject=job.subject,
            by="work",
            authority=events.authority_of(job.asked_by),
            kind=job.kind,
            reason=reason.partition(":")[0],
        )
