"""Moving what follows a grant along: each act and its step of the flow in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.people import Person
from licensing.applications.models import Application
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.flows import DECIDE
from licensing.flow.locking import NotYourTask, SomebodyElseIsWorking, locked, working_on
from licensing.flow.models import AfterGrantProcess
from licensing.verification import actions as verifying
from licensing.verification.models import End, Inquiry, Inspection, Verification
from licensing.verification.rules import open_inquiry, what_is_not_kept

UNTRUE_ARTICLES = "《中华人民共和国行政许可法》第六十九条第二款"
"""What a licence obtained by deceit is revoked by."""
OPEN = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


def open_step(application: Application, *nodes: str) -> Task:
    """The open human step after the grant. Raises NotYourTask."""
    tasks = Task.objects.filter(process__aftergrantprocess__application=application, status__in=OPEN)
    for task in tasks.order_by("-id"):
        if not nodes or task.flow_task.name in nodes:
            return task
    raise NotYourTask


def open_step_name(application: Application) -> str:
    try:
        return str(open_step(application).flow_task.name)
    except NotYourTask:
        return ""


def _doing(application: Application, node: str, *, by: Person) -> AbstractContextManager[None]:
    return working_on(open_step(application, node), by=by)


@contextmanager
def _message(application: Application, message: str, node: str) -> Iterator[None]:
    process = AfterGrantProcess.objects.filter(application=application, finished__isnull=True).latest("pk")
    with locked(process):
        task = open_step(application, node)
        yield
        getattr(AfterGrantFlow, message).send(task)


def begin_verification(application: Application) -> Verification | None:
    """Start the verification a grant under commitment owes; called in the transaction of the decision."""
    verification = verifying.order_verification(application)
    if verification is not None and not AfterGrantProcess.objects.filter(application=application).exists():
        AfterGrantFlow.promise.run(application=application)
    return verification


def inspect(
    application: Application,
    *,
    results: Sequence[dict[str, Any]],
    outcome: Inspection.Outcome,
    by: Person,
    articles: str = UNTRUE_ARTICLES,
    **seen: Any,
) -> Inspection:
    """Record an inspection (`seen` as `verification.inspect` takes it); an untrue promise opens the proceedings."""
    with _doing(application, "verify", by=by):
        inspection = verifying.inspect(application.verification, results=results, outcome=outcome, by=by, **seen)
        if outcome == Inspection.Outcome.UNTRUE:
            verifying.open_inquiry(
                application,
                End.REVOCATION,
                reasons=what_is_not_kept(results),
                articles=articles,
                is_untrue=True,
                by=by,
                inspection=inspection,
            )
    return inspection


def report_rectified(application: Application, *, words: str, proofs: Sequence[UploadedFile], by: Person) -> None:
    """The holder reports what was mended; it is verified again."""
    with _doing(application, "rectify", by=by):
        inspection = Inspection.objects.filter(verification__application=application).latest("pk")
        verifying.report_rectified(inspection, words=words, proofs=proofs, by=by)


def open_proceedings(
    application: Application, end: End, *, reasons: str, articles: str, is_untrue: bool, by: Person
) -> Inquiry:
    """An official has found a ground: tell the intention, hear the holder."""
    with transaction.atomic():
        inquiry = verifying.open_inquiry(
            application, end, reasons=reasons, articles=articles, is_untrue=is_untrue, by=by
        )
        AfterGrantFlow.find_ground.run(application=application)
    return inquiry


def state_case(
    application: Application, *, words: str, wants_hearing: bool, proofs: Sequence[UploadedFile], by: Person
) -> None:
    """The holder's statement; then the decision is due."""
    with _doing(application, "defend", by=by):
        inquiry = open_inquiry(application)
        if inquiry is None:
            raise NotYourTask
        verifying.state_case(inquiry, words=words, wants_hearing=wants_hearing, proofs=proofs, by=by)


def record_hearing(application: Application, *, held_on: datetime.date, minutes: str, by: Person) -> None:
    """File the minutes of the hearing the holder asked for."""
    inquiry = open_inquiry(application)
    if inquiry is None or not by.has_perm(DECIDE):
        raise NotYourTask
    verifying.record_hearing(inquiry, held_on=held_on, minutes=minutes, by=by)


def decide_inquiry(application: Application, *, ends: bool, reasons: str, by: Person) -> None:
    """End the licence, or drop the proceedings."""
    with _doing(application, "decide_end", by=by):
        inquiry = open_inquiry(application)
        if inquiry is None:
            raise NotYourTask
        verifying.decide_inquiry(inquiry, ends=ends, reasons=reasons, by=by)


def time_passed() -> int:
    """Timers after the grant: rectification and defence left unanswered go on without; returns how many."""
    today = timezone.localdate()
    waiting = Task.objects.filter(flow_task__in=[AfterGrantFlow.rectify, AfterGrantFlow.defend], status__in=OPEN)
    moved = 0
    for application in Application.objects.filter(aftergrantprocess__task__in=waiting).order_by("pk").distinct():
        step = open_step_name(application)
        message = {"rectify": "miss_rectification", "defend": "miss_defence"}.get(step)
        due = _answer_due(application, step)
        if message is None or due is None or today <= due:
            continue
        try:
            with _message(application, message, step):
                moved += 1
        except (NotYourTask, SomebodyElseIsWorking):
            continue  # the holder answered in the meantime
    return moved


def _answer_due(application: Application, step: str) -> datetime.date | None:
    if step == "rectify":
        return Inspection.objects.filter(verification__application=application).latest("pk").rectify_by
    inquiry = open_inquiry(application)
    return inquiry.answer_by if inquiry else None
