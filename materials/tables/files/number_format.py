"""What a spreadsheet shows of a number or a day: `0.0" t"` over 25 is 25 tonnes to whoever reads the table.

The value is never rounded to what is shown; what the format adds – a unit, leading zeros, a percent sign – is added,
and what it leaves out of a day is left out. Knows the standard library only: it runs where strangers' files are read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
}
"""Formats that have a number only, as Chinese programs show them (ECMA-376 18.8.30): those that change what is seen."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<digits>General|[0#?]+)|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<other>.)",
    re.DOTALL,
)
_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*);?')
_CONDITION = re.compile(r"\[[<>=]")
_NO_WORDS = re.compile(r"[\s¥￥$€£()+\-]*")
"""Signs of money, of plus and minus, and gaps: they tell no measure."""


@dataclass(kw_only=True)
class _Section:
    """A part of a format: words `before` the first digit and `after` the last, `between` place -> word."""

    before: str = ""
    after: str = ""
    places: str = ""
    between: dict[int, str] | None = None
    has_point: bool = False
    thousands: int = 0
    percents: int = 0
    is_number: bool = True


def as_shown(value: float, code: str) -> int | float | str:
    """The number, or the text its reader sees where the format adds to it."""
    if code.replace(" ", "").isalpha():
        # One of the formats that have a name only: Standard, Percent.
        return value
    code = code.replace("G/通用格式", "General")
    sections = list(_SECTIONS.findall(code))[: max(1, code.count(";") + 1)]
    if _CONDITION.search(code):
        told = {_read(part).after.strip() for part in sections} - {""}
        return f"{_plain(Decimal(repr(value)))} ({'/'.join(sorted(told))})" if told else value
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = _read(sections[place])
    return _shown(value, section) if section.is_number and section.places else value


def is_unseen(value: object, code: str) -> bool:
    """Whether a format shows nothing of what is in the cell: `;;;` hides all of it, `0;-0;;@` a nought."""
    sections = [part.strip() for part in _SECTIONS.findall(code)[: max(1, code.count(";") + 1)]]
    if isinstance(value, str):
        return len(sections) > 3 and not sections[3]
    if len(sections) == 1 or value is None:
        return False
    number = float(value) if isinstance(value, int | float) else 1.0  # a day is a number above nought
    place = 1 if number < 0 else 2 if number == 0 and len(sections) > 2 else 0
    return not sections[place]


def day_as_shown(day: datetime.date, code: str) -> datetime.date | str:
    """The day, or what is shown of it where a format hides its year, or its day of the month that nobody typed."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    if "m" not in bare or re.search("[hs]", bare):
        return day
    if not re.search("[yeg]", bare):
        return f"{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月" if "d" not in bare and day.day == 1 else day


def _read(code: str) -> _Section:
    section = _Section(between={})
    for token in _TOKEN.finditer(code):
        kind, said = token.lastgroup, token[token.lastgroup] if token.lastgroup else ""
        if kind == "digits":
            _move_between(section)
            section.places += "" if section.has_point else said
            section.thousands = 0
        elif kind == "point":
            section.has_point = True
        elif kind == "comma":
            section.thousands += 1
        elif kind == "percent":
            section.percents += 1
        elif kind == "other" and said in "Ee/@":
            section.is_number = False
        elif section.places:
            section.after += said
        else:
            section.before += said
    return section


def _move_between(section: _Section) -> None:
    """Words that digits follow stand between digits."""
    if section.after and section.between is not None:
        section.between[len(section.places)] = section.after
        section.after = ""


def _shown(value: float, section: _Section) -> int | float | str:
    number = Decimal(repr(value)) * 100**section.percents / 1000**section.thousands
    digits = _plain(abs(number))
    is_padded = section.places.count("0") > 1 and "General" not in section.places and "." not in digits
    if is_padded:
        digits = digits.zfill(section.places.count("0"))
    said = not all(_NO_WORDS.fullmatch(word) for word in (section.before, section.after))
    if section.between and "." not in digits:
        digits, said = _with_words(digits, section), True
    if section.percents:
        return f"{'-' if value < 0 else ''}{digits}%"
    if section.thousands and not said:
        return f"{_plain(Decimal(repr(value)))} ({digits})"
    if not said and not (is_padded and digits.startswith("0") and value):
        return value
    before, after = ("" if _NO_WORDS.fullmatch(word) else word for word in (section.before, section.after))
    return f"{'-' if value < 0 else ''}{before}{digits}{after}".strip()


def _with_words(digits: str, section: _Section) -> str:
    """20270105 in 0000-00-00: the places count from the right, as more digits than places stand before the first."""
    length = len(digits)
    for place, word in sorted((section.between or {}).items(), reverse=True):
        at = length - (len(section.places) - place)
        digits = f"{digits[:at]}{word}{digits[at:]}" if at > 0 else digits
    return digits


def _plain(number: Decimal) -> str:
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
