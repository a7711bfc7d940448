"""The rows of open steps are kept: opened, given, ended, looked at again; and made anew from the tasks.

Knows Viewflow, never what the work is about.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils import timezone
from viewflow.workflow.models import Task

from desk.models import NONE_IN_SIGHT, OpenStep
from desk.tasks import OPEN
from desk.worked import Worked, work_of

BATCH = 1000


def opened(task: Task, work: Worked) -> None:
    """A step was opened."""
    _row(task, work).save(force_insert=True)


def given(task: Task) -> None:
    """A step was taken, given to somebody else, or put back."""
    OpenStep.objects.filter(pk=task.pk).update(owner=task.owner_id)


def moved(task: Task, work: Worked) -> None:
    """The work is at another authority now."""
    OpenStep.objects.filter(pk=task.pk).update(authority=work.authority_id)


def ended(task: Task) -> None:
    """A step was done, or ended by a message."""
    OpenStep.objects.filter(pk=task.pk).delete()


def look_at_all() -> None:
    """The calendar changed, and every limit with it (setting CALENDAR_CHANGED)."""
    OpenStep.objects.update(look_on=timezone.localdate())


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came of looking at a step: by when it is due, and on which day it is looked at next; none: never."""

    due: datetime.date | None
    look_on: datetime.date | None


def seen(steps: Sequence[OpenStep], found: Sequence[Seen]) -> None:
    """Write down when each step is due, and on which day it is looked at next."""
    for step, one in zip(steps, found, strict=True):
        step.due, step.look_on = one.due or NONE_IN_SIGHT, one.look_on
    OpenStep.objects.bulk_update(steps, ["due", "look_on"], batch_size=BATCH)


def count_anew() -> int:
    """Make every row again from the tasks; returns how many there are. For who changed tasks behind our back."""
    with transaction.atomic():
        OpenStep.objects.all().delete()
        made = 0
        tasks = Task.objects.filter(status__in=OPEN).select_related("process").order_by("pk")
        kept = (task for task in tasks.iterator(BATCH) if getattr(task.flow_task, "is_kept", False))
        while some := list(islice(kept, BATCH)):
            made += len(OpenStep.objects.bulk_create([_row(task, work_of(task)) for task in some]))
    return made


def _row(task: Task, work: Worked) -> OpenStep:
    return OpenStep(
        task=task,
        flow=type(task.flow_task.flow_class.instance).__name__,
        node=task.flow_task.name,
        authority_id=work.authority_id,
        owner_id=task.owner_id,
        permission=task.owner_permission or "",
        # What only the worker does has no limit of its own.
        look_on=timezone.localdate() if task.owner_permission else None,
    )
