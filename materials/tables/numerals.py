"""Amounts in Chinese numerals: 二十五吨, 贰万伍仟公斤 – as they are written in full, and not as they are spoken."""

from __future__ import annotations

import re

_DIGITS = {
    char: place
    for place, chars in enumerate(
        ("零〇", "一壹", "二贰两貳", "三叁", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "萬": 10_000}
_AT_THE_BEGINNING = re.compile(f"[{''.join([*_DIGITS, *_UNITS])}]+")


def with_digits(written: str) -> str:
    """The amount with digits, where it begins with numerals that are certain."""
    found = _AT_THE_BEGINNING.match(written)
    number = _number(found[0]) if found else None
    return written if found is None or number is None else f"{number}{written[found.end() :]}"


def _number(word: str) -> int | None:
    """None for what is no number in full: 二五, and 两千五, which may be 2500 or 2005."""
    above, _ten_thousand, below = word.replace("萬", "万").partition("万")
    if not _ten_thousand:
        return _below_ten_thousand(above)
    high, low = _below_ten_thousand(above), _below_ten_thousand(below) if below else 0
    if not high or low is None or (below and low < 1000 and below[0] not in "零〇"):
        return None
    return high * 10_000 + low


def _below_ten_thousand(word: str) -> int | None:
    total, digit, least, after_zero = 0, None, 10_000, False
    for char in word:
        unit = _UNITS.get(char)
        if unit is None:
            if digit is not None:
                return None
            after_zero = after_zero or _DIGITS[char] == 0
            digit = _DIGITS[char] or None
        elif unit >= least or (digit is None and (unit != 10 or total)):
            return None
        else:
            total, digit, least, after_zero = total + (digit or 1) * unit, None, unit, False
    if digit is not None and total and least > 10 and not after_zero:
        return None
    return total + (digit or 0)
