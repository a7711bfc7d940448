"""Gates nobody waits for are written with the step they lead to, and it stays to be seen what came after which."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.tasks import STATUS, Task
from licensing.moving import cases
from licensing.moving.finish import finish
from tests.factories import accepted, submitted

pytestmark = pytest.mark.django_db


def came_about(case):
    """Step → its status, and the steps it came after, in the order in which they were written."""
    tasks = Task.objects.filter(process=case.process.pk).order_by("pk")
    return {
        task.flow_task.name: (task.status, [before.flow_task.name for before in task.previous.all()]) for task in tasks
    }


def test_every_gate_has_its_row_between_the_steps(taihang, clerk):
    case = accepted(taihang, clerk=clerk)

    assert came_about(case) == {
        "apply": (STATUS.DONE, []),
        "check": (STATUS.DONE, ["apply"]),
        "is_complete": (STATUS.DONE, ["check"]),
        "next_step": (STATUS.DONE, ["is_complete"]),
        "decide": (STATUS.NEW, ["next_step"]),
    }


def test_the_end_is_written_once_and_closes_the_procedure(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    cases.decide(case, "granted", by=clerk)
    finish(case)

    told = came_about(case)
    case.process.refresh_from_db()

    assert told["is_electronic"] == (STATUS.DONE, ["publish"])
    assert told["granted"] == (STATUS.DONE, ["is_electronic"])
    assert {status for status, _before in told.values()} == {STATUS.DONE}
    assert case.process.status == "DONE"
    assert case.process.finished is not None


def test_what_an_act_leads_to_are_two_statements(taihang, clerk):
    case = submitted(taihang)
    with CaptureQueriesContext(connection) as asked:
        cases.accept(case, by=clerk)

    written = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("INSERT")]
    assert len([sql for sql in written if "viewflow_task" in sql]) == 2


def test_every_row_says_what_kind_of_node_it_is(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    cases.decide(case, "granted", by=clerk)
    finish(case)

    for task in Task.objects.filter(process=case.process.pk):
        assert task.flow_task_type == task.flow_task.task_type, task.flow_task.name
