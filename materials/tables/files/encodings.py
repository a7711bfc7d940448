"""The text of a file in the encodings Chinese office programs save; what fits two is read as what people write."""

from __future__ import annotations

import codecs

from accounts.typed.text import simplified

_SURELY_UTF_8 = 6
"""So many characters that are UTF-8 one after the other are no accident: what breaks after them is damage."""
_OF_THE_MAINLAND, _OF_HONG_KONG_AND_TAIWAN = "gb18030", "big5hkscs"
_LEAST_USUAL = 0.5
"""Of a text in which fewer of the characters are usual ones, the encoding is a wrong one."""


class NoText(Exception):
    """The bytes are no text."""


class Damaged(NoText):
    """They were a text once."""


class Unknown(NoText):
    """They are a text in an encoding nobody can tell."""


def decoded(content: bytes) -> str:
    """Raises NoText."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _decode(content, "utf-32")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(content, "utf-16")
    if b"\0" in content:
        return _decode(content, _without_byte_order_mark(content))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        if sum(byte >= 0xC0 for byte in content[: broken.start]) >= _SURELY_UTF_8:
            raise Damaged from broken
    return _of_two_bytes(content)


def _of_two_bytes(content: bytes) -> str:
    """Excel in China saves CSV in GB 18030, where even the byte order mark has an encoding of its own; in Hong Kong and
    Taiwan in Big5. Most of one are characters of the other, too, but hardly ever usual ones."""
    found = []
    for encoding in (_OF_THE_MAINLAND, _OF_HONG_KONG_AND_TAIWAN):
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        found.append((_usual(text), text))
    if not found:
        raise NoText
    share, text = max(found, key=lambda one: one[0])
    if share < _LEAST_USUAL:
        raise Unknown
    return text


def _usual(text: str) -> float:
    """The share of its characters beyond ASCII that are signs or among the 3,755 ones of GB/T 2312."""
    others = simplified("".join(char for char in text if not char.isascii()))
    return sum(map(_is_usual, others)) / len(others) if others else 1.0


def _is_usual(char: str) -> bool:
    try:
        first, _second = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return False
    return first <= 0xA3 or 0xB0 <= first <= 0xD7


def _without_byte_order_mark(content: bytes) -> str:
    """Which UTF-16 this is: commas, tabs and line ends have their zero on one side. Raises NoText."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    text = content.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
    if len(content) % 2 or min(even, odd) or not any(end in text for end in "\r\n") or "\ufffd" in text:
        raise NoText
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        raise NoText from broken
