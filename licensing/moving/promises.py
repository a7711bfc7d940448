"""Moving what follows a grant along: each act and its step of the flow in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.people import Person
from accounts.permissions import DECIDE
from desk.refusals import NotYourTask, SomebodyElseIsWorking
from desk.tasks import completing, locked, working_on
from licensing.applications.models.application import Application
from licensing.decisions import visits
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.writing.reasons import reason
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.models import AfterGrantProcess
from licensing.flow.open_steps import open_step, open_step_name
from licensing.moving.watching import answer_due, to_look_at
from licensing.verification import actions as verifying
from licensing.verification import proceedings
from licensing.verification.models import End, Inquiry, Inspection, Verification
from licensing.verification.rules import open_inquiry, what_was_found
from materials.uploads.rules import Checked

REVOKED_FOR = {Inspection.Outcome.UNTRUE: "rv-deceit", Inspection.Outcome.UNMENDED: "rv-unmended"}
REVOKED_FOR_OTHERS = {Inspection.Outcome.UNTRUE: "fo-rv-untrue", Inspection.Outcome.UNMENDED: "fo-rv-unmended"}
"""What a verification found → the standard reason whose article the revocation rests on."""


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
    if verification is not None:
        AfterGrantFlow.promise.run(application=application)
    return verification


def inspect(
    application: Application,
    *,
    results: Sequence[dict[str, Any]],
    outcome: Inspection.Outcome,
    notes: str,
    by: Person,
    second: Person | None = None,
    photos: Sequence[Checked] = (),
) -> None:
    """File a verification; on site it counts once the second officer has confirmed it (`confirm_inspection`)."""
    verification = application.verification
    if verification.method == Verification.Method.ON_SITE:
        task = open_step(application, "verify")
        with locked(task.process.coerced):
            if not by.has_perm(task.owner_permission):
                raise NotYourTask
            verifying.check_outcome(verification, results, outcome)
            seen = {"results": list(results), "outcome": outcome.value, "notes": notes}
            step = VisitReport.Step.VERIFY
            visits.file_report(application, step, record=seen, photos=photos, by=by, second=second)
        return
    with _doing(application, "verify", by=by):
        inspection = verifying.inspect(
            verification, results=results, outcome=outcome, notes=notes, by=by, photos=photos
        )
        _proceed(inspection, by=by)


def confirm_inspection(application: Application, *, agrees: bool, words: str = "", by: Person) -> None:
    """The second officer confirms the verification on site himself; or has it written anew."""
    task = open_step(application, "verify")
    if not agrees:
        visits.answer_report(application, VisitReport.Step.VERIFY, agrees=False, words=words, by=by)
        return
    with completing(task, by=by):
        report = visits.answer_report(application, VisitReport.Step.VERIFY, agrees=True, words=words, by=by)
        inspection = verifying.inspect(
            application.verification,
            results=report.record["results"],
            outcome=Inspection.Outcome(report.record["outcome"]),
            notes=report.record["notes"],
            by=report.officer,
            report=report,
        )
        _proceed(inspection, by=report.officer)


def _proceed(inspection: Inspection, *, by: Person) -> None:
    """What was untrue or left unmended opens the proceedings, each on its own article."""
    application = inspection.verification.application
    grounds = REVOKED_FOR if application.item.type == "licence" else REVOKED_FOR_OTHERS
    ground = grounds.get(Inspection.Outcome(inspection.outcome))
    if ground is None:
        return
    finding = what_was_found(inspection.results)
    proceedings.open_inquiry(
        application,
        End.REVOCATION,
        reasons=f"{finding}\n{reason(ground).zh}",
        articles=reason(ground).articles or application.item.legal_basis_zh,
        finding=finding,
        is_untrue=inspection.outcome == Inspection.Outcome.UNTRUE,
        is_unmended=inspection.outcome == Inspection.Outcome.UNMENDED,
        by=by,
        inspection=inspection,
    )


def report_rectified(application: Application, *, words: str, proofs: Sequence[Checked], by: Person) -> None:
    """The holder reports what was mended; it is verified again."""
    with _doing(application, "rectify", by=by):
        inspection = Inspection.objects.filter(verification__application=application).latest("pk")
        verifying.report_rectified(inspection, words=words, proofs=proofs, by=by)


def open_proceedings(
    application: Application, end: End, *, reasons: str, articles: str, finding: str, is_untrue: bool, by: Person
) -> Inquiry:
    """An official has found a ground: tell the intention, hear the holder."""
    with transaction.atomic():
        inquiry = proceedings.open_inquiry(
            application, end, reasons=reasons, articles=articles, finding=finding, is_untrue=is_untrue, by=by
        )
        AfterGrantFlow.find_ground.run(application=application)
    return inquiry


def state_case(
    application: Application, *, words: str, wants_hearing: bool, proofs: Sequence[Checked], by: Person
) -> None:
    """The holder's statement; then the decision is due. Until it is made, a late one is heard, too."""
    if open_step_name(application) == "decide_end":
        _state_late(application, words=words, wants_hearing=wants_hearing, proofs=proofs, by=by)
        return
    with _doing(application, "defend", by=by):
        inquiry = open_inquiry(application)
        if inquiry is None:
            raise NotYourTask
        proceedings.state_case(inquiry, words=words, wants_hearing=wants_hearing, proofs=proofs, by=by)


