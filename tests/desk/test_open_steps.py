"""The rows of open steps say what the tasks say, whatever was done with them."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts.authorities import Authority
from clock.editions import Day, release_year, write_year
from desk import open_steps, taking
from desk.models import OpenStep
from desk.tasks import OPEN, Task
from licensing.flow.open_steps import open_task
from licensing.moving import timers
from tests.desk.rows_of_open_steps import rows
from tests.factories import staff, submitted

pytestmark = pytest.mark.django_db


def waiting(company):
    """A case that waits for the clerk: a file was brought that a person has to look at."""
    return submitted(company)


def test_rows_follow_the_steps_and_counting_anew_gives_the_same(taihang, clerk):
    case = waiting(taihang)
    task = Task.objects.get(status__in=OPEN, process__licensingprocess__application=case, owner_permission__gt="")
    opened = rows()
    taking.take(task, by=clerk)
    taken = rows()

    open_steps.count_anew()

    assert [row[0] for row in opened] == [task.pk]
    assert taken[0][4] == clerk.pk
    assert rows() == taken
    assert Authority.objects.filter(pk=taken[0][3]).exists()


def test_a_step_is_looked_at_once_then_on_the_day_after_its_limit(taihang, clerk):
    case = waiting(taihang)
    today = timezone.localdate()
    before = OpenStep.objects.to_look_at(on=today).count()

    timers.escalate()
    step = OpenStep.objects.get(pk=open_task(case).pk)

    assert before == 1
    assert step.look_on is not None
    assert step.look_on > today
    assert not OpenStep.objects.to_look_at(on=step.look_on - datetime.timedelta(days=1)).exists()
    with time_machine.travel(datetime.datetime.combine(step.look_on, datetime.time(4), datetime.UTC), tick=False):
        assert timers.deem_accepted() + timers.escalate() > 0


def test_a_new_calendar_has_every_step_looked_at(taihang, clerk):
    waiting(taihang)
    timers.escalate()

    open_steps.look_at_all()

    assert OpenStep.objects.to_look_at(on=timezone.localdate()).count() == OpenStep.objects.count() == 1


def test_steps_are_looked_at_again_once_a_year_is_released_and_not_when_it_is_written(taihang, clerk):
    waiting(taihang)
    timers.escalate()
    to_look_at = OpenStep.objects.to_look_at(on=timezone.localdate())
    off = [Day(date=datetime.date(2031, 5, 1), is_working=False, name="劳动节")]

    edition = write_year(2031, off, source="国办发明电〔2030〕1号", by=staff("writer", "administrator"))
    written = to_look_at.count()
    release_year(edition, by=staff("releaser", "administrator"))

    assert written == 0
    assert to_look_at.count() == OpenStep.objects.count() == 1
