"""Who holds a step, and what becomes of it when they cannot go on: it never waits for somebody who is not there.

A holder who is switched off, lost the role, changed authority, came onto the applicant's side or is away loses the
step: to their deputy where there is one who may do it, else to the queue. The supervisor is told.
"""

from __future__ import annotations

import logging

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.people import Person
from accounts.permissions import FILE, HAND_OVER
from accounts.represented.companies import Membership
from accounts.roles import visible_authorities
from accounts.staffing.absence import Absence, absence_of
from desk import events
from desk.models import OpenStep
from desk.refusals import SomebodyElseIsWorking
from desk.tasks import activation_of, locked
from desk.worked import Worked, work_of

logger = logging.getLogger(__name__)


def why_not_holder(task: Task, holder: Person) -> str:
    """Why somebody cannot go on with a step they hold: inactive, authority, role, side, away, or "" when they can."""
    work = work_of(task)
    if not holder.is_active:
        return "inactive"
    if holder.authority_id != work.authority_id:
        return "authority"
    if task.owner_permission and not holder.has_perm(task.owner_permission):
        return "role"
    if not work.may_be_handled_by(holder):
        return "side"
    return "away" if absence_of(holder, on=timezone.localdate()) else ""


def may_take_over(task: Task, person: Person) -> bool:
    """Whether a step can be given to somebody: they may do it, are there, and are other eyes where those are needed."""
    return not why_not_holder(task, person) and not work_of(task).why_other_eyes(person, task.flow_task.name)


def may_supervise(person: Person, work: Worked) -> bool:
    """Whether somebody hands over steps of the authority the work is at."""
    return person.has_perm(HAND_OVER) and (visible_authorities(person).filter(pk=work.authority_id).exists())


def held_steps() -> QuerySet[OpenStep]:
    """Every step somebody of an authority holds; what the applicant has to answer is not held."""
    rows = OpenStep.objects.filter(owner__isnull=False).exclude(permission=FILE)
    return rows.select_related("task__owner__authority", "task__process").order_by("pk")


def _doubtful() -> QuerySet[OpenStep]:
    """The held steps whose holder may not be able to go on: who is there and in order is not asked case by case."""
    doubt = (
        Q(owner__is_active=False)
        | Q(owner__authority=None)
        | ~Q(owner__authority=F("authority"))
        | Q(owner__in=Absence.objects.on(timezone.localdate()).values("person"))
        # An official who acts for a company may be on the applicant's side.
        | Q(owner__in=Membership.objects.values("person"))
    )
    for permission in OpenStep.objects.filter(owner__isnull=False).values_list("permission", flat=True).distinct():
        app, name = permission.split(".")
        groups = Group.objects.filter(permissions__codename=name, permissions__content_type__app_label=app)
        doubt |= Q(permission=permission) & ~Q(owner__in=Person.objects.filter(groups__in=groups).values("pk"))
    return held_steps().filter(doubt)


def release_steps(*, of: Person | None = None) -> int:
    """Take every step from a holder who cannot go on with it; returns how many. Harmless to run twice."""
    steps = held_steps().filter(owner=of) if of else _doubtful()
    return sum(_try(step.task) for step in steps)


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
    with locked(work_of(task)):
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
    work = work_of(task)
    with transaction.atomic():
        work.tell_supervisor()
        events.RELEASED.record(
            subject=work.remembered_as,
            by="timer",
            authority=work.at,
            task=task.flow_task.name,
            name=holder.name,
            reason=f"holder-{reason}",
            to=deputy.name if deputy else "–",
        )
