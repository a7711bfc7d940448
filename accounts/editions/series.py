"""One document that comes in editions: which counts on a day, and the one something began under.

The first edition ships as data. A later one is written by one person and counts from its day once a second person has
released it; what began under an edition keeps it, by its number.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef

from accounts.editions.models import Edition, EditionQuerySet, Release
from trail.events import EventKind

SHIPPED = 1
"""The number of the edition that ships."""

Content = TypeVar("Content")


class BadDocument(Exception):
    """What was written is no edition of this document; the message says why."""


class Overtaken(BadDocument):
    """Somebody else wrote an edition meanwhile."""


@dataclass(frozen=True, kw_only=True)
class InForce(Generic[Content]):
    """What an edition says, with its number and the day it counts from; None where what ships names none."""

    content: Content
    number: int
    since: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Series(Generic[Content]):
    """A document: its rows, how it is read (raising BadDocument), what ships, and how the trail tells of it."""

    editions: type[Edition]
    releases: type[Release]
    read: Callable[[Mapping[str, Any]], Content]
    shipped: Callable[[], Content]
    shipped_document: Callable[[], Mapping[str, Any]]
    subject: str
    written: EventKind
    released: EventKind
    which: Mapping[str, str] = field(default_factory=dict)
    """Which of several documents kept in one table."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What its events say beside number and day."""

    def rows(self) -> EditionQuerySet:
        """Every edition written, released or not."""
        rows: EditionQuerySet = self.editions.objects.filter(**self.which)
        return rows

    def in_force(self, *, on: datetime.date) -> InForce[Content]:
        """The newest released edition of a day, or the one that ships."""
        return self._told(self.rows().released_by(on).first())

    def _told(self, row: Edition | None) -> InForce[Content]:
        if row is None:
            day = self.shipped_document().get("in_force_from")
            since = datetime.date.fromisoformat(day) if day else None
            return InForce(content=self.shipped(), number=SHIPPED, since=since)
        return InForce(content=self.read(row.document), number=row.number, since=row.release.since)

    def content_of(self, number: int) -> Content:
        """What an edition says, for what began under it."""
        return self.shipped() if number == SHIPPED else self.read(self.rows().get(number=number).document)

    def newest_document(self) -> Mapping[str, Any]:
        """What the next edition begins with: the newest released one, also one whose day is to come."""
        row = self.rows().released().first()
        return row.document if row else self.shipped_document()

    def newest_number(self) -> int:
        """The number of the newest edition written, released or not."""
        newest = self.rows().order_by("-number").first()
        return newest.number if newest else SHIPPED

    def next_number(self) -> int:
        return self.newest_number() + 1


def each_in_force(series: Mapping[str, Series[Content]], *, on: datetime.date) -> dict[str, InForce[Content]]:
    """What is in force of documents kept in one table, told apart by `which`; by whatever name each is given."""
    first = next(iter(series.values()))
    told_apart = tuple(first.which)
    counting = first.editions.objects.all().released_by(on)
    newer = counting.filter(number__gt=OuterRef("number"), **{name: OuterRef(name) for name in told_apart})
    newest = {tuple(getattr(row, name) for name in told_apart): row for row in counting.exclude(Exists(newer))}
    return {name: one._told(newest.get(tuple(one.which.values()))) for name, one in series.items()}


def standings(rows: Iterable[Edition], *, in_force: int, on: datetime.date) -> list[tuple[Edition, str]]:
    """Each edition with where it stands on a day: draft, to-come, in-force or superseded."""
    return [(row, _standing(row, in_force=in_force, on=on)) for row in rows]


def _standing(row: Edition, *, in_force: int, on: datetime.date) -> str:
    if row.number == in_force:
        return "in-force"
    if not row.is_released:
        return "draft" if row.number > in_force else "superseded"
    return "to-come" if row.number > in_force and row.release.since > on else "superseded"
