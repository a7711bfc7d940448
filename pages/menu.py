"""The menu as data: each app has its table of entries, the portal puts them one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
class Line:
    """An entry as it is shown on one page."""

    title: Any
    url: str
    is_here: bool
    count: int = 0


def lines_for(visitor: Visitor, entries: Iterable[Entry], *, page: str) -> list[Line]:
    """What somebody sees of the menu; the entry the page belongs to most closely is marked, and no other."""
    shown = [entry for entry in entries if entry.is_open_to(visitor)]
    nearest = max(shown, key=lambda entry: entry.nearness(page), default=None)
    here = nearest if nearest is not None and page and nearest.nearness(page) else None
    return [
        Line(
            title=entry.title,
            url=reverse(entry.address),
            is_here=entry is here,
            count=entry.count(visitor) if entry.count else 0,
        )
        for entry in shown
    ]
