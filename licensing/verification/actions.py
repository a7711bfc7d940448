"""A promise is verified and, where it can be, put right; what follows from it is `proceedings` and `ending`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from clock.working_days import add_calendar_days
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import tell, write
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.writing import letters
from licensing.verification import rules
from licensing.verification.credit_code import ask_for_code
from licensing.verification.ending import only_theirs
from licensing.verification.models import (
    Inspection,
    Rectification,
    Verification,
)
from materials.uploads.actions import keep
from materials.uploads.rules import Checked


def order_verification(application: Application) -> Verification | None:
    """Write down that a promise has to be checked; called with a grant under commitment. None without a promise."""
    commitment = rules.promise_of(application)
    if commitment is None:
        return None
    days, working = rules.time_for(commitment)
    standing = ask_for_code(application)
    return Verification.objects.create(
        application=application,
        commitment=commitment,
        standing=standing,
        method=rules.method_for(standing),
        days=days,
        in_working_days=working,
    )


def check_outcome(verification: Verification, results: Sequence[dict[str, Any]], outcome: Inspection.Outcome) -> None:
    """Refuse an outcome that contradicts what was found, or states no finding. Raises NotNow."""
    if why := rules.why_not(verification, results, outcome):
        raise NotNow(why)


def inspect(
    verification: Verification,
    *,
    results: Sequence[dict[str, Any]],
    outcome: Inspection.Outcome,
    notes: str,
    by: Person,
    photos: Sequence[Checked] = (),
    report: VisitReport | None = None,
) -> Inspection:
    """Record what was found, statement by statement. Raises MayNotHandle, NotNow.

    On site it rests on the `report` both officers stand for. `rectify_by` of an order to rectify is counted from
    today (domain F-3.7: thirty days).
    """
    application = verification.application
    only_theirs(application, by)
    check_outcome(verification, results, outcome)
    if verification.method == Verification.Method.ON_SITE and report is None:
        raise NotNow(_("Two officers check on site. Name the other one."))
    with transaction.atomic():
        today = timezone.localdate()
        rectify_by = None
        letter = None
        found = rules.what_was_found(results)
        if outcome == Inspection.Outcome.RECTIFY:
            rectify_by = add_calendar_days(today, settings.RECTIFICATION_DAYS)
            draft = letters.draft(
                application, "rectification", dated=today, reasons=found, answer_by=letters.chinese(rectify_by)
            )
            letter = write(application, draft, by=by)
        elif outcome == Inspection.Outcome.KEPT:
            draft = letters.draft(application, "verified", dated=today, outcome="承诺属实", reasons="")
            letter = write(application, draft, by=by)
        inspection = Inspection.objects.create(
            verification=verification,
            results=list(results),
            outcome=outcome,
            notes=notes,
            officer=by,
            second_officer=report.second_officer if report else None,
            rectify_by=rectify_by,
            letter=letter,
        )
        seen = report.photos.all() if report else [keep(photo, by=by) for photo in photos]
        inspection.photos.set(seen)
        told_by = {"letter": letter.number} if letter is not None else {}
        tell(events.INSPECTED, application, by=by, outcome=outcome.value, **told_by)
    return inspection


def report_rectified(inspection: Inspection, *, words: str, proofs: Sequence[Checked], by: Person) -> Rectification:
    """The holder says what was mended. Raises NotNow."""
    if inspection.outcome != Inspection.Outcome.RECTIFY or hasattr(inspection, "rectification"):
        raise NotNow(_("There is nothing to answer, or it has already been answered."))
    with transaction.atomic():
        report = Rectification.objects.create(inspection=inspection, words=words, reported_by=by)
        report.proofs.set([keep(file, by=by) for file in proofs])
        tell(events.RECTIFIED, inspection.verification.application, by=by)
    return report
