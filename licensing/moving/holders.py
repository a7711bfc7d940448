"""What waits for somebody of an authority who is not there any more: steps, and reports a second officer confirms."""

from __future__ import annotations

from django.utils import timezone

from accounts.people import Person
from accounts.staffing.absence import Absence, absence_of
from desk import holding
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.models.limits import Escalation
from licensing.decisions.rules import may_handle


def release_steps(*, of: Person | None = None) -> int:
    """Take every step and report from a holder who cannot go on with it; returns how many. Harmless to run twice."""
    return holding.release_steps(of=of) + sum(tell_lost_report(report) for report in _reports_waiting(of))


def _reports_waiting(of: Person | None) -> list[VisitReport]:
    rows = VisitReport.objects.filter(answer__isnull=True, application__decision__isnull=True)
    rows = rows.filter(application__withdrawal__isnull=True, application__ending__isnull=True)
    # Who was switched off or moved was told of at once (`person_changed`); an absence begins by itself.
    officers = [of.pk] if of else list(Absence.objects.on(timezone.localdate()).values_list("person", flat=True))
    if not officers:
        return []
    rows = rows.filter(second_officer__in=officers)
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


def person_changed(person: Person) -> None:
    """What `accounts` calls when somebody is switched off, gets other roles or goes away (setting PEOPLE_CHANGED)."""
    release_steps(of=person)
