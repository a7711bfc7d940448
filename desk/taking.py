"""Taking a step, putting it back, handing it over: the same for every flow."""

from __future__ import annotations

from django.utils.translation import gettext as _
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.people import Person
from desk import events
from desk.holding import may_supervise, may_take_over
from desk.refusals import MayNotHandle, NotNow, NotYourTask
from desk.tasks import activation_of, locked
from desk.worked import Worked, work_of
from trail.events import EventKind


def take(task: Task, *, by: Person) -> None:
    """Take a task from the queue. Raises NotYourTask, MayNotHandle, NotNow, SomebodyElseIsWorking."""
    work = work_of(task)
    if not work.may_be_handled_by(by):
        raise MayNotHandle
    if why := work.why_other_eyes(by, task.flow_task.name):
        raise NotNow(why)
    with locked(work):
        activation = activation_of(task)
        if activation.task.status == STATUS.ASSIGNED and activation.task.owner_id == by.pk:
            return
        if activation.task.status != STATUS.NEW or not by.has_perm(task.owner_permission):
            raise NotYourTask
        activation.assign(by)
        _tell(events.TAKEN, work, activation, by=by)


def put_back(task: Task, *, by: Person) -> None:
    """Return a task to the queue. Raises NotYourTask, SomebodyElseIsWorking."""
    work = work_of(task)
    with locked(work):
        activation = activation_of(task)
        if activation.task.status != STATUS.ASSIGNED or activation.task.owner_id != by.pk:
            raise NotYourTask
        activation.unassign()
        _tell(events.RETURNED, work, activation, by=by)


def hand_over(task: Task, *, to: Person, by: Person) -> None:
    """Give a task to a colleague who may do it, is there, and is other eyes where those are needed.

    By who holds it or may take it, or by a supervisor of the authority. Raises NotYourTask, MayNotHandle, NotNow.
    """
    work = work_of(task)
    if not work.may_be_handled_by(to):
        raise MayNotHandle
    if not may_take_over(task, to):
        raise NotNow(
            _("%(name)s cannot take this step: they are away, or a different person is needed.") % {"name": to.name}
        )
    with locked(work):
        activation = activation_of(task)
        mine = activation.task.owner_id == by.pk or may_supervise(by, work)
        mine = mine or (activation.task.owner_id is None and by.has_perm(task.owner_permission))
        is_open = activation.task.status in (STATUS.NEW, STATUS.ASSIGNED)
        if not mine or not is_open or not to.has_perm(task.owner_permission):
            raise NotYourTask
        if activation.task.status == STATUS.NEW:
            activation.assign(to)
        else:
            activation.reassign(to)
        _tell(events.HANDED_OVER, work, activation, by=by, to=to.name)


def _tell(kind: EventKind, work: Worked, activation: Activation, *, by: Person, **values: object) -> None:
    kind.record(subject=work.remembered_as, by=by, authority=work.at, task=activation.flow_task.name, **values)
