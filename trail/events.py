"""How an app declares what can happen to its subjects, and writes it down.

Each app keeps one `events.py`: every kind of event beside the sentence that tells it to a person.
The trail knows no app; the values are plain (str, int, bool, None, lists and dicts of them), and no
personal data goes in unless the app decided so for that event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from trail.models import Event

SYSTEM = "system"
_kinds: dict[str, EventKind] = {}


class Actor(Protocol):
    """Whoever acts: a person row. `pk` and `name` are all the trail keeps."""

    pk: int
    name: str


@dataclass(frozen=True, kw_only=True)
class EventKind:
    """A kind of event and its sentence, a lazy translation with %(name)s places for its values."""

    code: str
    sentence: str | Promise

    def record(self, *, subject: str, by: Actor | str, authority: str = "", **values: object) -> Event:
        """Write the event down in the caller's transaction.

        `subject` is "<noun>:<id>"; `by` the acting person or the name of an automatic step;
        `authority` the division code of the authority it concerns.
        """
        happened = self.happened(subject=subject, by=by, authority=authority, **values)
        waiting = _waiting.get()
        if waiting is None:
            happened.save()
        else:
            waiting.append(happened)
        return happened

    def happened(self, *, subject: str, by: Actor | str, authority: str = "", **values: object) -> Event:
        """The same, not yet written: many that happen at once are written by one `write_down`."""
        acting = by if isinstance(by, str) else f"person:{by.pk}"
        name = "" if isinstance(by, str) else by.name
        typist = _typist.get()
        if typist is not None and not isinstance(by, str) and by.pk != typist.pk:
            values |= {TYPED_BY: typist.name}
        return Event(kind=self.code, by=acting, by_name=name, subject=subject, authority=authority, values=values)


def write_down(happened: Iterable[Event]) -> None:
    """Write many events down in the order in which they happened, in the caller's transaction."""
    waiting = _waiting.get()
    if waiting is None:
        Event.objects.bulk_create(happened)
    else:
        waiting.extend(happened)


TYPED_BY = "at_counter_by"
_typist: ContextVar[Actor | None] = ContextVar("typist", default=None)


@contextmanager
def typed_by(official: Actor) -> Iterator[None]:
    """What happens inside was typed by an official for whoever acts, who stands before them; the trail says so."""
    before = _typist.set(official)
    try:
        yield
    finally:
        _typist.reset(before)


_waiting: ContextVar[list[Event] | None] = ContextVar("waiting", default=None)


@contextmanager
def written_together() -> Iterator[None]:
    """For an act: what happens inside is written by one statement at its end, in the caller's transaction.

    Until then nobody finds it in the trail. An act that fails leaves no event, as it leaves nothing else.
    """
    happened: list[Event] = []
    before = _waiting.set(happened)
    try:
        yield
    finally:
        _waiting.reset(before)
    write_down(happened)


def event(code: str, sentence: str | Promise) -> EventKind:
    """Declare a kind of event; a code is declared once."""
    if code in _kinds:
        raise ValueError(f"event {code} is declared twice")
    kind = _kinds[code] = EventKind(code=code, sentence=sentence)
    return kind


_words: dict[str, str | Promise] = {}


def words(spoken: Mapping[str, str | Promise]) -> None:
    """Declare how plain values such as "found" are said to people."""
    _words.update(spoken)


_names: dict[str, list[Callable[[str], str]]] = defaultdict(list)


def names(known: Mapping[str, Callable[[str], str]]) -> None:
    """Declare how the names written under a value are said in the reader's language: value → stored name → name.

    Several apps may write under one value; who does not know a name gives it back as it is.
    """
    for value, say in known.items():
        _names[value].append(say)


def said(value: object, of: str = "") -> object:
    """A plain value as people say it; `of` is the name it was written under."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if not isinstance(value, str):
        return value
    if value in _words:
        return _words[value]
    return "、".join(_named(name, of) for name in value.split("、")) if of in _names else value


def _named(name: str, of: str) -> str:
    found = (say(name) for say in _names[of])
    return next((one for one in found if one != name), name)


_teacher: list[Callable[[], None]] = []


def taught_by(teach: Callable[[], None]) -> None:
    """Who declares the rest of the kinds when one is told that nobody here declared."""
    _teacher[:] = [teach]


def _learned(code: str) -> EventKind | None:
    """A worker or a command tells of apps it has imported nothing else of."""
    for teach in _teacher:
        teach()
    return _kinds.get(code)


def actor(by: str) -> object:
    """Who acted where it was nobody with a name: a timer or a step; the portal, unless words say more."""
    known = said(by)
    return _words["portal"] if known == by and "portal" in _words else known


def tell(happened: Event, *, who: str = "") -> str:
    """The sentence of an event, in the reader's language; `who` stands for the person where no name is to be shown."""
    kind = _kinds.get(happened.kind) or _learned(happened.kind)
    if kind is None:
        return happened.kind
    values = {name: said(value, name) for name, value in happened.values.items()}
    named = (who or happened.by_name) if happened.by_name else actor(happened.by)
    told = str(kind.sentence) % {"by": named, **values}
    if TYPED_BY not in values or who:
        return told
    return _("%(told)s (typed at the counter by %(who)s)") % {"told": told, "who": values[TYPED_BY]}
