"""The worker that outlives its database: it waits while nothing can be read or written, and goes on."""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.models import Heartbeat

logger = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 15
DEAD_AFTER = datetime.timedelta(seconds=60)
RESULTS_KEPT = datetime.timedelta(days=30)


def name_of(worker_id: str) -> str:
    """Under which name a worker's heart beats."""
    return f"worker:{worker_id}"


def work(worker: Worker, stop: threading.Event, *, renew: Callable[[], None] = close_old_connections) -> None:
    """Do what is queued until told to stop. A database that is away or full is waited for, then connected to anew."""
    pause = 0.5
    while worker.running and not stop.is_set():
        try:
            give_back(worker.worker_id)
            worker.run()
            return
        except (DatabaseError, OSError) as problem:
            logger.warning("the worker waits: %s", type(problem).__name__)
            renew()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def give_back(worker_id: str) -> int:
    """Queue again what this worker began and could not end; returns how many."""
    return _ready_again(lambda owner: owner == worker_id)


def take_up_again() -> int:
    """Queue again what a worker began that is no longer alive; every task may run twice."""
    since = timezone.now() - DEAD_AFTER
    alive = set(Heartbeat.objects.filter(at__gte=since).values_list("name", flat=True))
    return _ready_again(lambda owner: name_of(owner) not in alive)


def _ready_again(is_orphan: Callable[[str], bool]) -> int:
    found = [task.pk for task in DBTaskResult.objects.running() if is_orphan((task.worker_ids or [""])[-1])]
    running = DBTaskResult.objects.filter(pk__in=found, status=TaskResultStatus.RUNNING)
    return running.update(status=TaskResultStatus.READY, started_at=None)


def forget_old() -> None:
    """Delete results nobody asks for any more, and the names of workers that are gone."""
    before = timezone.now() - RESULTS_KEPT
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    Heartbeat.objects.filter(name__startswith="worker:", at__lt=before).delete()
