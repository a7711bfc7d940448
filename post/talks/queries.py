"""A conversation as one of its two sides reads it, and the notes of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import CharField, Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from accounts.people import Person
from post.talks.models import Note, Side, Talk, TalkMessage, TalkReading, TalkTurn
from post.talks.rules import is_closed, may_reopen

Rows = TypeVar("Rows", bound="QuerySet[Any]")

AT_ONCE = 100
"""Messages shown on one page, the newest."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """Somebody of the other side had a message before them; to the outside an official has no name."""

    name: str
    at: Any


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message as its reader sees it."""

    message: TalkMessage
    name: str
    is_ours: bool
    is_new: bool
    read: Sequence[Read]

    @property
    def role(self) -> str:
        """Which side a named writer is on; who has no name is the authority."""
        return self.message.get_side_display() if self.name else ""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A conversation before one reader. `version` is its newest message, `after` the reader's own newest."""

    subject: str
    lines: Sequence[Line]
    closed: TalkTurn | None
    may_reopen: bool
    version: int
    after: int
    earlier: int

    @property
    def is_new(self) -> bool:
        return any(line.is_new for line in self.lines)


def talk_about(subject: str) -> Talk | None:
    """The conversation about a matter, once it began."""
    return Talk.objects.filter(subject=subject).first()


def newest_turn(talk: Talk) -> TalkTurn | None:
    return talk.turns.select_related("by").order_by("-pk").first()


def conversation(subject: str, *, side: str, reader: Person, before: int = 0) -> Conversation:
    """What one side sees of the conversation about a matter, the newest messages last; `before` leads further back."""
    talk = talk_about(subject)
    if talk is None:
        return Conversation(subject=subject, lines=(), closed=None, may_reopen=False, version=0, after=0, earlier=0)
    rows = talk.messages.select_related("by").order_by("-pk")
    newest = rows.values_list("pk", flat=True).first() or 0
    shown = list((rows.filter(pk__lt=before) if before else rows)[: AT_ONCE + 1])
    earlier = shown[AT_ONCE - 1].pk if len(shown) > AT_ONCE else 0
    turn = newest_turn(talk)
    return Conversation(
        subject=subject,
        lines=_lines(talk, shown[:AT_ONCE][::-1], side=side, reader=reader),
        closed=turn if is_closed(turn) else None,
        may_reopen=may_reopen(turn, side, now=timezone.now()),
        version=newest,
        after=newest_of(subject, reader),
        earlier=earlier,
    )


def _lines(talk: Talk, messages: Sequence[TalkMessage], *, side: str, reader: Person) -> list[Line]:
    readings = list(talk.readings.select_related("person").order_by("pk"))
    mine = max((one.up_to_id for one in readings if one.person_id == reader.pk), default=0)
    return [
        Line(
            message=message,
            name=_name(message.by, message.side, to=side),
            is_ours=message.side == side,
            is_new=message.side != side and message.pk > mine,
            read=_read(message, readings, to=side),
        )
        for message in messages
    ]


def _read(message: TalkMessage, readings: Sequence[TalkReading], *, to: str) -> list[Read]:
    """Who of the other side has read a message, each the first time."""
    found: dict[int, Read] = {}
    for one in readings:
        if one.side != message.side and one.up_to_id >= message.pk and one.person_id not in found:
            found[one.person_id] = Read(name=_name(one.person, one.side, to=to), at=one.at)
    return list(found.values())


def _name(person: Person, side: str, *, to: str) -> str:
    """An official speaks for the authority: outside they have no name."""
    return person.name if side == Side.HOLDER or to == Side.OFFICE else ""


def newest_of(subject: str, person: Person) -> int:
    """A person's own newest message about a matter, 0 for none."""
    rows = TalkMessage.objects.filter(talk__subject=subject, by=person)
    return rows.aggregate(newest=Max("pk"))["newest"] or 0


def newest_note_of(subject: str, person: Person) -> int:
    """A person's own newest note about a matter, 0 for none."""
    return Note.objects.filter(subject=subject, by=person).aggregate(newest=Max("pk"))["newest"] or 0


def notes_about(subjects: Sequence[str]) -> list[Note]:
    """Internal notes, oldest first."""
    return list(Note.objects.filter(subject__in=subjects).select_related("by").prefetch_related("mentioned"))


def has_read(person_ids: Sequence[int], message: int) -> set[int]:
    """Who has had a message before them already."""
    rows = TalkReading.objects.filter(person__in=person_ids, up_to__gte=message)
    rows = rows.filter(talk__messages=message)
    return set(rows.values_list("person", flat=True))


def last_speaker(subject: str, side: str) -> int | None:
    """Who wrote last for a side."""
    rows = TalkMessage.objects.filter(talk__subject=subject, side=side).order_by("-pk")
    return rows.values_list("by", flat=True).first()


def with_talks(rows: Rows, noun: str, *, side: str, reader: Person) -> Rows:
    """Rows with `talked` (messages) and `talked_new` (the other side's, unread by the reader): no statement more."""
    subject = Concat(Value(f"{noun}:"), Cast("pk", CharField()))
    rows = rows.alias(talked_about=subject)
    readings = TalkReading.objects.filter(talk__subject=OuterRef("talked_about"), person=reader).order_by()
    read = Subquery(readings.values("person").annotate(last=Max("up_to")).values("last"))
    rows = rows.alias(talked_until=Coalesce(read, Value(0), output_field=IntegerField()))
    said = TalkMessage.objects.filter(talk__subject=OuterRef("talked_about")).order_by()
    new = said.exclude(side=side).filter(pk__gt=OuterRef("talked_until"))
    return rows.annotate(talked=_count(said, "talk"), talked_new=_count(new, "talk"))


def with_notes(rows: Rows, noun: str) -> Rows:
    """Rows with `noted`, how many internal notes there are; for officials' pages alone."""
    subject = Concat(Value(f"{noun}:"), Cast("pk", CharField()))
    notes = Note.objects.filter(subject=OuterRef("noted_about")).order_by()
    return rows.alias(noted_about=subject).annotate(noted=_count(notes, "subject"))


def _count(rows: Any, by: str) -> Coalesce:
    counted = rows.values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
