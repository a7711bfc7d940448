"""Which step of an inspection is open, and how an act carries it out or ends it by a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from accounts.people import Person
from desk.refusals import NotYourTask
from desk.tasks import Task, locked, open_among, working_on
from supervision.inspections.flow.flows import InspectionFlow
from supervision.inspections.flow.models import InspectionProcess
from supervision.inspections.models import CompanyInspection


def open_step(inspection: CompanyInspection, *nodes: str) -> Task:
    """The open step of an inspection. Raises NotYourTask."""
    tasks = Task.objects.filter(process__inspectionprocess__inspection=inspection)
    return open_among(tasks.select_related("process__inspectionprocess"), *nodes)


def step_name(inspection: CompanyInspection) -> str:
    """Where an inspection stands: its open step, or how it ended."""
    try:
        return str(open_step(inspection).flow_task.name)
    except NotYourTask:
        ends = Task.objects.filter(process__inspectionprocess__inspection=inspection, flow_task_type="END")
        last = ends.order_by("pk").last()
        return str(last.flow_task.name) if last else ""


def doing(inspection: CompanyInspection, node: str, *, by: Person) -> AbstractContextManager[None]:
    """Carry out the open step. Raises NotYourTask, SomebodyElseIsWorking."""
    return working_on(open_step(inspection, node), by=by)


@contextmanager
def ending(inspection: CompanyInspection, message: str, *nodes: str) -> Iterator[None]:
    """End the open step by a message, with what happens inside. Raises NotYourTask, SomebodyElseIsWorking."""
    process = InspectionProcess.objects.get(inspection=inspection)
    with locked(process):
        task = open_step(inspection, *nodes)
        yield
        getattr(InspectionFlow, message).send(task)
