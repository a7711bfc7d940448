"""What the law does by itself when a day has passed; run by the worker every minute, harmless to run twice."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clock.limits import Limit
from clock.working_days import CalendarUnknown
from desk.refusals import NotYourTask, SomebodyElseIsWorking
from desk.tasks import STATUS, Task
from licensing import events
from licensing.applications.models import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates.foresight import Telling
from licensing.certificates.queries import vehicles_not_put_in
from licensing.decisions import actions as deciding
from licensing.decisions import limits
from licensing.decisions.models import Decision, Escalation, HearingOffer
from licensing.decisions.rules import hearing_is_owed, hold_hearing_by, is_renewed_by_law
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.flows import LicensingFlow
from licensing.flow.models import BundleProcess
from licensing.flow.steps import BEFORE_DECISION, STEPS
from licensing.moving import bundles
from licensing.moving.cases import enter, send
from licensing.moving.worker import finish_case
from licensing.verification.models import Inquiry, Verification
from licensing.verification.remedies import due_anew
from licensing.verification.rules import hold_hearing_by as hold_inquiry_hearing_by
from licensing.verification.rules import limit_of

logger = logging.getLogger(__name__)
OPEN = (STATUS.NEW, STATUS.ASSIGNED)


def _standing_at(*nodes: str) -> Iterable[Application]:
    tasks = Task.objects.filter(flow_task__in=[getattr(LicensingFlow, node) for node in nodes], status__in=OPEN)
    return (
        Application.objects.filter(process__task__in=tasks)
        .select_related(
            "item__version", "submission", "amendment", "acceptance", "extension", "correction", "company", "authority",
            "decision",
        )
        .prefetch_related("pauses__resumption")
        .order_by("pk")
        .distinct()
    )  # fmt: skip


def _try(application: Application, act: Callable[[Application], object]) -> bool:
    try:
        act(application)
    except (NotYourTask, SomebodyElseIsWorking, deciding.AlreadyDecided, deciding.AlreadyAccepted, CalendarUnknown):
        return False  # somebody acted in the meantime, or the calendar is missing: the next run sees
    except deciding.NotYetCertain:
        return False  # what it renews has ended: the law grants nothing, a person refuses
    except Exception:
        logger.exception("timer failed for application %s", application.pk)
        return False
    return True


def deem_accepted() -> int:
    """Nothing told within five working days: accepted from the day of receipt (Licensing Law art. 32 item 4)."""
    today = timezone.localdate()
    late = (a for a in _standing_at("check") if limits.completeness_limit(a, on=today).is_overdue)
    return sum(_try(application, _deem) for application in late)


def _deem(application: Application) -> None:
    with send(application, "deem_accepted", "check"):
        deciding.accept(application, by=None)
        application.refresh_from_db()


def go_without_hearing() -> int:
    """No hearing asked for in five working days: the decision is taken up again (art. 47)."""
    today = timezone.localdate()
    late = (a for a in _standing_at("hearing") if today > a.hearing_offer.ask_by and not hearing_is_owed(a))
    return sum(_try(application, _go_without) for application in late)


def _go_without(application: Application) -> None:
    with send(application, "waive_hearing", "hearing"):
        pass


def pass_expiry() -> int:
    """A renewal asked for in time and undecided when the licence expires is granted by law (Licensing Law art. 50)."""
    today = timezone.localdate()
    moved = 0
    for application in _standing_at(*BEFORE_DECISION):
        if is_renewed_by_law(sheet_of(application), on=today):
            moved += _try(application, _grant_by_law)
    return moved


def _grant_by_law(application: Application) -> None:
    with send(application, "pass_expiry", *BEFORE_DECISION):
        told = Telling(by_law=True)
        enter(deciding.deem_granted(application, granted=told), told)
        application.refresh_from_db()
    finish_case.enqueue(application.pk)


def advance_bundles() -> int:
    """Begin what can begin in every open one-thing application: a worker killed between two steps loses nothing."""
    moved = 0
    for process in BundleProcess.objects.filter(finished__isnull=True).select_related("application__item__bundle"):
        before = process.application.children.count()
        moved += _try(process.application, bundles.advance) and process.application.children.count() > before
    return moved


def escalate() -> int:
    """Every limit that passed without its act is told to the supervisor, once; returns how many are new."""
    today = timezone.localdate()
    told = 0
    for application in _standing_at(*(step.name for step in STEPS)):
        for name, due in _passed(application, on=today):
            told += _tell(application, name, due)
    waiting = Task.objects.filter(flow_task=AfterGrantFlow.verify, status__in=OPEN)
    for verification in Verification.objects.filter(application__aftergrantprocess__task__in=waiting).select_related(
        "application__authority"
    ):
        limit = limit_of(verification, on=today)
        if limit.is_overdue and limit.ended:
            told += _tell(verification.application, "verification", limit.ended)
    told += sum(_tell(application, "hearing", due) for application, due in _hearings_not_held(on=today))
    for application, due in vehicles_not_put_in(on=today):
        told += _tell(application, "vehicles", due)
    for remedy in due_anew(on=today):
        told += _tell(remedy.application, "anew", remedy.due_anew)
    for application in _granted_and_not_public():
        limit = limits.publicity_limit(application, on=today)
        if limit.is_overdue and limit.ended:
            told += _tell(application, "publicity", limit.ended)
    return told


def _hearings_not_held(*, on: datetime.date) -> Iterable[tuple[Application, datetime.date]]:
    """Hearings asked for and not held within twenty working days, before a decision or an end (art. 47)."""
    late = HearingOffer.objects.filter(
        Q(answer__hold_by__lt=on) | Q(parties__answer__hold_by__lt=on),
        record__isnull=True,
        application__decision__isnull=True,
        application__withdrawal__isnull=True,
    )
    for offer in late.select_related("application__authority").distinct():
        yield offer.application, hold_hearing_by(offer)
    asked = Inquiry.objects.filter(decision__isnull=True, hearing__isnull=True, statement__wants_hearing=True)
    for inquiry in asked.select_related("application__authority", "statement"):
        try:
            due = hold_inquiry_hearing_by(inquiry)
        except CalendarUnknown:
            continue  # the missing year is told on the desk
        if on > due:
            yield inquiry.application, due


def _granted_and_not_public() -> Iterable[Application]:
    """Grants that still wait for their public entry (双公示, domain F-2.6)."""
    granted = Application.objects.filter(decision__outcome=Decision.Outcome.GRANTED, decision__publication=None)
    return granted.select_related("decision", "authority").order_by("pk")


def _passed(application: Application, *, on: datetime.date) -> Iterable[tuple[str, datetime.date]]:
    """The limits of a case that are over: (name, the day it ended)."""
    correction = getattr(application, "correction", None)
    if correction and not hasattr(application, "amendment"):
        if on > correction.answer_by:
            yield "correction", correction.answer_by
        return
    if hasattr(application, "decision"):
        found: list[tuple[str, Limit]] = [("delivery", limits.delivery_limit(application, on=on))]
    elif hasattr(application, "acceptance"):
        found = [
            ("promise", limits.promised_limit(application, on=on)),
            ("decision", limits.statutory_limit(application, on=on)),
        ]
    else:
        found = [("completeness", limits.completeness_limit(application, on=on))]
    for name, limit in found:
        if limit.is_overdue and limit.ended:
            yield name, limit.ended


def _tell(application: Application, name: str, due: datetime.date) -> bool:
    with transaction.atomic():
        _row, new = Escalation.objects.get_or_create(application=application, limit=name, due=due)
        if new:
            deciding.tell(events.ESCALATED, application, by="timer", limit=name, due=due.isoformat())
    return new
