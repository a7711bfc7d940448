"""Platforms are entered with their desk, sign editions of the pledge, and leave."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.typed.identifiers import is_valid_uscc, normalise_uscc
from desk.refusals import MayNotHandle, NotNow
from hotline.desks.actions import open_desk
from hotline.desks.models import Desk, DeskEnd
from hotline.desks.rules import may_keep
from hotline.platforms import events
from hotline.platforms.models import Platform, PlatformLeft, Pledge, PledgeBreach
from trail.events import EventKind


class NotEntered(NotNow):
    """It cannot be entered like this; the message says why."""


def enter_platform(authority: Authority, *, name: str, kind: str, uscc: str, by: Person | None) -> Platform:
    """Enter a platform and open its desk. Raises NotEntered, MayNotHandle."""
    code = normalise_uscc(uscc)
    if not is_valid_uscc(code):
        raise NotEntered(_("Check the credit code: it has 18 characters, and the last one must fit the others."))
    if Platform.objects.filter(uscc=code).exists():
        raise NotEntered(_("This platform has already been entered."))
    try:
        with transaction.atomic():
            desk = open_desk(authority, code=f"platform-{code.lower()}", name=name, kind=Desk.Kind.PLATFORM, by=by)
            made = Platform.objects.create(name=name.strip(), kind=kind, uscc=code, desk=desk, entered_by=by)
            _tell(events.PLATFORM_ENTERED, made, by=by)
    except IntegrityError as again:
        raise NotEntered(_("This platform has already been entered.")) from again
    return made


def _tell(kind: EventKind, platform: Platform, *, by: Person | None, **values: object) -> None:
    kind.record(
        subject=f"platform:{platform.pk}",
        by=by or "demo",
        authority=platform.desk.authority.division_id,
        platform=platform.name,
        **values,
    )


def sign_pledge(platform: Platform, *, edition: str, signed_on: datetime.date, by: Person | None) -> Pledge:
    """Note that a platform signed an edition of the pledge. Raises NotEntered, MayNotHandle."""
    _check_open(platform, by=by)
    if signed_on > timezone.localdate():
        raise NotEntered(_("The date cannot be in the future."))
    try:
        with transaction.atomic():
            made = Pledge.objects.create(platform=platform, edition=edition.strip(), signed_on=signed_on, by=by)
            _tell(events.PLEDGE_SIGNED, platform, by=by, edition=made.edition)
    except IntegrityError as again:
        raise NotEntered(_("It has already signed this edition.")) from again
    return made


def note_breach(platform: Platform, *, happened_on: datetime.date, words: str, ticket: str, by: Person) -> PledgeBreach:
    """Note that a platform broke its pledge; an interview is proposed by it. Raises NotEntered, MayNotHandle."""
    _check_open(platform, by=by)
    if happened_on > timezone.localdate():
        raise NotEntered(_("The date cannot be in the future."))
    pledge = platform.pledges.filter(signed_on__lte=happened_on).order_by("-signed_on", "-pk").first()
    if pledge is None:
        raise NotEntered(_("It had not signed a pledge by that day."))
    if not words.strip():
        raise NotEntered(_("Describe what it did against the pledge."))
    with transaction.atomic():
        made = PledgeBreach.objects.create(
            pledge=pledge, happened_on=happened_on, words=words.strip()[:300], ticket=ticket.strip()[:40], by=by
        )
        _tell(events.PLEDGE_BROKEN, platform, by=by, edition=pledge.edition)
    return made


def leave(platform: Platform, *, words: str, by: Person) -> PlatformLeft:
    """A platform leaves, and its desk takes no new tickets. Raises NotEntered, MayNotHandle."""
    _check_open(platform, by=by)
    if not words.strip():
        raise NotEntered(_("Give a reason: it is kept."))
    try:
        with transaction.atomic():
            made = PlatformLeft.objects.create(platform=platform, words=words.strip()[:200], by=by)
            if platform.desk.is_open:
                DeskEnd.objects.create(desk=platform.desk, words=made.words, by=by)
            _tell(events.PLATFORM_LEFT, platform, by=by)
    except IntegrityError as again:
        raise NotEntered(_("This platform has already left.")) from again
    return made


def _check_open(platform: Platform, *, by: Person | None) -> None:
    if by is not None and not may_keep(by, platform.desk):
        raise MayNotHandle
    if platform.state == "left":
        raise NotEntered(_("This platform has already left."))
