"""What an app ships that has long work done: a kind, named in the setting LONG_WORK.

A kind says what its parts are, how one part is made, and how the result ends. The runner does the rest: it makes one
part after the other, keeps each with the count of those that are done, goes on after a kill where it stopped, and asks
before every stretch, and again before the result is handed out, whether the person may have it.

A part is made from the order, its entry in the plan and the place where it begins, and from nothing else: made twice,
it is the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.people import Person


class CannotGoOn(Exception):
    """The work ends without a result, for a reason the person is told: `reason` is a key of the kind's `reasons`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What was asked for; `about` is whatever the kind wants to know, in plain values."""

    about: Mapping[str, Any]
    by: Person
    asked_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The parts, in their order, as plain values; `units` is how many things they hold, as people count them."""

    parts: Sequence[Any]
    units: int


@dataclass(frozen=True, kw_only=True)
class Made:
    """A part that is made; `notes` are plain values the end has to know of it, `units` how many things it holds."""

    content: bytes
    units: int
    notes: Any = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A part as it was kept, for the end."""

    notes: Any
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """A kind of long work.

    `may` is asked when the work is begun, while it goes on and when its result is fetched. `told` says in the reader's
    language what was asked for, without personal data. `end` gives the last bytes of the result; with `replaces` it
    gives all of it, and the parts were only the way there. Raises of `plan`, `make` and `end`: CannotGoOn.
    """

    name: str
    title: str | Promise
    may: Callable[[Person, Mapping[str, Any]], bool]
    told: Callable[[Mapping[str, Any]], str]
    plan: Callable[[Order], Plan]
    make: Callable[[Order, Any, int], Made]
    end: Callable[[Order, Iterable[Kept]], Iterator[bytes]]
    filename: Callable[[Order], str]
    content_type: str
    replaces: bool = False
    reasons: Mapping[str, str | Promise] = field(default_factory=dict)


class NoSuchKind(LookupError):
    """Nobody ships a kind of this name (any more)."""


def kind_named(name: str) -> Kind:
    """The kind of a name. Raises NoSuchKind."""
    for path in settings.LONG_WORK:
        kind: Kind = import_string(path)
        if kind.name == name:
            return kind
    raise NoSuchKind(name)


def joined(_order: Order, _kept: Iterable[Kept]) -> Iterator[bytes]:
    """The end of a result that is its parts, one after the other."""
    return iter(())
