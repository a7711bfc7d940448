"""What must hold of the rows of open steps whatever was done: asserted after each act of the random walks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from desk import open_steps
from desk.models import NONE_IN_SIGHT, OpenStep
from licensing.moving.watching import WATCHES, looked_at


def rows() -> list[tuple[Any, ...]]:
    return sorted(OpenStep.objects.values_list("task", "flow", "node", "authority", "owner", "permission"), key=str)


def check_rows() -> None:
    """The rows are those the tasks give, no step is looked at later than one of its limits asks, and what was
    looked at has the due day its limit has."""
    kept = rows()
    with transaction.atomic():
        open_steps.count_anew()
        counted = rows()
        transaction.set_rollback(True)
    assert kept == counted
    today = timezone.localdate()
    for flow, watch in WATCHES.items():
        steps = list(OpenStep.objects.filter(flow=flow).exclude(permission="").select_related("task"))
        for step, wanted in zip(steps, looked_at(steps, watch, on=today), strict=True):
            assert wanted.look_on is None or (
                step.look_on is not None and step.look_on <= max(wanted.look_on, today)
            ), step
            if step.look_on is not None and step.look_on > today:
                assert step.due == (wanted.due or NONE_IN_SIGHT), step
