"""The result is told, what was ordered is put right, and somebody looks again; the company rates it."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.companies import Company, acts_for
from clock.working_days import add_calendar_days
from desk.refusals import MayNotHandle, NotYourTask, SomebodyElseIsWorking
from materials.uploads.rules import Checked
from papers.serving.lasting import is_over
from papers.serving.rows import Way
from supervision.inspections import events, facts
from supervision.inspections.doing.planning import NotInspected, keep, tell
from supervision.inspections.flow.open_steps import doing, ending
from supervision.inspections.models import (
    CompanyInspection,
    Ending,
    Entry,
)
from supervision.inspections.papers_of import recheck_paper, result_paper
from supervision.inspections.programme.editions import programme_of
from supervision.inspections.result_models import (
    Rating,
    Recheck,
    Record,
    RectificationMissed,
    RectificationReport,
    Result,
    TurnedAway,
)
from supervision.inspections.rules import may_handle, may_tell
from supervision.serving.actions import record_service as serve
from supervision.serving.actions import seen, served_as_agreed

Outcome = Result.Outcome


def newest_record(inspection: CompanyInspection) -> Record:
    found: Record = inspection.records.select_related("by").latest("pk")
    return found


def default_day(inspection: CompanyInspection) -> datetime.date:
    """Until when an order is to be put right where nobody says another day."""
    return programme_of(inspection.edition).days["rectify"].after(timezone.localdate())


def last_day(set_by_an_officer: datetime.date | None) -> datetime.date | None:
    """The day an order runs out: one on which nobody works moves on (Civil Code art. 203). Raises CalendarUnknown."""
    return add_calendar_days(set_by_an_officer, 0) if set_by_an_officer is not None else None


def tell_result(
    inspection: CompanyInspection, outcome: Outcome, *, rectify_by: datetime.date | None, words: str, by: Person
) -> Result:
    """Tell the company what was found. Raises NotInspected, MayNotHandle, NotYourTask, CalendarUnknown."""
    with doing(inspection, "tell_result", by=by):
        if not may_tell(by, inspection):
            raise MayNotHandle(_("Only the two officers of this inspection can carry it out."))
        record = newest_record(inspection)
        check_outcome(record, outcome, rectify_by)
        day = last_day(rectify_by) if outcome == Outcome.RECTIFY else None
        found = result_paper(inspection, record, outcome, rectify_by=day, words=words)
        letter = served_as_agreed(keep(found, inspection, by=by))
        made = Result.objects.create(
            inspection=inspection, outcome=outcome, rectify_by=day, words=words.strip(), by=by, letter=letter
        )
        tell(events.TOLD, inspection, by=by, outcome=f"inspected-{outcome.value}", letter=letter.number)
    return made


def check_outcome(record: Record, outcome: Outcome, rectify_by: datetime.date | None) -> None:
    """The result follows from the record. Raises NotInspected."""
    if bool(record.findings) == (outcome == Outcome.CLEAN):
        raise NotInspected(_("The result does not match the record: check the findings."))
    if outcome == Outcome.RECTIFY and (rectify_by is None or rectify_by <= timezone.localdate()):
        raise NotInspected(_("An order to rectify needs a day in the future."))


def record_service(
    inspection: CompanyInspection,
    *,
    way: Way,
    served_on: datetime.date,
    proof: str,
    acknowledgement: Checked | None = None,
    failed: str = "",
    by: Person,
) -> None:
    """Take down how the order to rectify was served on paper, or not. Raises MayNotHandle, NotNow."""
    if not may_handle(by, inspection):
        raise MayNotHandle
    serve(
        inspection.result.letter,
        way=way,
        served_on=served_on,
        proof=proof,
        acknowledgement=acknowledgement,
        failed=failed,
        by=by,
    )


def report_rectified(inspection: CompanyInspection, *, words: str, by: Person) -> RectificationReport:
    """The company says what it put right. Raises NotInspected, NotYourTask."""
    with doing(inspection, "rectify", by=by):
        if not acts_for(by, inspection.company_id):
            raise NotYourTask
        if not words.strip():
            raise NotInspected(_("Say what was put right."))
        seen([inspection.result.letter], by=by)  # whoever answers an order has received it
        made = RectificationReport.objects.create(result=inspection.result, words=words.strip(), by=by)
        tell(events.REPORTED, inspection, by=by)
    return made


def check_recheck(result: Result, *, passed: bool) -> None:
    """An order is overdue only after its last day; who reported early keeps that day. Raises NotInspected."""
    if passed or hasattr(result, "missed") or is_over(result.runs_until, on=timezone.localdate()):
        return
    if result.runs_until is None:
        raise NotInspected(_("The time of the order does not run yet: until it is over only “put right” can be told."))
    told = {"day": result.runs_until.isoformat()}
    raise NotInspected(_("The company has until %(day)s: before that day is over only “put right” can be told.") % told)


def recheck(inspection: CompanyInspection, *, passed: bool, words: str, by: Person) -> Recheck:
    """Look again; not mended is a fact of the code, mended ends it. Raises NotInspected, MayNotHandle."""
    with doing(inspection, "recheck", by=by):
        if not may_handle(by, inspection):
            raise MayNotHandle
        if not words.strip():
            raise NotInspected(_("Say what the second inspection found."))
        result = inspection.result
        check_recheck(result, passed=passed)
        found = recheck_paper(result, passed=passed, words=words.strip())
        letter = served_as_agreed(keep(found, inspection, by=by))
        made = Recheck.objects.create(result=result, passed=passed, words=words.strip()[:500], by=by, letter=letter)
        if passed:
            facts.order_mended(result, by=by)
        else:
            facts.order_overdue(result, on=timezone.localdate())
        tell(events.RECHECKED, inspection, by=by, passed=passed)
    return made


def time_passed() -> int:
    """Timer: orders nobody answered, urgent inspections nobody approved; returns how many. Harmless to repeat."""
    today = timezone.localdate()
    ordered = Result.objects.filter(
        rectify_by__lt=today, letter__service__isnull=False, report__isnull=True, missed__isnull=True
    )
    related = ("inspection__authority", "letter__service")
    overdue = [one for one in ordered.select_related(*related) if is_over(one.runs_until, on=today)][:200]
    unapproved = Entry.objects.filter(
        approve_by__lt=today, inspection__approval__isnull=True, inspection__ending__isnull=True
    )
    done = [_miss_rectification(result) for result in overdue]
    done += [_void(entry.inspection) for entry in unapproved.select_related("inspection__authority")[:200]]
    return sum(done)


def _miss_rectification(result: Result) -> bool:
    inspection = result.inspection
    try:
        with ending(inspection, "miss_rectification", "rectify"):
            RectificationMissed.objects.create(result=result)
            assert result.last_day is not None  # noqa: S101 - a constraint of the database
            facts.order_overdue(result, on=result.last_day + datetime.timedelta(days=1))
            tell(events.MISSED, inspection, by="timer")
    except (NotYourTask, SomebodyElseIsWorking):
        return False  # reported in the meantime
    return True


def _void(inspection: CompanyInspection) -> bool:
    try:
        with ending(inspection, "miss_approval", "record", "confirm", "approve_afterwards"):
            Ending.objects.create(inspection=inspection, kind=Ending.Kind.VOID)
            tell(events.VOIDED, inspection, by="timer")
    except (NotYourTask, SomebodyElseIsWorking):
        return False  # approved in the meantime
    return True


def rate(inspection: CompanyInspection, *, stars: int, words: str, by: Person) -> Rating:
    """The company rates an inspection that began, once. Raises NotInspected."""
    if not Entry.objects.filter(inspection=inspection).exists():
        raise NotInspected(_("It has not begun yet."))
    try:
        with transaction.atomic():
            made = Rating.objects.create(inspection=inspection, stars=stars, words=words[:500], by=by)
            tell(events.RATED, inspection, by=by, stars=stars)
    except IntegrityError as again:
        raise NotInspected(_("You have already rated it.")) from again
    return made


def turn_away(company: Company, *, reason: TurnedAway.Reason, shown: str, words: str, by: Person) -> TurnedAway:
    """A company refuses what it may refuse; whoever supervises the authority sees it."""
    with transaction.atomic():
        made = TurnedAway.objects.create(company=company, reason=reason, shown=shown[:40], words=words[:500], by=by)
        events.TURNED_AWAY.record(
            subject=f"company:{company.pk}", by=by, authority=company.division_id, reason=f"away-{reason.value}"
        )
    return made
