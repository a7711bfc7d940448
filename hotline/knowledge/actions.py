"""An answer is written, released by a second person, written anew, retired."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import KEEP_KNOWLEDGE
from accounts.roles import works_at
from accounts.staffing.second_person import NotReleased, check_second_person
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.knowledge import events
from hotline.knowledge.models import AnswerRelease, AnswerVersion, KnowledgeEntry, Retirement
from hotline.knowledge.searching import index
from trail.events import EventKind


class WrittenMeanwhile(TooLate):
    """Somebody else wrote the same version, or took the same code."""

    def __str__(self) -> str:
        return _("Someone else has written a version in the meantime: read it first.")


class RetiredAlready(TooLate):
    """It is not answered any more."""

    def __str__(self) -> str:
        return _("This answer has been retired.")


class OverSoon(NotNow):
    """The last day is not in the future."""

    def __str__(self) -> str:
        return _("An answer must be valid at least until tomorrow.")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody writes of a version."""

    question: str
    also_asked: str
    answer: str
    basis: str
    valid_to: datetime.date
    owner: Person
    to_confirm: str = ""


def may_keep(person: Person, authority: Authority) -> bool:
    """Whether somebody looks after the answers of an authority."""
    return person.has_perm(KEEP_KNOWLEDGE) and works_at(person, authority.pk)


def open_entry(code: str, *, topic: str, authority: Authority, written: Written, by: Person) -> AnswerVersion:
    """Write the first version of a new answer. Raises MayNotHandle, OverSoon, WrittenMeanwhile."""
    try:
        with transaction.atomic():
            entry = KnowledgeEntry.objects.create(code=code, topic=topic, authority=authority, opened_by=by)
            return _write(entry, 1, written, by=by)
    except IntegrityError as taken:
        raise WrittenMeanwhile from taken


def rewrite(entry: KnowledgeEntry, *, after: int, written: Written, by: Person) -> AnswerVersion:
    """Write the version that follows the one that was read. Raises MayNotHandle, OverSoon, RetiredAlready,
    WrittenMeanwhile.
    """
    try:
        with transaction.atomic():
            _alone_with(entry)
            if entry.versions.filter(number__gt=after).exists() or not entry.versions.filter(number=after).exists():
                raise WrittenMeanwhile
            return _write(entry, after + 1, written, by=by)
    except IntegrityError as twice:
        raise WrittenMeanwhile from twice


def _write(entry: KnowledgeEntry, number: int, written: Written, *, by: Person) -> AnswerVersion:
    if not may_keep(by, entry.authority) or not may_keep(written.owner, entry.authority):
        raise MayNotHandle
    if written.valid_to <= timezone.localdate():
        raise OverSoon
    version = AnswerVersion.objects.create(
        entry=entry,
        number=number,
        question=written.question.strip(),
        also_asked=written.also_asked.strip(),
        answer=written.answer.strip(),
        basis=written.basis.strip(),
        to_confirm=written.to_confirm.strip(),
        valid_to=written.valid_to,
        owner=written.owner,
        written_by=by,
    )
    tell(events.WRITTEN, version, by=by)
    return version


def release(version: AnswerVersion, *, by: Person) -> AnswerRelease:
    """Let the newest version be told. Raises MayNotHandle, NotNow, OverSoon, RetiredAlready, WrittenMeanwhile."""
    if not may_keep(by, version.entry.authority):
        raise MayNotHandle
    try:
        with transaction.atomic():
            _alone_with(version.entry)
            check_second_person(by, writer=version.written_by)
            if version.entry.versions.filter(number__gt=version.number).exists():
                raise WrittenMeanwhile
            if version.valid_to <= timezone.localdate():
                raise OverSoon
            done = AnswerRelease.objects.create(version=version, written_by=version.written_by, by=by)
            index(version.entry)
            tell(events.RELEASED, version, by=by)
    except NotReleased as why:
        raise NotNow(str(why)) from why
    except IntegrityError as again:
        raise WrittenMeanwhile from again
    return done


def retire(entry: KnowledgeEntry, *, reason: str, by: Person) -> Retirement:
    """Answer it no more. Raises MayNotHandle, NotNow, RetiredAlready."""
    if not may_keep(by, entry.authority):
        raise MayNotHandle
    if not reason.strip():
        raise NotNow(_("Say why it is no longer answered."))
    with transaction.atomic():
        _alone_with(entry)
        done = Retirement.objects.create(entry=entry, reason=reason.strip(), by=by)
        index(entry)
        newest = entry.versions.order_by("-number").first()
        if newest is not None:
            tell(events.RETIRED, newest, by=by)
    return done


def _alone_with(entry: KnowledgeEntry) -> None:
    """Nobody else changes the entry until the transaction ends. Raises RetiredAlready."""
    KnowledgeEntry.objects.select_for_update().get(pk=entry.pk)
    if Retirement.objects.filter(entry=entry).exists():
        raise RetiredAlready


def tell(kind: EventKind, version: AnswerVersion, *, by: Person | str, **values: object) -> None:
    """Write an event of an answer."""
    kind.record(
        subject=f"knowledge:{version.entry_id}",
        by=by,
        authority=version.entry.authority.division_id,
        code=version.entry.code,
        version=version.number,
        **values,
    )
