"""The words of a message: the version in force on a day, filled in for each language.

A text says subject, body and the short message of a telephone. `{names}` are filled in, and nothing else: what an app
does not offer under a name cannot get into a message, and no app offers personal data.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accounts.typed.text import one_line
from pages.characters import traditional_on_pages
from post.contract import PostSet, Value, messages_of, post_sets
from post.wording.models import PostText

HANS, HANT, EN = "zh-hans", "zh-hant", "en"
WRITTEN = (HANS, EN)
"""The languages a text is written in."""
PARTS = ("subject", "body", "sms")
NAME = re.compile(r"\{([a-z]+)\}")
LINK = "link"
"""Filled in when a message leaves: an address with a code that works once."""
SHORTEST_TELEPHONE = 70
"""Characters one short message has, signature included; longer ones are sent, and paid, as two."""

Said = dict[str, dict[str, str]]
"""Language → part → words."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A version of a text."""

    name: str
    version: int
    words: Mapping[str, Mapping[str, str]]

    @property
    def title(self) -> str:
        """Its subject in the language it was written in first."""
        return self.words[HANS]["subject"]


@cache
def shipped(post_set: PostSet) -> dict[str, Text]:
    """The texts an app ships, by name."""
    return {
        name: Text(
            name=name,
            version=1,
            words={language: dict(zip(PARTS, message[language], strict=True)) for language in WRITTEN},
        )
        for name, message in messages_of(post_set).items()
    }


def names_of_texts() -> list[str]:
    return [name for post_set in post_sets() for name in shipped(post_set)]


def set_of(name: str) -> PostSet:
    """Whose text it is. Raises KeyError."""
    for post_set in post_sets():
        if name in shipped(post_set):
            return post_set
    raise KeyError(name)


def text_in_force(name: str, *, on: datetime.date) -> Text:
    """The newest released version of the authority's own, or the text that ships. Raises KeyError."""
    return _text(name, PostText.objects.in_force(name, on=on).first())


def texts_in_force(*, on: datetime.date) -> list[Text]:
    """Every text as it is in force on a day."""
    own = PostText.objects.each_in_force(on=on)
    return [_text(name, own.get(name)) for name in names_of_texts()]


def _text(name: str, row: PostText | None) -> Text:
    return Text(name=name, version=row.version, words=row.words) if row else shipped(set_of(name))[name]


def newest_version(name: str) -> int:
    """The highest version of a text, released or not."""
    own = PostText.objects.versions_of(name).first()
    return own.version if own else 1


def said_in(language: str, value: Value) -> str:
    """A value as a text of a language has it."""
    if isinstance(value, datetime.date):
        return f"{value:%d %B %Y}".lstrip("0") if language == EN else f"{value.year}年{value.month}月{value.day}日"
    return _as_words(value if isinstance(value, str) else value.get(language) or value[HANS])


def _as_words(value: str) -> str:
    """On the line it is put into, and no name to be filled in itself: a subject is a header."""
    return one_line(value).replace("{", "｛").replace("}", "｝")


def fill_in(text: Text, values: Mapping[str, Value]) -> Said:
    """The words of a message in every language; the link stays open until it leaves."""
    written = {lang: {part: _filled(text.words[lang][part], values, lang) for part in PARTS} for lang in WRITTEN}
    hant = {part: _filled(traditional_on_pages(text.words[HANS][part]), values, HANT) for part in PARTS}
    return {**written, HANT: hant}


def _filled(words: str, values: Mapping[str, Value], language: str) -> str:
    def found(name: re.Match[str]) -> str:
        return name[0] if name[1] == LINK else said_in(language, values.get(name[1], ""))

    return NAME.sub(found, words)
