"""A bulletin is made by a timer, once for a period, and counted anew only by a person who says why (F-10.14)."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.bulletins import events
from hotline.bulletins.freezing import counted
from hotline.bulletins.models import Bulletin, BulletinFigure, Kind
from hotline.bulletins.periods import MADE_AT, last_period
from pages.one_by_one import one_by_one
from trail.events import EventKind

BY_TIMER = "timer:bulletins"


class CountedMeanwhile(TooLate):
    """Somebody had it counted anew meanwhile."""

    def __str__(self) -> str:
        return _("There is already a newer edition of this bulletin.")


def tick() -> int:
    """Timer: make the bulletins whose period is over; returns how many. Harmless to repeat."""
    now = timezone.localtime()
    if now.time() < MADE_AT:
        return 0
    return sum(_make_missing(kind) for kind in Kind)


def _make_missing(kind: Kind) -> int:
    since, until = last_period(kind, timezone.localdate())
    made = Bulletin.objects.filter(kind=kind, since=since).values("authority")
    hotlines = Authority.objects.filter(desks__isnull=False).exclude(pk__in=made).distinct()

    def made_for(authority: Authority) -> bool:
        return make(authority, kind, since=since, until=until) is not None

    return one_by_one(hotlines, made_for, what="a bulletin")


def make(authority: Authority, kind: Kind, *, since: datetime.date, until: datetime.date) -> Bulletin | None:
    """Make the first edition of a period's bulletin; None where it is there already."""
    try:
        with transaction.atomic():
            made = Bulletin.objects.create(authority=authority, kind=kind, since=since, until=until)
            _freeze(made)
            _tell(events.MADE, made, by=BY_TIMER)
    except IntegrityError:
        if Bulletin.objects.filter(authority=authority, kind=kind, since=since).exists():
            return None
        raise
    return made


def restate(bulletin: Bulletin, *, reason: str, by: Person) -> Bulletin:
    """Count a period anew, as an edition beside what was told. Raises MayNotHandle, NotNow, CountedMeanwhile."""
    if not leads(by, bulletin):
        raise MayNotHandle
    if not reason.strip():
        raise NotNow(_("Say why it is counted again."))
    try:
        with transaction.atomic():
            made = Bulletin.objects.create(
                authority=bulletin.authority,
                kind=bulletin.kind,
                since=bulletin.since,
                until=bulletin.until,
                edition=bulletin.edition + 1,
                restates=bulletin,
                reason=reason.strip(),
                made_by=by,
            )
            _freeze(made)
            _tell(events.RESTATED, made, by=by, edition=made.edition)
    except IntegrityError as twice:
        raise CountedMeanwhile from twice
    return made


def leads(person: Person, bulletin: Bulletin) -> bool:
    """Whether somebody leads the hotline the bulletin is of."""
    return person.has_perm(LEAD_HOTLINE) and person.authority_id == bulletin.authority_id


def _freeze(bulletin: Bulletin) -> None:
    BulletinFigure.objects.bulk_create(counted(bulletin), batch_size=500)


def _tell(kind: EventKind, made: Bulletin, *, by: Person | str, **more: object) -> None:
    kind.record(
        subject=f"bulletin:{made.pk}",
        by=by,
        authority=str(made.authority.division_id),
        kind=f"bulletin-{made.kind}",
        since=made.since.isoformat(),
        until=made.until.isoformat(),
        **more,
    )
