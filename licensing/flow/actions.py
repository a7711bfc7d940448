"""Moving a case along: each act does its part of the law and the step of the flow in one transaction.

Steps after a person's act (issue, publicise, send) run in the worker, so their failure never takes the act back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.people import Person
from licensing import events
from licensing.applications import actions as applying
from licensing.applications.models import Application, Submission
from licensing.certificates import actions as issuing
from licensing.decisions import actions as deciding
from licensing.decisions.models import Decision, Review
from licensing.decisions.rules import may_handle, vehicles_in_other_open_cases
from licensing.flow.flows import LicensingFlow
from licensing.flow.locking import NotYourTask, activation_of, locked, open_task
from licensing.flow.models import LicensingProcess
from licensing.flow.tasks import finish_case
from trail.events import EventKind


class VehicleTaken(Exception):
    """A vehicle is named in another undecided application; `vehicles` lists plates or VINs."""

    def __init__(self, vehicles: list[str]) -> None:
        super().__init__(", ".join(vehicles))
        self.vehicles = vehicles


def hand_in(application: Application, *, by: Person) -> Submission:
    """Submit an application and start its procedure; both or neither, once.

    Raises AlreadySubmitted, NotComplete, VehicleTaken.
    """
    with transaction.atomic():
        submission = applying.submit(application, by=by)
        application = submission.application
        rows = application.answers.of_section("vehicle")
        taken = vehicles_in_other_open_cases(
            application,
            [(row.get("plate", ""), row.get("plate-colour", "")) for row in rows],
            [row.get("vin", "") for row in rows],
        )
        if taken:
            raise VehicleTaken(taken)
        LicensingFlow.apply.run(application=application)
        deciding.acknowledge(application, by=by)
    return submission


def take(task: Task, *, by: Person) -> None:
    """Take a task from the queue. Raises NotYourTask, MayNotHandle, SomebodyElseIsWorking."""
    process = task.process.coerced
    if not may_handle(by, process.application):
        raise deciding.MayNotHandle
    with locked(process):
        activation = activation_of(task)
        if activation.task.status == STATUS.ASSIGNED and activation.task.owner_id == by.pk:
            return
        if activation.task.status != STATUS.NEW or not by.has_perm(task.owner_permission):
            raise NotYourTask
        activation.assign(by)
        _tell(events.TAKEN, activation, by=by)


def put_back(task: Task, *, by: Person) -> None:
    """Return a task to the queue. Raises NotYourTask."""
    with locked(task.process.coerced):
        activation = activation_of(task)
        if activation.task.status != STATUS.ASSIGNED or activation.task.owner_id != by.pk:
            raise NotYourTask
        activation.unassign()
        _tell(events.RETURNED, activation, by=by)


def hand_over(task: Task, *, to: Person, by: Person) -> None:
    """Give a task to a colleague who may do it. Raises NotYourTask, MayNotHandle."""
    process = task.process.coerced
    if not may_handle(to, process.application):
        raise deciding.MayNotHandle
    with locked(process):
        activation = activation_of(task)
        mine = activation.task.owner_id in (by.pk, None) or by.has_perm("accounts.see_statistics")
        if (
            not mine
            or not to.has_perm(task.owner_permission)
            or activation.task.status not in (STATUS.NEW, STATUS.ASSIGNED)
        ):
            raise NotYourTask
        if activation.task.status == STATUS.NEW:
            activation.assign(to)
        else:
            activation.reassign(to)
        _tell(events.HANDED_OVER, activation, by=by, to=to.name)


def _tell(kind: EventKind, activation: Activation, *, by: Person, **values: object) -> None:
    application = activation.process.application
    kind.record(
        subject=application.subject,
        by=by,
        authority=application.authority.division_id,
        task=activation.flow_task.name,
        **values,
    )


@contextmanager
def _working_on(application: Application, node: str, *, by: Person) -> Iterator[None]:
    """Carry out one human step: what happens inside and the step itself succeed together."""
    task = open_task(application, node)
    with locked(task.process.coerced):
        activation = activation_of(task)
        if not by.has_perm(task.owner_permission):
            raise NotYourTask
        if activation.task.status == STATUS.NEW:
            activation.assign(by)
        if activation.task.status != STATUS.ASSIGNED or activation.task.owner_id != by.pk:
            raise NotYourTask
        activation.start(None)
        yield
        activation.execute()


def accept(application: Application, *, by: Person) -> None:
    """Accept a complete application and move on. Raises what `decisions.accept` and the task raise."""
    with _working_on(application, "check", by=by):
        deciding.accept(application, by=by)


def review(application: Application, *, recommendation: Review.Recommendation, opinion: str, by: Person) -> None:
    """Write the review and move on to the decision."""
    with _working_on(application, "review", by=by):
        deciding.review(application, recommendation=recommendation, opinion=opinion, by=by)


def decide(
    application: Application, outcome: Decision.Outcome, *, by: Person, reasons: str = "", articles: str = ""
) -> Decision:
    """Decide: stale look-ups are repeated first, then decision, letter and outbox row are written together."""
    deciding.repeat_lookups(application, by=by)
    with _working_on(application, "decide", by=by):
        decision = deciding.decide(application, outcome, by=by, reasons=reasons, articles=articles)
        application.refresh_from_db()
        if decision.is_granted:
            issuing.order_issue(decision)
        transaction.on_commit(lambda: finish_case.enqueue(application.pk))
    return decision


def withdraw(application: Application, *, by: Person, reason: str = "") -> None:
    """Withdraw before the decision; the open step ends. Raises AlreadyDecided."""
    process = LicensingProcess.objects.get(application=application)
    with locked(process):
        deciding.withdraw(application, by=by, reason=reason)
        task = open_task(application, "withdraw_before_acceptance", "withdraw_in_review", "withdraw_before_decision")
        task.flow_task.run(task)
