"""What must hold of the rows of open steps whatever was done: asserted after each act of the random walks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from desk import open_steps
from desk.models import OpenStep
from licensing.moving.watching import LIMITS_OF, next_looks


def rows() -> list[tuple[Any, ...]]:
    return sorted(OpenStep.objects.values_list("task", "flow", "node", "authority", "owner", "permission"), key=str)


def check_rows() -> None:
    """The rows are those the tasks give, and no step is looked at later than one of its limits asks."""
    kept = rows()
    with transaction.atomic():
        open_steps.count_anew()
        counted = rows()
        transaction.set_rollback(True)
    assert kept == counted
    today = timezone.localdate()
    for flow, limits_at in LIMITS_OF.items():
        steps = list(OpenStep.objects.filter(flow=flow).exclude(permission="").select_related("task"))
        for step, wanted in zip(steps, next_looks(steps, limits_at, on=today), strict=True):
            assert wanted is None or (step.look_on is not None and step.look_on <= max(wanted, today)), step
