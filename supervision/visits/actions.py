"""Receiving visits from phones: the same twice is one, what does not fit is kept for a person, nothing blocks the rest.

Everything that was asked before is asked again under the lock of the grid, in which seats end too.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow, NotYours, TooLate
from materials.uploads.actions import keep
from supervision.grids.models import Grid
from supervision.phones.clock import Clock
from supervision.phones.items import Files, Item, looked_at
from supervision.phones.records import Unreadable, seal_of
from supervision.visits import events
from supervision.visits.models import (
    Need,
    NeedAnswer,
    Outcome,
    PlanEnd,
    PlannedVisit,
    SetAside,
    Visit,
    VisitFile,
    visit_subject,
)
from supervision.visits.phone.asides import set_aside
from supervision.visits.phone.records import Record, read_record
from supervision.visits.reference import plan_edition
from supervision.visits.rules import day_of, due_of_need, may_answer, may_send


class AnsweredAlready(TooLate):
    """The need was answered meanwhile."""

    words = ""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of an item."""

    item: Item
    visit: Visit | None = None
    aside: SetAside | None = None


def receive(item: Item, *, sent_at: datetime.datetime, by: Person) -> Taken:
    """Take one item in, or set it aside; the same item again gives the same answer. Raises TryLater."""
    known = _known(item, by)
    if known is not None:
        return known
    found = _taken_in(item, sent_at, by=by)
    return found if isinstance(found, Taken) else Taken(item=item, aside=set_aside(item, found, by=by))


def _taken_in(item: Item, sent_at: datetime.datetime, *, by: Person) -> Taken | SetAside.Reason:
    """The visit it became, or why there is none."""
    try:
        is_whole = seal_of(item.record) == item.seal
        record = read_record(item.record)
    except Unreadable:
        return SetAside.Reason.UNREADABLE
    if not is_whole:
        return SetAside.Reason.BROKEN_SEAL
    clock = Clock(at=record.at, sent_at=sent_at, received_at=timezone.now())
    day = day_of(clock)
    if isinstance(day, SetAside.Reason):
        return day
    files = looked_at(record.files, item.files)
    try:
        with transaction.atomic():
            grid = Grid.objects.select_for_update().filter(code=record.grid).first()
            if grid is not None and may_send(by, record.company, grid, on=day):
                return Taken(item=item, visit=_kept(item, record, files, clock, grid=grid, on=day, by=by))
    except IntegrityError:
        # The same key came by another way in the same moment.
        known = _known(item, by)
        if known is None:
            raise
        return known
    return SetAside.Reason.NO_SEAT


def _known(item: Item, by: Person) -> Taken | None:
    before = Visit.objects.filter(key=item.key).select_related("member").first()
    if before is not None and before.seal == item.seal and before.member_id == by.pk:
        return Taken(item=item, visit=before)
    aside = SetAside.objects.filter(key=item.key, seal=item.seal, sender=by).first()
    if aside is not None:
        return Taken(item=item, aside=aside)
    if before is not None:
        return Taken(item=item, aside=set_aside(item, SetAside.Reason.OTHER_SEAL, by=by))
    return None


def _kept(
    item: Item, record: Record, files: Files, clock: Clock, *, grid: Grid, on: datetime.date, by: Person
) -> Visit:
    planned = PlannedVisit.objects.open().filter(company=record.company, kind=grid.kind).last()
    visit = Visit.objects.create(
        key=item.key,
        seal=item.seal,
        record=item.record,
        company_id=record.company,
        grid=grid,
        member=by,
        planned=planned,
        at=record.at,
        on=on,
        clock_off=clock.off,
        received_at=clock.received_at,
        way=record.way,
        minutes=record.minutes,
        place=record.place,
        latitude=record.latitude,
        longitude=record.longitude,
        topics=list(record.topics),
        explained=record.explained,
        outcome=record.outcome,
        signer=record.signer,
        left_out=files.left_out,
    )
    for kind, file in files.good:
        VisitFile.objects.create(visit=visit, upload=keep(file, by=by), kind=kind)
    _note_needs(visit, record, by=by)
    if planned is not None and visit.outcome != Outcome.ABSENT:
        how = PlanEnd.How.DECLINED if visit.outcome == Outcome.DECLINED else PlanEnd.How.DONE
        # The timer of planning may just end the same plan: the visit is taken in all the same.
        PlanEnd.objects.bulk_create([PlanEnd(planned=planned, how=how, visit=visit)], ignore_conflicts=True)
    events.RECEIVED.record(
        subject=visit_subject(visit),
        by=by,
        authority=grid.division_id,
        company=visit.company.public_name,
        grid=grid.code,
        outcome=f"visit-{visit.outcome}",
        number=visit.number,
    )
    return visit


def _note_needs(visit: Visit, record: Record, *, by: Person) -> None:
    """What was answered at once is a guidance note, the rest stays open with the day it is due."""
    due_on = due_of_need(timezone.localtime(visit.received_at).date(), plan_edition())
    for number, noticed in enumerate(record.needs, start=1):
        need = Need.objects.create(
            visit=visit,
            number=number,
            kind=noticed.kind,
            words=noticed.words,
            due_on=None if noticed.note else due_on,
        )
        if noticed.note:
            NeedAnswer.objects.create(need=need, words=noticed.note, on_the_spot=True, by=by)


def answer_by_ticket(need: Need, words: str, *, reference: str, by: Person) -> NeedAnswer | None:
    """The hotline took an open need up as a ticket and answers it; None when somebody answered it meanwhile."""
    with transaction.atomic():
        found = (
            Need.objects.select_for_update(of=("self",)).select_related("visit__grid", "visit__company").get(pk=need.pk)
        )
        if NeedAnswer.objects.filter(need=found).exists():
            return None
        return _answered(found, words, reference=reference, by=by)


def answer_need(need: Need, words: str, *, reference: str = "", by: Person) -> NeedAnswer:
    """Answer an open need: whoever has a seat in its grid now, or keeps it.

    Raises NotYours, AnsweredAlready, NotNow.
    """
    with transaction.atomic():
        found = (
            Need.objects.select_for_update(of=("self",)).select_related("visit__grid", "visit__company").get(pk=need.pk)
        )
        if not may_answer(by, found.visit.grid):
            raise NotYours(_("You have no seat in this grid."))
        if NeedAnswer.objects.filter(need=found).exists():
            raise AnsweredAlready(_("This need has already been answered."))
        if not words.strip():
            raise NotNow(_("Write what the company was told."))
        return _answered(found, words, reference=reference, by=by)


def _answered(found: Need, words: str, *, reference: str, by: Person) -> NeedAnswer:
    answer: NeedAnswer = NeedAnswer.objects.create(
        need=found, words=words.strip(), reference=reference.strip()[:40], by=by
    )
    events.NEED_ANSWERED.record(
        subject=visit_subject(found.visit),
        by=by,
        authority=found.visit.grid.division_id,
        need=found.number,
        company=found.visit.company.public_name,
    )
    return answer
