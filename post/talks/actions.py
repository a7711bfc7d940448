"""Writing to the other side, closing and opening again, reading; and noting for one's own side.

Who may do it is asked by whoever knows the matter, before and under the same transaction (`guard`). Here is said what
holds for every conversation: closed is closed, the same sent twice is one message, nothing that came is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.people import Person
from accounts.versions import Stale
from post.events import NOTE_WRITTEN, TALK_CLOSED, TALK_REOPENED, TALK_WRITTEN
from post.talks.models import Note, Side, Talk, TalkMessage, TalkReading, TalkTurn
from post.talks.queries import Conversation, newest_turn
from post.talks.rules import is_closed, may_reopen, once


class AlreadySaid(Exception):
    """The very same was sent before, from another tab or by a second click."""


class TalkClosed(Exception):
    """The conversation was closed; nothing was sent."""


class MayNotClose(Exception):
    """The authority closes a conversation; the other side stops writing."""


class NotClosed(Exception):
    """It is open already."""


class TooLateToReopen(Exception):
    """The time to open it again has passed."""


@dataclass(frozen=True, kw_only=True)
class Speaking:
    """Who acts for which side in which matter. `guard` asks once more whether they may; it raises what refuses."""

    subject: str
    side: str
    by: Person
    authority: str
    guard: Callable[[], None]


def say(
    speaking: Speaking,
    words: str,
    *,
    after: int = 0,
    files: Sequence[str] = (),
    keep: Callable[[TalkMessage], None] | None = None,
) -> TalkMessage:
    """Write to the other side. `files` are digests of what `keep` stores with the message.

    Raises AlreadySaid, TalkClosed, and what the guard refuses with.
    """
    with transaction.atomic():
        talk = _locked(speaking.subject, begin=True)
        speaking.guard()
        key = once(speaking.subject, speaking.by.pk, after, words, tuple(files))
        if TalkMessage.objects.filter(once=key).exists():
            raise AlreadySaid
        if is_closed(newest_turn(talk)):
            raise TalkClosed
        message = TalkMessage.objects.create(talk=talk, side=speaking.side, by=speaking.by, words=words, once=key)
        if keep is not None:
            keep(message)
        TALK_WRITTEN.record(
            subject=speaking.subject,
            by=speaking.by,
            authority=speaking.authority,
            side=speaking.side,
            message=message.pk,
        )
    return message


def close(speaking: Speaking, *, seen: int) -> None:
    """Close the conversation; what came after the page was opened is read first.

    Raises MayNotClose, Stale, TalkClosed, NotClosed where none began, and what the guard refuses with.
    """
    if speaking.side != Side.OFFICE:
        raise MayNotClose
    with transaction.atomic():
        talk = _locked(speaking.subject, begin=False)
        speaking.guard()
        if is_closed(newest_turn(talk)):
            raise TalkClosed
        newest = talk.messages.order_by("-pk").values_list("pk", flat=True).first() or 0
        if newest != seen:
            raise Stale(version=str(newest))
        _turn(talk, speaking, is_open=False)
        TALK_CLOSED.record(subject=speaking.subject, by=speaking.by, authority=speaking.authority, side=speaking.side)


def reopen(speaking: Speaking) -> None:
    """Open it again. Raises NotClosed, TooLateToReopen, and what the guard refuses with."""
    with transaction.atomic():
        talk = _locked(speaking.subject, begin=False)
        speaking.guard()
        newest = newest_turn(talk)
        if not is_closed(newest):
            raise NotClosed
        if not may_reopen(newest, speaking.side, now=timezone.now()):
            raise TooLateToReopen
        _turn(talk, speaking, is_open=True)
        TALK_REOPENED.record(subject=speaking.subject, by=speaking.by, authority=speaking.authority, side=speaking.side)


def read(shown: Conversation, *, side: str, by: Person) -> None:
    """Somebody has the conversation before them; the second time changes nothing."""
    if not shown.is_new:
        return
    newest = shown.lines[-1].message
    try:
        with transaction.atomic():
            TalkReading.objects.create(talk_id=newest.talk_id, person=by, side=side, up_to=newest)
    except IntegrityError:
        return  # another tab of the same person, in the same moment


def note(speaking: Speaking, words: str, *, mentioned: Collection[Person], after: int = 0) -> Note:
    """Note something for one's own side; who is mentioned is told. Raises AlreadySaid, what the guard refuses with."""
    told = sorted(person.pk for person in mentioned)
    key = once(f"note:{speaking.subject}", speaking.by.pk, after, words, tuple(map(str, told)))
    try:
        with transaction.atomic():
            speaking.guard()
            written = Note.objects.create(subject=speaking.subject, by=speaking.by, words=words, once=key)
            written.mentioned.set(mentioned)
            NOTE_WRITTEN.record(subject=speaking.subject, by=speaking.by, authority=speaking.authority, mentioned=told)
    except IntegrityError as twice:
        raise AlreadySaid from twice
    return written


def _turn(talk: Talk, speaking: Speaking, *, is_open: bool) -> None:
    TalkTurn.objects.create(talk=talk, is_open=is_open, side=speaking.side, by=speaking.by)


def _locked(subject: str, *, begin: bool) -> Talk:
    """The conversation, ours until the transaction ends. Raises NotClosed where there is none to close or open."""
    if begin:
        Talk.objects.get_or_create(subject=subject)
    found = Talk.objects.select_for_update().filter(subject=subject).first()
    if found is None:
        raise NotClosed
    return found
