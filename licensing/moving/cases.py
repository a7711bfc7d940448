"""Moving a case along: each act does its part of the law and the step of the flow in one transaction.

Steps after a person's act (issue, publicise, send) run in the worker, so their failure never takes the act back.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE, REVIEW
from desk.refusals import NotNow, NotYourTask
from desk.tasks import Task, completing, hold, locked, working_on
from licensing.applications import amending
from licensing.applications.actions import handing_in
from licensing.applications.models.application import Application, Procedure, Submission
from licensing.applications.sheet import Sheet, sheet_of
from licensing.certificates import actions as issuing
from licensing.certificates.foresight import Telling
from licensing.decisions import hearings, procedure, visits
from licensing.decisions.actions import accepting, acting, deciding, ending, receiving
from licensing.decisions.ends import terminating
from licensing.decisions.held import held_for
from licensing.decisions.models.checking import Review, VisitReport
from licensing.decisions.models.ends import Decision, Ending
from licensing.decisions.models.hearings import InterestedParty
from licensing.decisions.models.limits import Pause
from licensing.decisions.rules import vehicles_in_other_open_cases
from licensing.decisions.weighing.weigh import in_the_way
from licensing.flow.flows import LicensingFlow
from licensing.flow.models import LicensingProcess
from licensing.flow.open_steps import open_task, open_task_of_case
from licensing.flow.steps import BEFORE_DECISION, IN_HAND, nodes_of
from licensing.moving import bundles
from licensing.moving.by_rule import accept_if_nothing_needs_a_person
from licensing.moving.progress import open_node
from licensing.moving.promises import begin_verification
from licensing.moving.watching import limits_changed
from licensing.moving.worker import finish_case
from licensing.register.actions import PlaceTaken
from materials.catalogue.kept import is_bundle
from materials.uploads.rules import Checked
from trail.events import written_together


def hand_in(
    application: Application, *, by: Person, seen: str = "", also: Callable[[Sheet, Submission], None] | None = None
) -> Submission:
    """Submit an application and start its procedure, or those of a bundle's items; all or nothing, once.

    `seen`: the version that was looked at; `also` as in `handing_in.submit`. Raises AlreadySubmitted,
    NotComplete, VehicleTaken, Stale, and what `also` raises.
    """
    if is_bundle(application.item_id):
        return bundles.hand_in(application, by=by, seen=seen, also=also)
    with transaction.atomic():
        sheet = handing_in.submit(application, by=by, seen=seen, also=also)
        application = sheet.application
        if taken := vehicles_in_other_open_cases(sheet):
            raise receiving.VehicleTaken(taken)
        LicensingFlow.apply.run(application=application)
        receiving.acknowledge(application, sheet.resolved, by=by)
    accept_if_nothing_needs_a_person(sheet)
    return application.submission


@contextmanager
def _working_on(application: Application, node: str, *, by: Person) -> Iterator[Application]:
    """Carry out a human step on the application as it stands under the lock; the flow goes on with the same one."""
    with _carrying_out(open_task(application, node), by=by) as held:
        yield held


@contextmanager
def _carrying_out(task: Task, *, by: Person) -> Iterator[Application]:
    process = task.process.coerced
    with working_on(task, by=by):
        rows = Application.objects.to_be_decided().prefetch_related("reviews__reviewed_by")
        process.application = rows.get(pk=process.application_id)
        yield process.application


def carry_out(
    application: Application, node: str, act: Callable[..., object], *, by: Person, **filled_in: object
) -> None:
    """Do what a step is for, and complete the step; both or neither.

    `act` is given the case as it stands under the lock. Raises NotYourTask, SomebodyElseIsWorking and what it raises.
    """
    with _working_on(application, node, by=by) as held:
        act(held, by=by, **filled_in)


def beside_the_step(application: Application, act: Callable[..., object], *, by: Person, **filled_in: object) -> None:
    """Do what leaves the open step open and changes its limits: timers look at it again. Raises what the act raises."""
    with transaction.atomic():
        act(application, by=by, **filled_in)
        limits_changed(application)


@contextmanager
def _holding(task: Task, *, by: Person, alone: bool = False) -> Iterator[Application]:
    """The same for an act that adds no opinion, stop, file or check of facts: nothing is read that is not there."""
    process = task.process.coerced
    with working_on(task, by=by), held_for(process.application_id, by=by, alone=alone) as held, written_together():
        process.application = held
        yield held


def accept(application: Application, *, by: Person) -> None:
    """Accept a complete application and move on. Raises what `decisions.accept` and the task raise."""
    with _holding(open_task(application, "check"), by=by) as held:
        accepting.accept(held, by=by)


def ask_for_correction(application: Application, points: list[dict[str, Any]], *, by: Person) -> None:
    """Send everything that is missing back to the applicant, once."""
    with _working_on(application, "check", by=by) as held:
        procedure.ask_for_correction(held, points, by=by)
        application.refresh_from_db()


def refuse_acceptance(application: Application, kind: Ending.Kind, *, by: Person, **words: str) -> None:
    """Refuse acceptance with a letter (art. 32); the worker sends it."""
    with _working_on(application, "check", by=by) as held:
        ending.end(held, kind, by=by, **words)
        application.refresh_from_db()
    transaction.on_commit(lambda: finish_case.enqueue(application.pk))


def answer_correction(
    application: Application, *, by: Person, also: Callable[[Application], Any] = lambda held: None
) -> None:
    """Hand in the corrected form; the case goes back to the check. `also`: what has to be done with it, or undoes it.

    Raises AlreadyAmended, NotYourTask.
    """
    open_task(application, "correct")
    amending.look_up_correction(application, by=by)
    with _working_on(application, "correct", by=by) as held:
        amending.amend(held, by=by)
        also(held)


def terminate(application: Application, kind: Ending.Kind, *, reasons: str, shown: str = "", by: Person) -> None:
    """End a case whose correction request went unanswered, or whose applicant is no more, wherever it stands.

    Raises NotNow, NotYourTask.
    """
    is_unanswered = kind == Ending.Kind.UNANSWERED
    if not by.has_perm(ACCEPT if is_unanswered else DECIDE):
        raise NotYourTask
    nodes = ("correct",) if is_unanswered else BEFORE_DECISION
    with send(application, "terminate", *nodes):
        terminating.terminate(application, kind, by=by, reasons=reasons, shown=shown)
        application.refresh_from_db()
    transaction.on_commit(lambda: finish_case.enqueue(application.pk))


def review(
    application: Application,
    *,
    recommendation: Review.Recommendation,
    opinion: str,
    by: Person,
    node: str = "review",
) -> None:
    """Write an opinion and move on: review, other authorities heard, second review by other eyes."""
    with _working_on(application, node, by=by) as held:
        procedure.give_opinion(held, step=node, recommendation=recommendation, opinion=opinion, by=by)


def check_on_site(
    application: Application,
    *,
    by: Person,
    second: Person | None,
    checked_on: datetime.date,
    passed: bool,
    findings: str,
    photos: Sequence[Checked] = (),
) -> VisitReport:
    """Write down the check on site (art. 34); the case moves on once the second officer has confirmed it."""
    task = open_task(application, "site_check")
    with locked(task.process.coerced):
        hold(task, by=by)
        if why := visits.why_not_seen_on(application, checked_on):
            raise NotNow(why)
        seen = {"checked_on": checked_on.isoformat(), "passed": passed, "findings": findings}
        step = VisitReport.Step.SITE_CHECK
        return visits.file_report(application, step, record=seen, photos=photos, by=by, second=second)


def confirm_site_check(application: Application, *, agrees: bool, words: str = "", by: Person) -> None:
    """The second officer confirms the check himself, and the case moves on; or has it written anew."""
    task = open_task(application, "site_check")
    if not agrees:
        visits.answer_report(application, VisitReport.Step.SITE_CHECK, agrees=False, words=words, by=by)
        return
    with completing(task, by=by):
        report = visits.answer_report(application, VisitReport.Step.SITE_CHECK, agrees=True, words=words, by=by)
        visits.enter_site_check(application, report)
        application.refresh_from_db()


def begin_expert_review(application: Application, *, expected_days: int, by: Person) -> None:
    """Stop the limit while experts look (art. 45); the step stays open."""
    if not by.has_perm(REVIEW):
        raise NotYourTask
    open_task(application, "expert_review")
    with transaction.atomic():
        procedure.stop_the_limit(application, Pause.Ground.EXPERT_REVIEW, expected_days=expected_days, by=by)
        limits_changed(application)


def offer_hearing(
    application: Application, *, reasons: str, parties: Sequence[hearings.Party] = (), by: Person
) -> None:
    """Tell the right to a hearing to everybody it touches; the decision waits (art. 47)."""
    task = open_task(application, "decide")
    if not by.has_perm(task.owner_permission):
        raise NotYourTask
    with send(application, "hear", "decide"):
        hearings.offer_hearing(application, reasons=reasons, parties=parties, by=by)


def answer_hearing_offer(application: Application, *, wants_hearing: bool, words: str, by: Person) -> None:
    """The applicant asks for the hearing, or goes without: then the decision is taken up again.

    A case that has left the commitment meanwhile goes its way, and keeps the answer for its decision.
    """
    if wants_hearing or open_node(application) != "hearing":
        with transaction.atomic():
            hearings.answer_hearing_offer(application, wants_hearing=wants_hearing, words=words, by=by)
            limits_changed(application)
        return
    with send(application, "waive_hearing", "hearing"):
        hearings.answer_hearing_offer(application, wants_hearing=False, words=words, by=by)


def record_party_answer(
    application: Application, party: InterestedParty, *, wants_hearing: bool, words: str, by: Person
) -> None:
    """Take down what an interested party answered to the offer of a hearing (art. 47)."""
    if not by.has_perm(DECIDE):
        raise NotYourTask
    with transaction.atomic():
        hearings.record_party_answer(application, party, wants_hearing=wants_hearing, words=words, by=by)
        limits_changed(application)


def announce_hearing(
    application: Application,
    *,
    held_on: datetime.date,
    time: datetime.time,
    place: str,
    chair: Person,
    by: Person,
) -> None:
    """Tell day, time and place of the hearing, seven days before (art. 48)."""
    if not by.has_perm(DECIDE):
        raise NotYourTask
    hearings.announce_hearing(application, held_on=held_on, time=time, place=place, chair=chair, by=by)


def hold_hearing(application: Application, *, held_on: datetime.date, minutes: str, by: Person) -> None:
    """File the minutes; the decision is taken up again (art. 48)."""
    if open_node(application) != "hearing":
        # The hearing was asked for before the commitment was left: it is owed before the decision all the same.
        if not by.has_perm(DECIDE):
            raise NotYourTask
        with transaction.atomic():
            hearings.record_hearing(application, held_on=held_on, minutes=minutes, by=by)
            limits_changed(application)
        return
    with _working_on(application, "hearing", by=by) as held:
        hearings.record_hearing(held, held_on=held_on, minutes=minutes, by=by)


def ask_for_extension(application: Application, *, reasons: str, by: Person) -> None:
    """Ask the head for ten more working days (art. 42)."""
    if not by.has_perm(DECIDE) and not by.has_perm(REVIEW):
        raise NotYourTask
    procedure.ask_for_extension(application, reasons=reasons, by=by)


def answer_extension(application: Application, *, approves: bool, words: str = "", by: Person) -> None:
    """The head approves the extension, or leaves the limit as it is."""
    if approves:
        with transaction.atomic():
            procedure.extend(application, by=by)
            limits_changed(application)
    else:
        procedure.deny_extension(application, words=words, by=by)


def change_to_ordinary(application: Application, *, by: Person) -> None:
    """Leave the commitment; what the ordinary procedure asks for comes next. Raises NotComplete, AlreadyDecided."""
    acting.guard(application, None)
    if open_node(application) in ("check", "correct"):
        with transaction.atomic():
            amending.change_to_ordinary(application, by=by)
            limits_changed(application)
        return
    with send(application, "change_procedure", *IN_HAND):
        amending.change_to_ordinary(application, by=by)
        application.refresh_from_db()


def decide(
    application: Application,
    outcome: Decision.Outcome,
    *,
    by: Person,
    reasons: str = "",
    articles: str = "",
    is_for_falsehood: bool = False,
) -> Decision:
    """Decide: stale look-ups are repeated first, then decision, letter and outbox row are written together.

    Where an item has no step in between, whoever checks it may accept and decide in one step (domain F-3.5).
    """
    task, application = open_task_of_case(application, "check", "decide")
    at_once = task.flow_task.name == "check"
    if at_once and (nodes_of(application) or not by.has_perm(DECIDE)):
        raise NotYourTask
    answered = deciding.repeat_lookups(application, by=by)
    with _holding(task, by=by, alone=True) as held:
        if at_once:
            accepting.accept(held, by=by)
        told = Telling()
        decision = deciding.decide(
            held,
            outcome,
            by=by,
            reasons=reasons,
            articles=articles,
            granted=told,
            is_for_falsehood=is_for_falsehood,
            answered=answered,
        )
        if decision.is_granted:
            enter(decision, told)
            if held.procedure == Procedure.COMMITMENT:
                begin_verification(held)
        transaction.on_commit(lambda: finish_case.enqueue(application.pk))
    return decision


def enter(decision: Decision, told: Telling) -> None:
    """Enter a grant in the register with the decision itself, under the numbers its letter tells.

    What has no place there is not granted.

    Raises NotYetCertain. The files are made by the worker.
    """
    try:
        sheet = told.sheet or sheet_of(decision.application)
        issuing.enter(decision, sheet, numbers=told.numbers, serials=told.serials)
    except PlaceTaken as taken:
        raise deciding.NotYetCertain([in_the_way(taken)]) from taken


def withdraw(application: Application, *, by: Person, reason: str = "") -> None:
    """Withdraw before the decision; the open step ends. Raises AlreadyDecided."""
    if application.item.bundle_id is not None:
        bundles.withdraw(application, by=by, reason=reason, each=lambda child: _withdraw(child, by=by, reason=reason))
        return
    with transaction.atomic():
        _withdraw(application, by=by, reason=reason)
        bundles.child_closed(application)


def _withdraw(application: Application, *, by: Person, reason: str) -> None:
    with send(application, "withdraw", *BEFORE_DECISION, closed=acting.AlreadyDecided):
        ending.withdraw(application, by=by, reason=reason)


@contextmanager
def send(application: Application, message: str, *nodes: str, closed: type[Exception] = NotYourTask) -> Iterator[None]:
    """Do an act that comes from outside the open step, and end the step by its message; both or neither.

    Raises `closed` when no such step is open.
    """
    process = LicensingProcess.objects.get(application=application)
    with locked(process):
        try:
            task = open_task(application, *nodes)
        except NotYourTask as gone:
            raise closed from gone
        yield
        getattr(LicensingFlow, message).send(task)