def _state_late(
    application: Application, *, words: str, wants_hearing: bool, proofs: Sequence[Checked], by: Person
) -> None:
    process = AfterGrantProcess.objects.filter(application=application, finished__isnull=True).latest("pk")
    with locked(process):  # nobody decides meanwhile
        open_step(application, "decide_end")
        inquiry = open_inquiry(application)
        if inquiry is None:
            raise NotYourTask
        proceedings.state_case(inquiry, words=words, wants_hearing=wants_hearing, proofs=proofs, by=by)


def announce_hearing(
    application: Application,
    *,
    held_on: datetime.date,
    time: datetime.time,
    place: str,
    chair: Person,
    by: Person,
) -> None:
    """Tell the holder day, time and place of the hearing."""
    inquiry = open_inquiry(application)
    if inquiry is None or not by.has_perm(DECIDE):
        raise NotYourTask
    proceedings.announce_hearing(inquiry, held_on=held_on, time=time, place=place, chair=chair, by=by)


def record_hearing(application: Application, *, held_on: datetime.date, minutes: str, by: Person) -> None:
    """File the minutes of the hearing the holder asked for."""
    inquiry = open_inquiry(application)
    if inquiry is None or not by.has_perm(DECIDE):
        raise NotYourTask
    proceedings.record_hearing(inquiry, held_on=held_on, minutes=minutes, by=by)


def decide_inquiry(application: Application, *, ends: bool, reasons: str, by: Person, **told: str) -> None:
    """End the licence, or drop the proceedings; `told` as `verification.proceedings.decide_inquiry` takes it."""
    with _doing(application, "decide_end", by=by):
        inquiry = open_inquiry(application)
        if inquiry is None:
            raise NotYourTask
        proceedings.decide_inquiry(inquiry, ends=ends, reasons=reasons, by=by, **told)


def time_passed() -> int:
    """Timers after the grant: rectification and defence left unanswered go on without; returns how many."""
    today = timezone.localdate()
    waiting = [step for step in to_look_at("AfterGrantFlow", on=today) if step.node in MISSED]
    processes = AfterGrantProcess.objects.filter(pk__in=[step.task.process_id for step in waiting])
    cases = {process.pk: process.application for process in processes.select_related("application")}
    moved = 0
    for step in waiting:
        application = cases[step.task.process_id]
        due = answer_due(application, step.node)
        if due is None or today <= due:
            continue
        try:
            with _message(application, MISSED[step.node], step.node):
                moved += 1
        except (NotYourTask, SomebodyElseIsWorking):
            continue  # the holder answered in the meantime
    return moved


MISSED = {"rectify": "miss_rectification", "defend": "miss_defence"}
"""The step where the holder has to answer → the message that goes on without."""
