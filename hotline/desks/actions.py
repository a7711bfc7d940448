"""Desks are opened and ended, people take seats and leave them: each with its event."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from desk.refusals import MayNotHandle, NotNow
from hotline.desks import events
from hotline.desks.models import Desk, DeskEnd, DeskSeat, DeskSeatEnd
from hotline.desks.rules import may_keep, may_sit


class NotKept(NotNow):
    """The desk cannot be kept like this; the message says why."""


def open_desk(authority: Authority, *, code: str, name: str, kind: str, by: Person | None) -> Desk:
    """Open a desk; nobody (the demo) or whoever keeps the desks does. Raises NotKept, MayNotHandle."""
    try:
        with transaction.atomic():
            made = Desk.objects.create(
                authority=authority, code=code.strip().lower(), name=name.strip(), kind=kind, opened_by=by
            )
            if by is not None and not may_keep(by, made):
                raise MayNotHandle
            _tell(events.DESK_OPENED, made, by=by)
    except IntegrityError as again:
        raise NotKept(_("There is already a desk with this code.")) from again
    return made


def _tell(kind: object, desk: Desk, *, by: Person | None, **values: object) -> None:
    kind.record(  # type: ignore[attr-defined]
        subject=f"hotline-desk:{desk.pk}",
        by=by or "demo",
        authority=desk.authority.division_id,
        desk=desk.name,
        **values,
    )


def end_desk(desk: Desk, *, words: str, by: Person) -> DeskEnd:
    """A desk takes no new tickets; what it has it answers. Raises NotKept, MayNotHandle."""
    if not may_keep(by, desk):
        raise MayNotHandle
    if not words.strip():
        raise NotKept(_("Give a reason: it is kept."))
    try:
        with transaction.atomic():
            made = DeskEnd.objects.create(desk=desk, words=words.strip()[:200], by=by)
            _tell(events.DESK_ENDED, desk, by=by)
    except IntegrityError as again:
        raise NotKept(_("This desk has already ended.")) from again
    return made


def seat(desk: Desk, person: Person, *, role: DeskSeat.Role, by: Person | None) -> DeskSeat:
    """Give somebody a seat. Raises NotKept, MayNotHandle."""
    if by is not None and not may_keep(by, desk):
        raise MayNotHandle
    with transaction.atomic():
        locked = Desk.objects.select_for_update(of=("self",)).select_related("authority").get(pk=desk.pk)
        if not locked.is_open:
            raise NotKept(_("This desk has already ended."))
        if not may_sit(person, locked, role):
            raise NotKept(_("%(name)s has no role for this seat.") % {"name": person.name})
        if DeskSeat.objects.filled().filter(desk=locked, person=person).exists():
            raise NotKept(_("%(name)s already has a seat here.") % {"name": person.name})
        made = DeskSeat.objects.create(desk=locked, person=person, role=role, by=by)
        _tell(events.SEATED, locked, by=by, name=person.name)
    return made


def unseat(taken: DeskSeat, *, by: Person) -> DeskSeatEnd:
    """Somebody leaves a desk; what they held is the desk's. Raises NotKept, MayNotHandle."""
    if not may_keep(by, taken.desk):
        raise MayNotHandle
    try:
        with transaction.atomic():
            made = DeskSeatEnd.objects.create(seat=taken, by=by)
            _tell(events.UNSEATED, taken.desk, by=by, name=taken.person.name)
    except IntegrityError as again:
        raise NotKept(_("This seat has already ended.")) from again
    return made
