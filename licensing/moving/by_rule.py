"""Accepting at once what needs no person: right after it was handed in, and never at its expense."""

from __future__ import annotations

import logging

from django.utils import timezone

from clock.working_days import CalendarUnknown
from desk.refusals import NotYourTask, SomebodyElseIsWorking
from desk.tasks import locked
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.decisions.actions import accepting, acting
from licensing.decisions.by_rule import grounds_for, is_for_a_person, needs_a_person
from licensing.decisions.limits import why_counts_as_accepted
from licensing.flow.flows import LicensingFlow
from licensing.flow.open_steps import open_task

logger = logging.getLogger(__name__)
LEFT_TO_THE_CLERK = (
    NotYourTask, SomebodyElseIsWorking, CalendarUnknown, accepting.AlreadyAccepted, acting.AlreadyDecided,
)  # fmt: skip


def accept_if_nothing_needs_a_person(sheet: Sheet) -> bool:
    """Accept by rule and move on; whatever goes wrong leaves the case to the clerk, and the submission as it is.

    `sheet`: as it was handed in just now; under the lock another is made.
    """
    application = sheet.application
    try:
        return False if is_for_a_person(sheet) else _accept(application)
    except LEFT_TO_THE_CLERK:
        return False
    except Exception:
        logger.exception("acceptance by rule failed for application %s", application.pk)
        return False


def _accept(application: Application) -> bool:
    task = open_task(application, "check")
    with locked(task.process.coerced):
        task = open_task(application, "check")
        sheet = sheet_of(Application.objects.whole().get(pk=application.pk))
        # After five days of silence the law accepted it on the day of receipt; the timer writes that down (art. 32).
        if needs_a_person(sheet) or why_counts_as_accepted(sheet.application, on=timezone.localdate()):
            return False
        accepting.accept_by_rule(sheet.application, grounds_for(sheet))
        LicensingFlow.accept_by_rule.send(task)
    return True
