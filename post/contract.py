"""What an app that wants people told ships, named in the setting POST; and what it answers about a matter.

The post asks nobody to remember it: it reads the trail, finds the rules of an event, and asks the app whose matter it
is who is concerned. It knows nothing of what happened: words, receivers and addresses come from here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import override

from trail.models import Event

Words = Mapping[str, str]
"""The same in each language of the portal, by its code."""
Value = Words | str | datetime.date
"""What a text may fill in: words of each language, what is the same in all of them, or a day."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who is told what about an event, how and when; a line of `told` in an app's `messages.json`, `text` its name.

    `where`: values the event must have. `once`: not again to the same person about the same matter. `digest`: several
    go out together on the next working morning. `timing`: "at-once", "daytime" (not at night) or "working-hours".
    What is `obligatory` no choice of a person switches off. `also_who_acted`: who did it is told as well. `page` names
    the address it leads to.
    """

    event: str
    to: str
    text: str
    channels: tuple[str, ...]
    topic: str
    page: str
    timing: str = "daytime"
    where: Mapping[str, str] = field(default_factory=dict)
    obligatory: bool = False
    digest: bool = False
    once: bool = False
    also_who_acted: bool = False

    def fits(self, happened: Event) -> bool:
        return all(str(happened.values.get(name)) == value for name, value in self.where.items())


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an app says about the matter of an event: its name, who is concerned in which role, what texts fill in."""

    about: Words
    people: Mapping[str, Collection[int]]
    addresses: Mapping[str, str]
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True, eq=False)
class PostSet:
    """The messages of an app: `messages.json` in `folder` says of each who is told, how, and in which words.

    `names` are what its texts may fill in, each with a sample; none of them is personal data. `topics` are what people
    choose channels for; `roles` those whose pages `topics` are shown to. `read` answers for an event, None when there
    is nobody to tell.
    """

    name: str
    folder: Path
    names: Mapping[str, Value]
    topics: Mapping[str, str | Promise]
    read: Callable[[Event, Collection[str]], Told | None]

    def __hash__(self) -> int:
        return hash(self.name)


def post_sets() -> Iterator[PostSet]:
    for path in settings.POST:
        yield import_string(path)


@cache
def messages_of(post_set: PostSet) -> dict[str, dict[str, Any]]:
    """The messages an app ships, by name, as they are written in its file."""
    return dict(json.loads((post_set.folder / "messages.json").read_text(encoding="utf-8")))


@cache
def rules_of(post_set: PostSet) -> tuple[Rule, ...]:
    """The rules an app ships. Raises TypeError for a line that is none."""
    return tuple(
        Rule(**{**told, "text": name, "channels": tuple(told["channels"])})
        for name, message in messages_of(post_set).items()
        for told in message["told"]
    )


@cache
def rules_by_event() -> dict[str, tuple[tuple[PostSet, Rule], ...]]:
    """Every rule with the set it belongs to, by kind of event."""
    found: dict[str, list[tuple[PostSet, Rule]]] = {}
    for post_set in post_sets():
        for rule in rules_of(post_set):
            found.setdefault(rule.event, []).append((post_set, rule))
    return {kind: tuple(rules) for kind, rules in found.items()}


def topics() -> dict[str, str | Promise]:
    """What people choose channels for."""
    return {name: title for post_set in post_sets() for name, title in post_set.topics.items()}


def rules() -> Sequence[Rule]:
    """Every rule there is."""
    return [rule for post_set in post_sets() for rule in rules_of(post_set)]


def in_every_language(said: str | Promise) -> Words:
    """A lazy translation in every language of the portal."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(said)
    return found
