"""Who holds a step, and what becomes of it when they cannot go on: it never waits for somebody who is not there.

A holder who is switched off, lost the role, changed authority, came onto the applicant's side or is away loses the
step: to their deputy where there is one who may do it, else to the queue. The supervisor is told.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.absence import absence_of
from accounts.people import Person
from accounts.roles import visible_authorities
from licensing import events
from licensing.applications.models import Application
from licensing.decisions.models import Escalation, VisitReport
from licensing.decisions.rules import may_handle, why_other_eyes
from licensing.flow.locking import SomebodyElseIsWorking, activation_of, locked

logger = logging.getLogger(__name__)


def why_not_holder(task: Task, holder: Person) -> str:
    """Why somebody cannot go on with a step they hold: inactive, authority, role, side, away, or "" when they can."""
    application: Application = task.process.coerced.application
    if not holder.is_active:
        return "inactive"
    if holder.authority_id != application.authority_id:
        return "authority"
    if task.owner_permission and not holder.has_perm(task.owner_permission):
        return "role"
    if not may_handle(holder, application):
        return "side"
    return "away" if absence_of(holder, on=timezone.localdate()) else ""


def may_take_over(task: Task, person: Person) -> bool:
    """Whether a step can be given to somebody: they may do it, are there, and are other eyes where those are needed."""
    application: Application = task.process.coerced.application
    return not why_not_holder(task, person) and not why_other_eyes(person, application, task.flow_task.name)


def may_supervise(person: Person, application: Application) -> bool:
    """Whether somebody hands over steps of the authority a case is at."""
    return person.has_perm("accounts.hand_over_steps") and (
        visible_authorities(person).filter(pk=application.authority_id).exists()
    )


def held_steps() -> Any:
    """Every step somebody of an authority holds; what the applicant has to answer is not held."""
    return (
        Task.objects.filter(status=STATUS.ASSIGNED, owner__isnull=False)
        .exclude(owner_permission="accounts.file_applications")
        .select_related("owner__authority", "process")
        .order_by("pk")
    )


def release_steps(*, of: Person | None = None) -> int:
    """Take every step from a holder who cannot go on with it; returns how many. Harmless to run twice."""
    tasks = held_steps().filter(owner=of) if of else held_steps()
    return sum(_try(task) for task in tasks) + sum(tell_lost_report(report) for report in _reports_waiting(of))


def _reports_waiting(of: Person | None) -> list[VisitReport]:
    rows = VisitReport.objects.filter(answer__isnull=True, application__decision__isnull=True)
    rows = rows.filter(application__withdrawal__isnull=True, application__ending__isnull=True)
    rows = rows.filter(second_officer=of) if of else rows
    return list(rows.select_related("application__authority", "second_officer"))


def tell_lost_report(report: VisitReport) -> bool:
    """A report waits for a second officer who is not there: the supervisor has it written anew with another one."""
    officer, application = report.second_officer, report.application
    gone = not officer.is_active or not may_handle(officer, application)
    if not gone and absence_of(officer, on=timezone.localdate()) is None:
        return False
    newest = application.visit_reports.filter(step=report.step).last()
    if newest is None or newest.pk != report.pk:
        return False
    _row, new = Escalation.objects.get_or_create(application=application, limit="holder", due=timezone.localdate())
    return bool(new)


def _try(task: Task) -> bool:
    try:
        return _release(task)
    except SomebodyElseIsWorking:
        return False  # the next run sees
    except Exception:
        logger.exception("step %s cannot be taken from its holder", task.pk)
        return False


def _release(task: Task) -> bool:
    if not task.owner or not why_not_holder(task, Person.objects.get(pk=task.owner_id)):
        return False
    with locked(task.process.coerced):
        activation = activation_of(task)
        if activation.task.status != STATUS.ASSIGNED or activation.task.owner_id is None:
            return False
        holder = Person.objects.get(pk=activation.task.owner_id)
        reason = why_not_holder(activation.task, holder)
        if not reason:
            return False
        deputy = _deputy(activation.task, holder)
        if deputy:
            activation.reassign(deputy)
        else:
            activation.unassign()
        _tell(activation.task, holder, reason, deputy)
    return True


def _deputy(task: Task, holder: Person) -> Person | None:
    absence = absence_of(holder, on=timezone.localdate())
    deputy = absence.deputy if absence else None
    return deputy if deputy and may_take_over(task, deputy) else None


def _tell(task: Task, holder: Person, reason: str, deputy: Person | None) -> None:
    application: Application = task.process.coerced.application
    with transaction.atomic():
        Escalation.objects.get_or_create(application=application, limit="holder", due=timezone.localdate())
        events.STEP_RELEASED.record(
            subject=application.subject,
            by="timer",
            authority=application.authority.division_id,
            task=task.flow_task.name,
            name=holder.name,
            reason=f"holder-{reason}",
            to=deputy.name if deputy else "–",
        )


def person_changed(person: Person) -> None:
    """What `accounts` calls when somebody is switched off, gets other roles or goes away (setting PEOPLE_CHANGED)."""
    release_steps(of=person)
