"""The menu as data: each app has its table of entries, the portal puts them into rooms, in the order of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.urls import reverse


class Visitor(Protocol):
    """Whoever looks at a page."""

    is_authenticated: Any

    def has_perm(self, perm: str) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the menu: open to whoever has one of the permissions, to everybody where none is named.

    `is_personal`: to whoever is signed in. `count` tells how many things wait there for the reader.
    `pages` are the names of the addresses that belong to it: `desk:queue`, or `desk:` for all of a namespace.
    """

    title: Any
    address: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    is_personal: bool = False
    count: Callable[[Any], int] | None = None

    @cached_property
    def url(self) -> str:
        """Where it leads: the same for every page and every reader."""
        return reverse(self.address)

    def is_open_to(self, visitor: Visitor) -> bool:
        if self.is_personal:
            return bool(visitor.is_authenticated)
        return not self.permissions or any(visitor.has_perm(name) for name in self.permissions)

    def nearness(self, page: str) -> int:
        """How closely a page belongs here: 2 by its own name, 1 by its namespace, 0 not at all."""
        if page in (self.address, *self.pages):
            return 2
        namespace = f"{page.rpartition(':')[0]}:"
        return 1 if namespace in self.pages else 0


@dataclass(frozen=True, kw_only=True)
class Room:
    """Entries that belong together, under one word of the menu."""

    title: Any
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry as it is shown on one page."""

    title: Any
    url: str
    is_here: bool
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class OpenRoom:
    """A room with the lines somebody sees in it."""

    title: Any
    lines: tuple[Line, ...]

    @property
    def is_here(self) -> bool:
        return any(line.is_here for line in self.lines)

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)


# As many words as stand beside each other at 1366 px in English; who sees no more needs no rooms.
WORDS_IN_A_ROW = 7


def menu_for(visitor: Visitor, parts: Iterable[Entry | Room], *, page: str) -> list[Line | OpenRoom]:
    """The menu of one reader; rooms only where its lines would not stand in a row, and none for a single line."""
    parts = tuple(parts)
    lines = dict(_lines_for(visitor, _entries_of(parts), page=page))
    if len(lines) <= WORDS_IN_A_ROW:
        return list(lines.values())
    shown: list[Line | OpenRoom] = []
    for part in parts:
        own = tuple(lines[entry] for entry in _entries_of([part]) if entry in lines)
        shown.extend([OpenRoom(title=part.title, lines=own)] if isinstance(part, Room) and len(own) > 1 else own)
    return shown


def _entries_of(parts: Iterable[Entry | Room]) -> Iterator[Entry]:
    for part in parts:
        if isinstance(part, Room):
            yield from part.entries
        else:
            yield part


def _lines_for(visitor: Visitor, entries: Iterable[Entry], *, page: str) -> Iterator[tuple[Entry, Line]]:
    """What somebody sees; the entry the page belongs to most closely is marked, and no other."""
    open_to = [entry for entry in entries if entry.is_open_to(visitor)]
    nearest = max(open_to, key=lambda entry: entry.nearness(page), default=None)
    here = nearest if nearest is not None and page and nearest.nearness(page) else None
    for entry in open_to:
        yield (
            entry,
            Line(
                title=entry.title,
                url=entry.url,
                is_here=entry is here,
                count=entry.count(visitor) if entry.count else 0,
            ),
        )
