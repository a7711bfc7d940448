"""What the worker does: finish decided cases; and find again those nobody finished."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from desk.models import OpenStep
from licensing.applications.models.application import Application
from licensing.certificates.models import IssueOrder
from licensing.moving.finish import finish

RETRY_AFTER = datetime.timedelta(minutes=1)


@task()
def finish_case(application_id: int) -> None:
    """Issue, publicise or send what a decision promised. Idempotent."""
    finish(Application.objects.get(pk=application_id))


def sweep() -> int:
    """Enqueue every order that is still open a minute after it was made or last tried; returns how many.

    The outbox row is the promise, the queue only the hurry: a worker killed mid-task loses nothing.
    """
    before = timezone.now() - RETRY_AFTER
    overdue = IssueOrder.objects.filter(completed_at__isnull=True, ordered_at__lt=before).filter(
        Q(last_attempt_at__isnull=True) | Q(last_attempt_at__lt=before)
    )
    applications = list(overdue.values_list("decision__application_id", flat=True)[:100])
    letters = OpenStep.objects.at("LicensingFlow", "notify_refusal", "notify_ending").filter(task__created__lt=before)
    applications += letters.values_list("task__process__licensingprocess__application", flat=True)[:100]
    queued = _queued()
    new = [application_id for application_id in dict.fromkeys(applications) if application_id not in queued]
    for application_id in new:
        finish_case.enqueue(application_id)
    return len(new)


def _queued() -> set[int]:
    """The cases that already wait for the worker, or are in its hands."""
    waiting = DBTaskResult.objects.filter(
        task_path=finish_case.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    return {stored["args"][0] for stored in waiting.values_list("args_kwargs", flat=True) if stored["args"]}
