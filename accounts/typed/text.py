"""Text that comes from people, cleaned in one way at every door: forms, addresses, tables, searches, file names.

Three degrees, each a function: `visible` takes away what nobody can see, `plain` also brings full width and
compatibility forms to the usual ones, `code` leaves of an identifier only the characters that make it one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category, nothing to the eye."""
_KEPT_CONTROLS = frozenset("\t\n\r")
_NOT_PART_OF_A_CODE = frozenset("._·•‧∙⋅・･●◦ꞏ᛫−'\"`´‘’“”′″")
"""Dots, quotation marks and the minus sign people put into plates and numbers; dashes and spaces go by category."""
_LOOK_LATIN = str.maketrans("АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXABEZHIKMNOPTYX")
"""Capital letters of Cyrillic and Greek that are a Latin one to the eye."""
_SPACES = re.compile(r"\s+")


def _is_visible(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return True
    category = unicodedata.category(char)
    # Control, format (zero width, bidi overrides) and surrogate characters; private use holds rare names and stays.
    return category not in ("Cc", "Cf", "Cs") and char not in _BLANK_LETTERS and ord(char) & 0xFFFE != 0xFFFE


def visible(text: str) -> str:
    """The text without what cannot be seen, composed (NFC); spaces and lines stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_is_visible, unicodedata.normalize("NFC", text)))


def one_line(text: str) -> str:
    """`visible` on one line: each run of white space is one space, none at the ends."""
    return _SPACES.sub(" ", visible(text)).strip()


def plain(text: str) -> str:
    """`one_line` in the usual width (NFKC), for what is compared or counted: ２５ becomes 25, （ becomes (."""
    return one_line(unicodedata.normalize("NFKC", visible(text)))


def bare(text: object) -> str:
    """`plain` without spaces and in small letters: two that are alike say the same, however each was written."""
    return plain(str(text)).replace(" ", "").casefold()


def code(text: str) -> str:
    """An identifier as registers write it: capital letters, no spaces, dashes, dots, quotation marks."""
    return "".join(char for char in plain(text).upper() if not _separates(char))


def latin_code(text: str) -> str:
    """`code` of what has Latin letters only: a letter of another alphabet that looks the same is the one meant."""
    return code(text).translate(_LOOK_LATIN)


def _separates(char: str) -> bool:
    category = unicodedata.category(char)
    # Mn: marks that only change the look of the character before them.
    return category[0] == "Z" or category in ("Pd", "Mn") or char in _NOT_PART_OF_A_CODE


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, however it was typed."""
    return _to_simplified().convert(text)


def spellings(text: str) -> tuple[str, ...]:
    """The ways a searched text may stand in a register: as typed, simplified, with brackets of either width."""
    typed = one_line(text)
    found = [typed, plain(typed)]
    found += [simplified(word) for word in found]
    found += [word.replace("(", "（").replace(")", "）") for word in found]
    return tuple(dict.fromkeys(word for word in found if word))


def shortened(text: str, most: int) -> str:
    """At most so many characters to look at, with a mark where the rest is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
