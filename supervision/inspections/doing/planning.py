"""An inspection is drafted by an officer and approved by the head before it begins; until then it may be cancelled."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import INSPECT
from desk.refusals import MayNotHandle, NotNow
from pages.sentences import in_a_row
from papers.numbers import draw
from supervision.credit.letters.writing import Draft, numbered
from supervision.credit.subjects.models import Subject
from supervision.draws.models import DrawObject
from supervision.inspections import events
from supervision.inspections.flow.flows import InspectionFlow
from supervision.inspections.flow.open_steps import doing, ending
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import Approval, ChosenItem, CompanyInspection, Ending
from supervision.inspections.papers_of import about_the_visit
from supervision.inspections.programme.editions import programme_in_force
from supervision.inspections.rules import (
    Planned,
    drawn_pair,
    may_approve,
    may_handle,
    obstacles,
    officers_now,
    planned_of,
)
from supervision.limits.actions import give_back, refusals_kept, take_place
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import hold
from trail.events import EventKind

Kind = InspectionLetter.Kind


class NotInspected(NotNow):
    """It may not be inspected like this; the message says everything that stands against it."""


def check(planned: Planned) -> None:
    """Ask every rule again, under the lock of the company. Raises NotInspected."""
    hold(planned.subject.company_id)
    if found := list(obstacles(planned, on=timezone.localdate())):
        raise NotInspected(in_a_row(found))


def draft(
    subject: Subject,
    *,
    items: Sequence[str],
    source: str,
    words: str,
    planned_on: datetime.date,
    officers: Sequence[EnforcementCertificate] = (),
    drawn: DrawObject | None = None,
    on_site: bool = True,
    unannounced: str = "",
    joint: str = "",
    by: Person,
) -> CompanyInspection:
    """Draft an inspection; it waits for the head. Raises NotInspected, MayNotHandle."""
    with transaction.atomic():
        made = write_draft(
            subject,
            items=items,
            source=source,
            words=words,
            planned_on=planned_on,
            officers=officers,
            drawn=drawn,
            on_site=on_site,
            unannounced=unannounced,
            joint=joint,
            urgent=False,
            by=by,
        )
        InspectionFlow.draft.run(inspection=made)
    return made


def write_draft(
    subject: Subject,
    *,
    items: Sequence[str],
    source: str,
    words: str,
    planned_on: datetime.date,
    officers: Sequence[EnforcementCertificate],
    drawn: DrawObject | None,
    on_site: bool,
    unannounced: str,
    joint: str,
    urgent: bool,
    by: Person,
) -> CompanyInspection:
    """The rows of a draft, in the caller's transaction."""
    today = timezone.localdate()
    pair = drawn_pair(drawn) if drawn is not None else list(officers)
    planned = Planned(
        subject=subject,
        items=items,
        source=source,
        on_site=on_site,
        urgent=urgent,
        planned_on=planned_on,
        officers=pair,
        drawn=drawn,
    )
    check(planned)
    if planned_on < today:
        raise NotInspected(_("The day has passed."))
    if not words.strip():
        raise NotInspected(_("Say why this company, and why these officers."))
    if drawn is not None and drawn.subject_id != subject.pk:
        raise NotInspected(_("This company was not drawn."))
    authority, in_force = subject.authority, programme_in_force(on=today)
    number = f"{authority.division_id}-J{today.year}-{draw(authority, 'inspection', year=today.year):03d}"
    try:
        with transaction.atomic():
            made: CompanyInspection = CompanyInspection.objects.create(
                number=number,
                company=subject.company,
                subject=subject,
                authority=authority,
                source=source,
                words=words.strip()[:500],
                edition=in_force.number,
                on_site=on_site,
                urgent=urgent,
                unannounced=unannounced,
                joint=joint,
                planned_on=planned_on,
                drawn=drawn,
                first=pair[0],
                second=pair[1],
                drafted_by=by,
            )
    except IntegrityError as again:
        raise NotInspected(_("There is already an inspection of this drawn company.")) from again
    if not may_handle(by, made) or not by.has_perm(INSPECT):
        raise MayNotHandle
    found = [in_force.content.item(code, on=today) for code in dict.fromkeys(items)]
    ChosenItem.objects.bulk_create(
        ChosenItem(
            inspection=made,
            code=item.code,
            name_zh=item.name_zh,
            name_en=item.name_en,
            basis=item.basis,
            published_on=item.published_on,
            chosen_on=today,
        )
        for item in found
        if item is not None
    )
    tell(events.DRAFTED, made, by=by)
    return made


