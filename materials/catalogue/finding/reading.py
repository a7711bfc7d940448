"""Everyday words as data: which words people use, and where each leads – a service, a page here, a neighbour's office.

A document is an edition in the database, or the one that ships in `data/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from accounts.editions.series import BadDocument
from materials.catalogue.finding.spelling import folded
from pages.languages import localised

SHIPPED = Path(__file__).parent / "data" / "everyday-words-1.json"
PAGE, OUTSIDE = "page:", "outside:"


class BadWords(BadDocument):
    """The document cannot be used for finding; the message says where and why."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the portal that answers, by the name of its address."""

    code: str
    address: str
    zh: str
    en: str
    about_zh: str
    about_en: str

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)

    @property
    def about(self) -> str:
        return localised(self.about_zh, self.about_en)

    @property
    def url(self) -> str:
        return reverse(self.address)


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A service that is somebody else's: who does it, their telephone, and the article that says so."""

    code: str
    zh: str
    en: str
    who_zh: str
    who_en: str
    phone: str
    source: str

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)

    @property
    def who(self) -> str:
        return localised(self.who_zh, self.who_en)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Words that mean the same, and where they lead, the nearest first: codes of services, `page:…`, `outside:…`."""

    words: tuple[str, ...]
    to: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EverydayWords:
    """An edition, checked."""

    title: str
    source: str
    places: Mapping[str, Place]
    neighbours: Mapping[str, Neighbour]
    groups: tuple[Group, ...]

    @property
    def services(self) -> frozenset[str]:
        """The codes of services and bundles the words lead to."""
        return frozenset(code for group in self.groups for code in group.to if not code.startswith((PAGE, OUTSIDE)))


def read_words(document: Mapping[str, Any]) -> EverydayWords:
    """A document as words. Raises BadWords."""
    try:
        found = EverydayWords(
            title=_text(document["title"]),
            source=_text(document["source"]),
            places={PAGE + one["code"]: Place(**_texts(one)) for one in document["places"]},
            neighbours={OUTSIDE + one["code"]: Neighbour(**_texts(one)) for one in document["neighbours"]},
            groups=tuple(_group(one) for one in document["words"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        what = f"{type(wrong).__name__}: {wrong}"
        raise BadWords(_("Something is missing or cannot be read: %(what)s") % {"what": what}) from wrong
    if faults := _faults(found):
        raise BadWords(_("This is not valid: %(what)s") % {"what": "; ".join(faults)})
    return found


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r}"[:60])
    return value


def _texts(one: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in one.items()}


def _group(one: Mapping[str, Any]) -> Group:
    words, to = tuple(map(_text, one["words"])), tuple(map(_text, one["to"]))
    return Group(words=words, to=to, folded=tuple(map(folded, words)))


def _faults(found: EverydayWords) -> list[str]:
    wrong = [f"{one.code}: no page {one.address}" for one in found.places.values() if not _is_address(one.address)]
    known = found.places.keys() | found.neighbours.keys()
    for group in found.groups:
        told = " ".join(group.words)[:40]
        if not group.words or not group.to or not all(group.folded):
            wrong.append(f"words: nothing, or nowhere: {told}")
        wrong += [f"words: {told} → {code}" for code in _own(group.to) if code not in known]
    words = [word for group in found.groups for word in group.folded]
    return wrong + [f"words: {word} twice" for word in dict.fromkeys(words) if words.count(word) > 1]


def _own(codes: Iterable[str]) -> list[str]:
    """The codes this document itself has to know."""
    return [code for code in codes if code.startswith((PAGE, OUTSIDE))]


def _is_address(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


@cache
def shipped_document() -> dict[str, Any]:
    """The words that ship."""
    document: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return document


@cache
def shipped_words() -> EverydayWords:
    return read_words(shipped_document())
