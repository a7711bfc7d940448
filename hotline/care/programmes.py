"""A programme is written, approved by two others, opened, closed, accounted for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import APPROVE_CARE, HANDLE_CARE
from accounts.roles import works_at
from accounts.staffing.second_person import NotReleased, check_second_person
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.care import events
from hotline.care.application_models import CareGrant
from hotline.care.models import APPROVALS, Programme, ProgrammeAccount, ProgrammeApproval, ProgrammeStep
from trail.events import EventKind


class DoneAlready(TooLate):
    """Somebody did it meanwhile."""

    def __str__(self) -> str:
        return _("This has already been done.")


class NotCovered(NotNow):
    """The table and the quota cost more than the budget."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a programme is to be; `amounts`: ground → yuan."""

    code: str
    kind: str
    name: str
    rule: str
    source: str
    funder: str
    budget: Decimal
    quota: int
    amounts: Mapping[str, Decimal]
    publicity_days: int
    opens_on: datetime.date
    closes_on: datetime.date


def may_handle(person: Person, authority: Authority) -> bool:
    """Whether somebody handles the care of an authority."""
    return person.has_perm(HANDLE_CARE) and works_at(person, authority.pk)


def write(written: Written, *, authority: Authority, by: Person) -> Programme:
    """Write a programme, not yet approved. Raises DoneAlready, MayNotHandle, NotCovered, NotNow."""
    if not may_handle(by, authority):
        raise MayNotHandle
    if not written.amounts or min(written.amounts.values()) <= 0:
        raise NotNow(_("Enter an amount for at least one ground."))
    if min(written.amounts.values()) * written.quota > written.budget:
        raise NotCovered(_("The budget does not cover the quota, even at the lowest amount."))
    told = {name: getattr(written, name) for name in Written.__annotations__}
    told["amounts"] = {ground: f"{amount:.2f}" for ground, amount in written.amounts.items()}
    try:
        with transaction.atomic():
            programme = Programme.objects.create(**told, authority=authority, written_by=by)
            tell(events.WRITTEN, programme, by=by)
    except IntegrityError as taken:
        raise DoneAlready(_("There is already a programme with this code.")) from taken
    return programme


def approve(programme: Programme, *, by: Person) -> ProgrammeApproval:
    """One of two approves. Raises DoneAlready, MayNotHandle, NotNow."""
    if not by.has_perm(APPROVE_CARE) or not works_at(by, programme.authority_id):
        raise MayNotHandle
    try:
        with transaction.atomic():
            fresh = alone_with(programme)
            check_second_person(by, writer=fresh.written_by)
            count = fresh.approvals.count()
            if count >= APPROVALS:
                raise DoneAlready
            done = ProgrammeApproval.objects.create(programme=fresh, nth=count + 1, written_by=fresh.written_by, by=by)
            tell(events.APPROVED, fresh, by=by, nth=done.nth)
    except NotReleased as why:
        raise NotNow(str(why)) from why
    except IntegrityError as twice:
        raise DoneAlready(_("You have already approved it: two people are needed.")) from twice
    return done


def open_it(programme: Programme, *, by: Person) -> ProgrammeStep:
    """Let people apply from its day on. Raises DoneAlready, MayNotHandle, NotNow."""
    return _step(programme, ProgrammeStep.Step.OPENED, after="approved", kind=events.OPENED, by=by)


def close(programme: Programme, *, by: Person) -> ProgrammeStep:
    """Take no more applications and grant nothing more. Raises DoneAlready, MayNotHandle, NotNow."""
    return _step(programme, ProgrammeStep.Step.CLOSED, after="open", kind=events.CLOSED, by=by)


def _step(programme: Programme, step: str, *, after: str, kind: EventKind, by: Person) -> ProgrammeStep:
    if not may_handle(by, programme.authority):
        raise MayNotHandle
    with transaction.atomic():
        fresh = alone_with(programme)
        if fresh.steps.filter(step=step).exists():
            raise DoneAlready
        if fresh.state != after:
            raise NotNow(_("Two people have to approve it first.") if after == "approved" else _("It is not open."))
        done = ProgrammeStep.objects.create(programme=fresh, step=step, by=by)
        tell(kind, fresh, by=by)
    return done


def account(programme: Programme, *, words: str, by: Person) -> ProgrammeAccount:
    """Account for a closed programme, to the cent. Raises DoneAlready, MayNotHandle, NotNow."""
    if not may_handle(by, programme.authority):
        raise MayNotHandle
    with transaction.atomic():
        fresh = alone_with(programme)
        if fresh.state == "accounted":
            raise DoneAlready
        if fresh.state != "closed":
            raise NotNow(_("Close the programme first."))
        grants = CareGrant.objects.filter(programme=fresh)
        if open_ones := grants.filter(hand_over__isnull=True, end__isnull=True).count():
            told = _("Grants neither handed over nor noted as not collected: %(count)s.")
            raise NotNow(told % {"count": open_ones})
        given = grants.filter(hand_over__isnull=False)
        spent = given.aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")
        done = ProgrammeAccount.objects.create(
            programme=fresh,
            budget=fresh.budget,
            spent=spent,
            left=fresh.budget - spent,
            grants=given.count(),
            words=words.strip(),
            by=by,
        )
        tell(events.ACCOUNTED, fresh, by=by, spent=f"{spent:.2f}", left=f"{done.left:.2f}")
    return done


def alone_with(programme: Programme) -> Programme:
    """The programme as it stands; nobody else grants of it until the transaction ends."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("authority", "written_by")
    found: Programme = rows.get(pk=programme.pk)
    return found


def tell(kind: EventKind, programme: Programme, *, by: Person, **values: object) -> None:
    """Write an event of a programme."""
    kind.record(
        subject=f"care-programme:{programme.pk}",
        by=by,
        authority=programme.authority.division_id,
        code=programme.code,
        **values,
    )
