"""Handing a case to another authority: its open step goes back to the queue, over there."""

from __future__ import annotations

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE
from desk import open_steps
from desk.refusals import NotYourTask
from desk.tasks import STATUS, activation_of, locked
from licensing.applications.models.application import Application
from licensing.decisions.models.checking import Transfer
from licensing.decisions.transferring import hand_to_competent
from licensing.flow.models import LicensingProcess
from licensing.flow.open_steps import open_task
from licensing.flow.steps import OFFICIAL
from licensing.moving.holders import tell_lost_report


def transfer(application: Application, *, by: Person) -> Transfer:
    """Give the case to the competent authority. Raises NotYourTask, MayNotHandle, AlreadyDecided, NotNow."""
    if not (by.has_perm(ACCEPT) or by.has_perm(DECIDE)):
        raise NotYourTask
    process = LicensingProcess.objects.get(application=application)
    with locked(process):
        activation = activation_of(open_task(application, *OFFICIAL))
        done = hand_to_competent(application, by=by)
        if activation.task.status == STATUS.ASSIGNED:
            activation.unassign()
        process.refresh_from_db()
        open_steps.moved(activation.task, process)
        for report in application.visit_reports.filter(answer__isnull=True).select_related("second_officer"):
            tell_lost_report(report)
    return done
