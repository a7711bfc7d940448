"""How words become what is searched: simplified, without what is between them, in pairs of characters.

Chinese has no spaces and people say the same thing in many words: 从业资格证, 上岗证. Synonyms are data
(`data/synonyms.json`); a text is searched by the pairs of its own words, and a little less by those of its synonyms.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from accounts.typed.text import plain, simplified

LONGEST = 24
OF_A_SYNONYM = 0.6
"""What a pair is worth that nobody said, but a synonym of what was said has."""
_RUNS = re.compile(r"[㐀-鿿豈-﫿]+|[a-z0-9]+")


@cache
def _data() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "synonyms.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def usual(text: str) -> str:
    """A text as it is compared: simplified, half width, small letters, without what only asks or is polite."""
    found = simplified(plain(text)).lower()
    for filler in _fillers():
        found = found.replace(filler, " ")
    return found


@cache
def _fillers() -> tuple[str, ...]:
    """The longer ones first: 为什么 before 什么."""
    return tuple(sorted(_data()["fillers"], key=len, reverse=True))


def grams(text: str) -> Iterator[str]:
    """The pairs of neighbouring characters of a text, each word of another script; a character alone is itself."""
    for run in _RUNS.findall(usual(text)):
        if run[0].isascii() or len(run) == 1:
            yield run[:LONGEST]
        else:
            yield from (run[place : place + 2] for place in range(len(run) - 1))


def asked(text: str) -> Mapping[str, float]:
    """What a text is searched by: its grams, and those of its synonyms for less."""
    found = dict.fromkeys(grams(text), 1.0)
    said = usual(text)
    for group in _data()["groups"]:
        if any(word in said for word in group):
            for word in group:
                for gram in grams(word):
                    found.setdefault(gram, OF_A_SYNONYM)
    return found
