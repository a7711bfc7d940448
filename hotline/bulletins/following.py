"""What follows a bulletin: a weekly one is signed, a monthly one leads to tasks, and each task comes to an end."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import LEAD_HOTLINE
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.bulletins import events
from hotline.bulletins.making import leads
from hotline.bulletins.models import Bulletin, BulletinRelease, Kind, MonthlyTask, TaskStep
from hotline.desks.models import Desk, DeskSeat
from papers.numbers import draw

SERIES = "热线通"
State = TaskStep.State


class DoneMeanwhile(TooLate):
    """Somebody was quicker."""

    def __str__(self) -> str:
        return _("This has already been done.")


def may_release(person: Person, bulletin: Bulletin) -> bool:
    """The leader signs the newest edition of a weekly bulletin, once."""
    is_newest = not Bulletin.objects.filter(restates=bulletin).exists()
    is_signed = BulletinRelease.objects.filter(bulletin=bulletin).exists()
    return bulletin.kind == Kind.WEEKLY and is_newest and not is_signed and leads(person, bulletin)


def release(bulletin: Bulletin, *, good: str = "", bad: str = "", by: Person) -> BulletinRelease:
    """Sign a weekly bulletin: it has a number from now on. Raises MayNotHandle, NotNow, DoneMeanwhile."""
    if not leads(by, bulletin):
        raise MayNotHandle
    try:
        with transaction.atomic():
            # The row of the bulletin is the lock: a newer edition is made by a reference to it.
            found = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
            if not may_release(by, found):
                raise NotNow(_("Only the newest edition of a weekly bulletin is signed, and once."))
            today = timezone.localdate()
            serial = draw(bulletin.authority, "bulletin-weekly", year=today.year)
            done = BulletinRelease.objects.create(
                bulletin=bulletin,
                number=f"{bulletin.authority.letter_prefix}{SERIES}〔{today.year}〕{serial}号",
                good=good.strip(),
                bad=bad.strip(),
                dated=today,
                by=by,
            )
            events.RELEASED.record(subject=f"bulletin:{bulletin.pk}", by=by, authority=by.at, number=done.number)
    except IntegrityError as twice:
        raise DoneMeanwhile from twice
    return done


def may_decide(person: Person, bulletin: Bulletin) -> bool:
    """The leader decides at the monthly review, until the next one is there."""
    is_newest = not Bulletin.objects.filter(
        authority=bulletin.authority_id, kind=Kind.MONTHLY, since__gt=bulletin.since
    ).exists()
    is_current = not Bulletin.objects.filter(restates=bulletin).exists()
    return bulletin.kind == Kind.MONTHLY and is_newest and is_current and leads(person, bulletin)


def decide(
    bulletin: Bulletin, *, cause: str, words: str, desk: Desk, owner: Person, due: datetime.date, by: Person
) -> MonthlyTask:
    """Note what a monthly review decided: a root cause and who does what about it until when.

    Raises MayNotHandle, NotNow, DoneMeanwhile.
    """
    if not leads(by, bulletin):
        raise MayNotHandle
    if not cause.strip() or not words.strip():
        raise NotNow(_("Describe the cause and what is done about it."))
    if due < timezone.localdate():
        raise NotNow(_("The day has already passed."))
    if (
        desk.authority_id != bulletin.authority_id
        or not DeskSeat.objects.filled().filter(desk=desk, person=owner).exists()
    ):
        raise NotNow(_("Whoever is responsible must have a seat at the desk."))
    try:
        with transaction.atomic():
            Bulletin.objects.select_for_update().get(pk=bulletin.pk)
            if not may_decide(by, bulletin):
                raise NotNow(_("The next monthly review has already been made: decide there."))
            made = MonthlyTask.objects.create(
                bulletin=bulletin,
                nth=bulletin.tasks.count() + 1,
                cause=cause.strip(),
                words=words.strip(),
                desk=desk,
                owner=owner,
                due=due,
                by=by,
            )
            events.DECIDED.record(
                subject=f"bulletin:{bulletin.pk}", by=by, authority=by.at, nth=made.nth, due=due.isoformat()
            )
    except IntegrityError as twice:
        raise DoneMeanwhile from twice
    return made


def may_step(person: Person, task: MonthlyTask) -> bool:
    """Its owner says how far it is, or the leader of the hotline."""
    is_leader = person.has_perm(LEAD_HOTLINE) and person.authority_id == task.bulletin.authority_id
    return is_leader or person.pk == task.owner_id


def take_step(task: MonthlyTask, state: str, *, words: str, by: Person) -> TaskStep:
    """Note how far a task is; what is over stays over. Raises MayNotHandle, NotNow, DoneMeanwhile."""
    if not may_step(by, task):
        raise MayNotHandle
    if state == State.DROPPED and not by.has_perm(LEAD_HOTLINE):
        raise MayNotHandle(_("Only the leader of the hotline can drop a task."))
    if not words.strip():
        raise NotNow(_("Say what was done."))
    try:
        with transaction.atomic():
            MonthlyTask.objects.select_for_update().get(pk=task.pk)
            last = task.steps.last()
            if last is not None and last.state in TaskStep.OVER:
                raise NotNow(_("This task is already over."))
            done = TaskStep.objects.create(
                task=task, nth=(last.nth if last else 0) + 1, state=state, words=words.strip(), by=by
            )
            events.STEPPED.record(
                subject=f"bulletin:{task.bulletin_id}", by=by, authority=by.at, nth=task.nth, state=f"task-{state}"
            )
    except IntegrityError as twice:
        raise DoneMeanwhile from twice
    return done
