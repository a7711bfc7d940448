"""Two officers begin an inspection, one writes the record, the other confirms it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import MayNotHandle
from materials.uploads.actions import keep as keep_file
from materials.uploads.rules import Checked
from supervision.credit.subjects.models import Subject
from supervision.inspections import events
from supervision.inspections.doing.planning import Kind, NotInspected, check, keep, paper, take, tell, write_draft
from supervision.inspections.flow.flows import InspectionFlow
from supervision.inspections.flow.open_steps import doing, ending
from supervision.inspections.models import (
    Approval,
    CompanyInspection,
    Ending,
    Entry,
)
from supervision.inspections.papers_of import record_paper
from supervision.inspections.programme.editions import programme_of
from supervision.inspections.result_models import (
    Record,
    RecordAnswer,
    RecordFile,
)
from supervision.inspections.rules import (
    is_without_record,
    may_confirm,
    may_handle,
    may_record,
    officers_now,
    planned_of,
)
from supervision.officers.models import EnforcementCertificate

URGENT = "情况紧急"
"""Why the notice of an urgent one is served at the door; a paper says it, always in Chinese."""


def enter(inspection: CompanyInspection, *, by: Person) -> Entry:
    """Both show their certificates and begin; every rule is asked again at the door.

    Raises NotInspected, MayNotHandle, NotYourTask.
    """
    with doing(inspection, "enter", by=by):
        approval = Approval.objects.get(inspection=inspection, granted=True)
        check(planned_of(inspection))
        today = timezone.localdate()
        if today < inspection.planned_on:
            raise NotInspected(_("The day in the notice has not come yet."))
        if today.year != inspection.planned_on.year:
            raise NotInspected(_("The day is in another year, whose limit is not counted yet."))
        pair = officers_now(inspection)
        if approval.by_id in {one.person_id for one in pair}:
            raise NotInspected(_("Whoever drafts or carries out an inspection cannot approve it."))
        if inspection.unannounced:
            paper(inspection, Kind.NOTICE, by=by)
        return _entry(inspection, pair, by=by, approval=approval)


def enter_urgently(
    subject: Subject,
    *,
    items: Sequence[str],
    source: str,
    words: str,
    officers: Sequence[EnforcementCertificate],
    joint: str = "",
    by: Person,
) -> CompanyInspection:
    """Begin at once what cannot wait; the head approves within the days of the programme, or it has no effect.

    Raises NotInspected, MayNotHandle, CalendarUnknown.
    """
    today = timezone.localdate()
    with transaction.atomic():
        inspection = write_draft(
            subject,
            items=items,
            source=source,
            words=words,
            planned_on=today,
            officers=officers,
            drawn=None,
            on_site=True,
            unannounced=URGENT,
            joint=joint,
            urgent=True,
            by=by,
        )
        take(inspection)
        until = programme_of(inspection.edition).days["approve-afterwards"].after(today)
        _entry(inspection, list(officers), by=by, approve_by=until)
        paper(inspection, Kind.NOTICE, by=by)
        InspectionFlow.enter_urgently.run(inspection=inspection)
    return inspection


def _entry(
    inspection: CompanyInspection,
    officers: Sequence[EnforcementCertificate],
    *,
    by: Person,
    approval: Approval | None = None,
    approve_by: datetime.date | None = None,
) -> Entry:
    first, second = officers
    if by.pk not in (first.person_id, second.person_id):
        raise MayNotHandle(_("Only the two officers of this inspection can carry it out."))
    made = Entry.objects.create(
        inspection=inspection,
        approval=approval,
        urgent=approval is None,
        approve_by=approve_by,
        first=first,
        second=second,
        by=by,
    )
    tell(events.ENTERED, inspection, by=by, urgent=made.urgent)
    return made


def checklist(inspection: CompanyInspection) -> list[dict[str, str]]:
    """The lines to be answered: those of the items, as the edition says under which the inspection began."""
    programme = programme_of(inspection.edition)
    items = [programme.item(item.code, on=item.chosen_on) for item in inspection.items.all()]
    return [
        {
            "item": item.code,
            "code": point.code,
            "zh": point.name_zh,
            "en": point.name_en,
            "name": point.name,
            "article": point.source,
            "of": item.name,
        }
        for item in items
        if item is not None
        for point in item.checklist
    ]


def record(
    inspection: CompanyInspection,
    *,
    answers: Mapping[str, tuple[str, str]],
    statement: str,
    signed: Record.Signed,
    signed_words: str,
    files: Sequence[tuple[RecordFile.Kind, Checked]] = (),
    by: Person,
) -> Record:
    """Write the record: `answers` by "item/code" → (yes, no or na; a note). Raises NotInspected, MayNotHandle."""
    with doing(inspection, "record", by=by):
        if not may_record(by, inspection):
            raise MayNotHandle(_("Only the two officers of this inspection can carry it out."))
        told = [_line(line, answers) for line in checklist(inspection)]
        if not signed_words.strip():
            raise NotInspected(_("Say who signed, or why nobody did."))
        made = Record.objects.create(
            inspection=inspection,
            turn=inspection.records.count() + 1,
            answers=told,
            left_at=timezone.now(),
            statement=statement.strip(),
            signed=signed,
            signed_words=signed_words.strip()[:300],
            by=by,
        )
        for kind, file in files:
            RecordFile.objects.create(record=made, upload=keep_file(file, by=by), kind=kind)
        tell(events.RECORDED, inspection, by=by)
    return made


def _line(line: Mapping[str, str], answers: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    answer, note = answers.get(f"{line['item']}/{line['code']}", ("", ""))
    if answer not in ("yes", "no", "na"):
        raise NotInspected(_("Answer every line of the checklist."))
    if answer == "no" and not note.strip():
        raise NotInspected(_("Say what was found where something is not in order."))
    kept = {name: line[name] for name in ("item", "code", "zh", "en", "article")}
    return {**kept, "answer": answer, "note": note.strip()[:300]}


def confirm(inspection: CompanyInspection, *, agrees: bool, words: str, by: Person) -> RecordAnswer:
    """The other officer confirms the record, or has it written anew. Raises NotInspected, MayNotHandle."""
    with doing(inspection, "confirm", by=by):
        newest = inspection.records.latest("pk")
        if not may_confirm(by, inspection, writer=newest.by_id):
            raise MayNotHandle(_("The other officer of this inspection has to confirm the record."))
        if not agrees and not words.strip():
            raise NotInspected(_("Say what is wrong with the record."))
        instead = not may_record(by, inspection)
        if instead and not words.strip():
            raise NotInspected(_("Say what you rely on: you confirm for an officer who has left."))
        letter = None
        if agrees:
            name = f"{by.name}（另一名执法人员已不在岗，代为核对：{words.strip()[:200]}）" if instead else by.name
            found = record_paper(newest, confirmed_by=name)
            letter = keep(found, inspection, by=by)
        made = RecordAnswer.objects.create(
            record=newest, agrees=agrees, words=words.strip()[:500], written_by=newest.by, by=by, letter=letter
        )
        tell(events.CONFIRMED, inspection, by=by, agrees=agrees)
    return made


def give_up(inspection: CompanyInspection, *, words: str, by: Person) -> Ending:
    """End one whose officers have both left before they wrote the record. Raises MayNotHandle, NotYourTask."""
    if not may_handle(by, inspection) or not is_without_record(inspection):
        raise MayNotHandle
    with ending(inspection, "give_up", "record"):
        made = Ending.objects.create(inspection=inspection, kind=Ending.Kind.UNRECORDED, words=words[:300], by=by)
        tell(events.GIVEN_UP, inspection, by=by)
    return made
