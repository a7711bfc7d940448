"""Traditional characters as people write them: OpenCC's phrase tables, and the trade's own phrases before them.

The mainland's terms stay (网络 is not turned into 網路): readers of traditional characters read the same law. Knows
nothing of Django, so that `bin/translations` makes the pages' words with the very converter the catalogue uses.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opencc import OpenCC

PHRASES = {
    "审签": "審簽",
    "会签": "會簽",
    "台账": "臺帳",
    "账号": "帳號",
    "账户": "帳戶",
    "换发": "換發",
    "复议": "復議",
    "公布": "公布",
    "发布": "發布",
    "颁布": "頒布",
    "周岁": "周歲",
    "准予": "准予",
    "获准": "獲准",
    "批准": "批准",
    "核准": "核准",
    "制证": "製證",
    "制发": "製發",
    "准驾": "准駕",
    "准牵引": "准牽引",
    "许准": "許准",
    "尽量": "盡量",
    "并发": "並發",
    "并注销": "並註銷",
    "一并": "一併",
}
"""What no general table knows: words of administration it reads as two others, or writes in an old form."""
_BACK = {hant: hans for hans, hant in PHRASES.items()}


@cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(phrases, key=len, reverse=True)))


def _convert(text: str, way: str, own: dict[str, str]) -> str:
    convert = _converter(way).convert
    parts, end = [], 0
    for found in _any_of(tuple(own)).finditer(text):
        parts += [convert(text[end : found.start()]), own[found[0]]]
        end = found.end()
    return "".join([*parts, convert(text[end:])])


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    """A zh-Hans text in traditional characters."""
    return _convert(text, "s2tw", PHRASES)


def simplified(text: str) -> str:
    """A text in whatever characters, in simplified ones."""
    return _convert(text, "t2s", _BACK)
