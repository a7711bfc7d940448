"""The worker waits for its database and goes on; nothing it began is forgotten, nothing is queued twice."""

import datetime
import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from licensing.certificates.models import IssueOrder
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.worker import finish_case, sweep
from portal.models import Heartbeat
from portal.work import forget_old, name_of, take_up_again, work
from tests.factories import accepted

pytestmark = pytest.mark.django_db


def begun_by(worker_id):
    finish_case.enqueue(999_999)
    task = DBTaskResult.objects.get()
    task.claim(worker_id)
    return task


def status_of(task):
    return DBTaskResult.objects.get(pk=task.pk).status


def test_a_database_that_goes_away_is_waited_for():
    tries = []

    def run():
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("server closed the connection unexpectedly")

    stop = threading.Event()
    stop.wait = lambda _seconds: False

    work(SimpleNamespace(running=True, worker_id="w1", run=run), stop, renew=lambda: None)

    assert len(tries) == 3


def test_what_a_worker_could_not_end_it_begins_again():
    task = begun_by("w1")

    work(SimpleNamespace(running=True, worker_id="w1", run=lambda: None), threading.Event())

    assert status_of(task) == TaskResultStatus.READY


def test_a_task_of_a_dead_worker_is_taken_up_by_another():
    task = begun_by("dead")
    Heartbeat.objects.create(name=name_of("dead"), at=timezone.now() - datetime.timedelta(minutes=2))

    assert take_up_again() == 1
    assert status_of(task) == TaskResultStatus.READY


def test_a_task_in_the_hands_of_a_living_worker_stays_there():
    task = begun_by("alive")
    Heartbeat.beat(name_of("alive"))

    assert take_up_again() == 0
    assert status_of(task) == TaskResultStatus.RUNNING


def test_the_sweep_queues_nothing_that_is_queued(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    flow.decide(case, Decision.Outcome.GRANTED, by=clerk)
    IssueOrder.objects.update(ordered_at=timezone.now() - datetime.timedelta(hours=1))
    DBTaskResult.objects.all().delete()

    told = [sweep() for _minute in range(5)]

    assert told == [1, 0, 0, 0, 0]
    assert DBTaskResult.objects.count() == 1


def test_results_of_long_ago_are_forgotten():
    task = begun_by("w1")
    task.set_successful(None)
    DBTaskResult.objects.update(finished_at=timezone.now() - datetime.timedelta(days=31))

    forget_old()

    assert not DBTaskResult.objects.exists()
