"""Taking part in a conversation about a case or certificate: who may is asked again in the act's own transaction.

A message is no application material and stops no limit: nothing here writes a row of a case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from accounts.people import Person
from desk.refusals import MayNotHandle, NotYours
from licensing.talking.models import TalkFile
from licensing.talking.rules import Matter, colleagues_for, may_speak_for_holder, may_speak_for_office
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from post.talks import actions as talks
from post.talks.models import Note, Side, TalkMessage
from post.talks.rules import file_digest


class MayNotSee(NotYours):
    """Somebody is mentioned who may not see the case."""


def speaking(matter: Matter, *, side: str, by: Person) -> talks.Speaking:
    """Who acts for which side in which matter."""
    return talks.Speaking(
        subject=matter.subject,
        side=side,
        by=by,
        authority=matter.authority.division_id,
        guard=_guard(matter, side=side, by=by),
    )


def _guard(matter: Matter, *, side: str, by: Person) -> Callable[[], None]:
    may = may_speak_for_office if side == Side.OFFICE else may_speak_for_holder

    def guard() -> None:
        if not may(by, matter):
            raise MayNotHandle

    return guard


def say(
    matter: Matter, words: str, *, side: str, by: Person, after: int = 0, files: Sequence[Checked] = ()
) -> TalkMessage:
    """Write to the other side, with files that were checked before.

    Raises AlreadySaid, TalkClosed, MayNotHandle.
    """

    def store(message: TalkMessage) -> None:
        for file in files:
            TalkFile.objects.create(message=message, upload=keep(file, by=by))

    digests = [file_digest(file.content) for file in files]
    return talks.say(speaking(matter, side=side, by=by), words, after=after, files=digests, keep=store)


def note(matter: Matter, words: str, *, mentioned: Collection[Person], by: Person, after: int = 0) -> Note:
    """Note something for the authority's own people. Raises AlreadySaid, MayNotHandle, MayNotSee."""
    as_official = speaking(matter, side=Side.OFFICE, by=by)

    def guard() -> None:
        as_official.guard()
        may_see = set(colleagues_for(matter).values_list("pk", flat=True))
        if any(person.pk not in may_see for person in mentioned):
            raise MayNotSee

    return talks.note(replace(as_official, guard=guard), words, mentioned=mentioned, after=after)
