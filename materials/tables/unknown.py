"""A word in a cell that nobody knows: what was written, and what could have been, where that is little to read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.typed.text import shortened
from pages.sentences import in_a_row, listed

MOST_NAMED = 20
"""More words than these help nobody who looks for one."""
MOST_LETTERS = 40


def in_quotes(written: object) -> str:
    """What was written in a cell, as far as it is needed to find it again."""
    return shortened(str(written), MOST_LETTERS)


def known_words(words: Iterable[object]) -> str:
    """“Known here: …”; nothing where there are too many to read."""
    named = list(dict.fromkeys(str(word) for word in words if word))
    if not 0 < len(named) <= MOST_NAMED:
        return ""
    return _("Known here: %(words)s.") % {"words": listed(named)}


def not_known(told: str, words: Iterable[object]) -> str:
    """A sentence that says what is not known, and what is."""
    return in_a_row(filter(None, (told, known_words(words))))
