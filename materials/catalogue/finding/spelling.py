"""Words brought to one spelling: usual width, small letters, simplified characters, one number of English nouns."""

from __future__ import annotations

import re
from functools import lru_cache

from accounts.typed.text import plain
from pages.characters import simplified

_FILLERS = ("我要", "我想", "怎么", "如何", "办理", "申请", "请问", "需要", "去哪", "哪里", "吗", "呢", "的", "了")
_SIGNS = re.compile(r"[^\w.\u4e00-\u9fff]+|_+")
_ENGLISH = re.compile(r"[a-z]{4,}")
_BARE = re.compile(r"^(a|an|the|my|our|for|to|of|how|do|i|want|need|in|is) | (a|an|the|my|our|for|to|of|in|is)(?= )")


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """The words of a text in one spelling, a space between them."""
    small = _SIGNS.sub(" ", simplified(plain(text).lower())).strip()
    return _ENGLISH.sub(lambda found: _singular(found[0]), _BARE.sub(" ", small)).strip()


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def without_fillers(text: str) -> str:
    """What is left of folded words when polite and empty ones are taken out."""
    for filler in _FILLERS:
        text = text.replace(filler, " ")
    return " ".join(text.split())


def closed_up(text: str) -> str:
    """Folded words without spaces: how much is left out between words says nothing."""
    return text.replace(" ", "")
