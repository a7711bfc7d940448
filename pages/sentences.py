"""Sentences one after the other, as the language they are in sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext, pgettext

_TAGS = "(?:<[a-z][^>]*>)*"
_GAPS = re.compile(rf"([。！？；：、，](?:</[a-z]+>)*)\s+|\s+(?={_TAGS}（)|(》(?:</[a-z]+>)*)\s+(?={_TAGS}第)")

QUESTION = ("?", "？")


def in_a_row(sentences: Iterable[object]) -> str:
    """Sentences as one text: with a space between English ones, with none between Chinese ones."""
    return closed_up(" ".join(map(str, sentences)))


def closed_up(text: str) -> str:
    """A text, or HTML, without white space after Chinese punctuation, before its brackets, before an article."""
    return _GAPS.sub(lambda found: found[1] or found[2] or "", text)


def labelled(label: object, text: object) -> str:
    """What something is and what is said of it: Chinese has a colon of its own, without a space (GB/T 15834-2011).

    A question is answered without one.
    """
    name = str(label)
    if name.endswith(QUESTION):
        return in_a_row((name, text))
    return name + gettext(": ") + str(text)


def listed(names: Iterable[object]) -> str:
    """Names side by side: Chinese parts them by a mark of its own (GB/T 15834-2011)."""
    return pgettext("between names", ", ").join(map(str, names))


def semicolon() -> str:
    """Between names that may hold commas themselves."""
    return pgettext("between names", "; ")


def bracketed(words: object) -> str:
    """A remark after a word: Chinese has brackets of its own, which need no space before them (GB/T 15834-2011)."""
    return pgettext("after a word", " (%(words)s)") % {"words": words}