def tell(kind: EventKind, inspection: CompanyInspection, *, by: Person | str, **values: object) -> None:
    """Write down what happened to an inspection."""
    kind.record(
        subject=f"inspection:{inspection.number}",
        by=by,
        authority=inspection.authority.division_id,
        number=inspection.number,
        **values,
    )


def approve(inspection: CompanyInspection, *, granted: bool, words: str, by: Person) -> Approval:
    """The head's answer before it begins; approved, it has its place of the year and its papers.

    Raises NotInspected, LimitReached, MayNotHandle, NotYourTask.
    """
    with refusals_kept(), doing(inspection, "approve", by=by):
        return _answered(inspection, granted=granted, words=words, afterwards=False, by=by)


def _answered(inspection: CompanyInspection, *, granted: bool, words: str, afterwards: bool, by: Person) -> Approval:
    """The row and papers of an answer, under the lock of the inspection."""
    if not may_approve(by, inspection):
        raise MayNotHandle(_("Whoever drafts or carries out an inspection cannot approve it."))
    letter = None
    if granted and not afterwards:
        planned = planned_of(inspection)
        check(planned)
        if inspection.planned_on < timezone.localdate():
            raise NotInspected(_("The day has passed."))
        if inspection.on_site:
            take(inspection)
    if granted:
        letter = paper(inspection, Kind.APPROVAL, note=words, by=by)
        if not inspection.unannounced and not afterwards:
            paper(inspection, Kind.NOTICE, by=by)
    elif not words.strip():
        raise NotInspected(_("Say why it is not approved."))
    first, second = [inspection.entry.first, inspection.entry.second] if afterwards else officers_now(inspection)
    made = Approval.objects.create(
        inspection=inspection,
        granted=granted,
        afterwards=afterwards,
        words=words.strip()[:500],
        first=first.person,
        second=second.person,
        drafted_by=inspection.drafted_by,
        by=by,
        letter=letter,
    )
    if letter is not None:
        tell(events.APPROVED, inspection, by=by, letter=letter.number)
    else:
        tell(events.REFUSED, inspection, by=by)
    return made


def take(inspection: CompanyInspection) -> None:
    """Take the place of the year. Raises LimitReached."""
    exception = "" if inspection.is_routine else inspection.source
    take_place(
        inspection.company, inspection.authority, about=inspection.number, on=inspection.planned_on, exception=exception
    )


def paper(
    inspection: CompanyInspection, kind: InspectionLetter.Kind, *, note: str = "", by: Person
) -> InspectionLetter:
    """Write the approval form or the notice."""
    return keep(about_the_visit(kind, inspection, note=note), inspection, by=by)


def keep(found: Draft, inspection: CompanyInspection, *, by: Person) -> InspectionLetter:
    """Store a paper of an inspection with its number; the caller's transaction keeps both or neither."""
    values = numbered(found, inspection.company, inspection.authority, by=by)
    return InspectionLetter.objects.create(about=inspection.number, **values)


def approve_afterwards(inspection: CompanyInspection, *, granted: bool, words: str, by: Person) -> Approval:
    """The head's answer to one that was urgent, within its days. Raises NotInspected, MayNotHandle, NotYourTask."""
    with doing(inspection, "approve_afterwards", by=by):
        if inspection.entry.approve_by is None or timezone.localdate() > inspection.entry.approve_by:
            raise NotInspected(_("The time for approving it afterwards is over, so it has no effect."))
        made = _answered(inspection, granted=granted, words=words, afterwards=True, by=by)
        if not granted:
            Ending.objects.create(inspection=inspection, kind=Ending.Kind.VOID, words=words[:300], by=by)
            tell(events.VOIDED, inspection, by=by)
    return made


def cancel(inspection: CompanyInspection, *, words: str, by: Person) -> Ending:
    """It does not take place; its place of the year is free again. Raises NotYourTask, MayNotHandle."""
    if not may_handle(by, inspection):
        raise MayNotHandle
    with ending(inspection, "cancel", "approve", "enter"):
        give_back(inspection.number)
        made = Ending.objects.create(inspection=inspection, kind=Ending.Kind.CANCELLED, words=words[:300], by=by)
        tell(events.CANCELLED, inspection, by=by)
    return made
