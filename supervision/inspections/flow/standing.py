"""Where many inspections stand, in one question: the newest task that waits, or the end."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from desk.tasks import OPEN, Task
from supervision.inspections.flow.flows import InspectionFlow
from supervision.inspections.models import CompanyInspection


def steps_of(inspections: Sequence[CompanyInspection]) -> dict[int, str]:
    """Inspection → its open step, or how it ended."""
    rows = _tasks().filter(process__inspectionprocess__inspection__in=[one.pk for one in inspections])
    told = rows.order_by("pk").values_list("process__inspectionprocess__inspection", "flow_task")
    return {inspection: node.name for inspection, node in told}


def standing_at(step: str) -> QuerySet[Task]:
    """The inspections that stand at a step or ended there."""
    rows = _tasks().filter(flow_task=getattr(InspectionFlow, step))
    return rows.values("process__inspectionprocess__inspection")


def _tasks() -> QuerySet[Task]:
    return Task.objects.filter(status__in=OPEN) | Task.objects.filter(flow_task_type="END")
