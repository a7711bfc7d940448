"""A visit of two: one officer writes the report, the other confirms it under his own name; then it counts (art. 34)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE, REVIEW, VERIFY, codename
from accounts.roles import colleagues_of
from accounts.staffing.absence import Absence
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions import rules
from licensing.decisions.actions.acting import guard, tell
from licensing.decisions.models.checking import SiteCheck, VisitAnswer, VisitReport
from materials.uploads.actions import keep
from materials.uploads.rules import Checked

OFFICERS = tuple(codename(duty) for duty in (ACCEPT, REVIEW, DECIDE, VERIFY))
"""Whose duties let them look on site."""


def second_officers(by: Person) -> QuerySet[Person]:
    """Who may check on site together with somebody: two officers of the authority (Licensing Law art. 34)."""
    return colleagues_of(by).filter(groups__permissions__codename__in=OFFICERS).distinct()


def open_report(application: Application, step: VisitReport.Step) -> VisitReport | None:
    """The newest report of a step, while the second officer has not answered it."""
    newest = application.visit_reports.filter(step=step).select_related("answer", "second_officer", "officer").last()
    return newest if newest is not None and not hasattr(newest, "answer") else None


def waits_for(person: Person, application: Application, step: VisitReport.Step) -> bool:
    """Whether the report of a step waits for this person's own confirmation."""
    report = open_report(application, step)
    return report is not None and report.second_officer_id == person.pk


def reports_unanswered(person: Person) -> QuerySet[VisitReport]:
    """What was put before a person for their own confirmation, and not answered."""
    undecided = Q(application__decision=None, application__withdrawal=None, application__ending=None)
    waiting = VisitReport.objects.filter(undecided | Q(step=VisitReport.Step.VERIFY), answer__isnull=True)
    return waiting.filter(second_officer=person)


def waiting_for_second() -> QuerySet[VisitReport]:
    """Reports only the second officer can act upon, who is there; one that was written anew waits no more."""
    anew = VisitReport.objects.filter(application=OuterRef("application"), step=OuterRef("step"), pk__gt=OuterRef("pk"))
    away = Absence.objects.on(timezone.localdate()).values("person")
    rows = VisitReport.objects.filter(~Exists(anew), answer__isnull=True, second_officer__is_active=True)
    return rows.exclude(second_officer__in=away)


def reports_to_confirm(person: Person) -> list[VisitReport]:
    """What waits for a person's own confirmation, oldest first; a report that was written anew waits no more."""
    rows = reports_unanswered(person).select_related(
        "application__company", "application__submission", "application__item", "officer"
    )
    return [row for row in rows if open_report(row.application, VisitReport.Step(row.step)) == row]


def why_not_seen_on(application: Application, day: datetime.date) -> str:
    """Why a check on site cannot have been on a day: it follows the acceptance and has happened; "" when it can."""
    acceptance = getattr(application, "acceptance", None)
    if acceptance is None:
        return _("The application has not been accepted yet.")
    first = timezone.localdate(acceptance.accepted_at)
    if day > timezone.localdate():
        return _("The date cannot be in the future.")
    if day < first:
        return _("The application was accepted on %(day)s: the check cannot have been before.") % {"day": first}
    return ""


def file_report(
    application: Application,
    step: VisitReport.Step,
    *,
    record: Mapping[str, Any],
    photos: Sequence[Checked],
    by: Person,
    second: Person | None,
) -> VisitReport:
    """Write down what two officers saw; it waits for the second one. Raises MayNotHandle, NotNow."""
    if not rules.may_handle(by, application):
        raise MayNotHandle
    if second is None or second.pk == by.pk:
        raise NotNow(_("Two officers check on site. Name the other one."))
    if not rules.may_handle(second, application) or not second_officers(by).filter(pk=second.pk).exists():
        raise MayNotHandle
    with transaction.atomic():
        report = VisitReport.objects.create(
            application=application, step=step, record=dict(record), officer=by, second_officer=second
        )
        report.photos.set([keep(photo, by=by) for photo in photos])
        tell(events.VISIT_REPORTED, application, by=by, second=second.name)
    return report


def answer_report(
    application: Application, step: VisitReport.Step, *, agrees: bool, words: str, by: Person
) -> VisitReport:
    """The second officer confirms what was written, or says what was otherwise. Raises MayNotHandle, NotNow."""
    report = open_report(application, step)
    if report is None or report.second_officer_id != by.pk:
        raise NotNow(_("There is no report waiting for your confirmation."))
    if not rules.may_handle(by, application):
        raise MayNotHandle
    if not agrees and not words.strip():
        raise NotNow(_("Say what was different, so that the report can be rewritten."))
    with transaction.atomic():
        VisitAnswer.objects.create(report=report, agrees=agrees, words=words, answered_by=by)
        tell(events.VISIT_ANSWERED, application, by=by, agrees=agrees)
    return report


def enter_site_check(application: Application, report: VisitReport) -> SiteCheck:
    """Put a confirmed check on site in the file. Raises AlreadyDecided, NotNow."""
    seen = report.record
    day = datetime.date.fromisoformat(seen["checked_on"])
    with transaction.atomic():
        guard(application, None)
        if why := why_not_seen_on(application, day):
            raise NotNow(why)
        check = SiteCheck.objects.create(
            application=application,
            officer=report.officer,
            second_officer=report.second_officer,
            checked_on=day,
            passed=seen["passed"],
            findings=seen["findings"],
        )
        check.photos.set(report.photos.all())
        second = report.second_officer.name
        tell(events.SITE_CHECKED, application, by=report.officer, second=second, passed=check.passed)
    return check
