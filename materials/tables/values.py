"""What people mean by a date, a mass, a grade, a colour, in the forms they write it; two meanings stay asked.

Each reader gives the value the register keeps, or the text as it was written when it cannot be told: the rules of the
field then refuse it in words. Nothing is guessed, cut or rounded.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from accounts.typed.text import one_line, plain
from materials.identifiers import PLATE_COLOURS, normalise_plate, plate_colours_of
from materials.tables.numerals import with_digits

Value = str | int | float | datetime.date
MOST_DIGITS = 15
"""A spreadsheet keeps this many digits of a number; of a longer one the last are zeros nobody typed."""


class Since1904(float):
    """A number of a workbook that counts its days from 1904 on: a number, but as a day another one."""


_DAY = re.compile(
    r"(\d{4})(?:\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})|\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?|(\d\d)(\d\d))"
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_DASHES = re.compile(r"[‐‑‒–—―−]")
_OF_THE_REPUBLIC = re.compile(
    r"(?:中[华華])?民[国國]\s?(\d{1,3})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?[日號号]?", re.ASCII
)
"""民國116年1月5日: told with its era only, or 116 could be anything."""
_NUMERALS = str.maketrans("〇○零OoО0一二三四五六七八九", "0000000123456789")
"""A zero is often a letter O: it is the key beside it."""
_TWO_WAYS = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{1,2})", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73415
"""Days a spreadsheet counts from 1899-12-30: 1950 to 2100; other numbers are no dates."""

_FROM_1900_TO_1904 = 1462


def lost_digits(value: Value) -> bool:
    """Whether a spreadsheet has destroyed the end of this number: 410802199001010010 became 4.10802E+17."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) >= 10**MOST_DIGITS
    return isinstance(value, str) and re.fullmatch(r"\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|2\d)", value.strip()) is not None


_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|BUSY!|GETTING_DATA)|#{3,}|=.+")
"""An error of a formula, a column too narrow for what it holds, a formula nobody reckoned."""


def is_broken(value: Value) -> bool:
    """Whether a cell holds no value but what a spreadsheet writes where it has none."""
    return isinstance(value, str) and _BROKEN.fullmatch(value.strip()) is not None


_AGAIN = frozenset({"同上", "〃", "′′", "''", '"', '""', "ditto", "as above", "same as above"})


def says_again(value: Value) -> bool:
    """Whether a cell says what the one above it says."""
    return isinstance(value, str) and plain(value).lower() in _AGAIN


def text(value: Value) -> str:
    """A cell as text; a number without the decimals the spreadsheet adds."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and abs(value) < 10**MOST_DIGITS:
        # What a spreadsheet shows: 25.3 times 1000 is 25299.999999999996 in binary.
        exact = Decimal(f"{value:.{MOST_DIGITS}g}")
        return str(int(exact)) if exact == exact.to_integral_value() else f"{exact:f}"
    return one_line(str(value))


def day(value: Value) -> str:
    """A day as ISO 8601, from the forms in use in China; else the text as it stands."""
    if isinstance(value, int | float):
        serial = int(value) + (_FROM_1900_TO_1904 if isinstance(value, Since1904) else 0)
        if float(value).is_integer() and _FIRST_SERIAL <= serial <= _LAST_SERIAL:
            return (datetime.date(1899, 12, 30) + datetime.timedelta(days=serial)).isoformat()
        return day(text(value))
    written = _DASHES.sub("-", plain(text(value)))
    if of_republic := _OF_THE_REPUBLIC.fullmatch(written):
        written = f"{int(of_republic[1]) + 1911}-{of_republic[2]}-{of_republic[3]}"
    found = _DAY.fullmatch(_in_digits(written))
    if found:
        year, *rest = (int(part) for part in found.groups() if part)
        try:
            return datetime.date(year, *rest).isoformat()
        except ValueError:
            pass
    return text(value)


def _in_digits(written: str) -> str:
    """二〇二七年一月五日, 二O二七年十二月卅一日, 2027年一月五日 with digits."""
    written = written.replace("年元月", "年一月")
    if not re.match(r"(?:[〇○零OoО0一二三四五六七八九]{4}|\d{4})年[一二三四五六七八九十廿卅]", written):
        return written
    tens = written.replace("廿", "二十").replace("卅", "三十")
    tens = re.sub(r"([二三])?十([一二三四五六七八九])?", lambda m: f"{(m[1] or '一')}{(m[2] or '〇')}", tens)
    return tens.translate(_NUMERALS)


def has_two_readings(written: str) -> bool:
    """Whether this is a day that may be read in two ways: 05/01/2027, 27.1.5."""
    return _TWO_WAYS.fullmatch(plain(written)) is not None


_TONNE, _JIN = Decimal(1000), Decimal("0.5")
UNITS = dict.fromkeys(("kg", "kgs", "千克", "公斤"), Decimal(1))
UNITS |= dict.fromkeys(("吨", "t", "公吨", "噸"), _TONNE) | dict.fromkeys(("斤", "市斤"), _JIN)
_OTHER_UNITS = frozenset(
    {"克", "g", "磅", "lb", "lbs", "担", "擔", "方", "立方", "立方米", "m3", "万吨", "百吨", "百公斤"}
)
"""Measures that are no mass of a vehicle: a figure in them is none in kilograms."""
_AMOUNT = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?\s*([a-z]*|千克|公斤|市?斤|公?[吨噸])", re.ASCII)


_TOLD_UNIT = re.compile(r"公吨|吨|噸|千克|公斤|市斤|斤|(?<![a-z])(?:tonnes?|tons?|kgs?|t)(?![a-z])")
_MEASURE = re.compile(r"[顿克磅担擔]|(?<![a-z])(?:g|mt|lbs?)(?![a-z])|[十百千万萬](?:公?吨|噸|公斤|市?斤)")


def unit_in(word: str) -> str:
    """The unit a heading tells in a word: 吨 in 以吨计 and 吨/辆; the word itself where it tells another measure."""
    if word in UNITS or word in _OTHER_UNITS:
        return word
    told = {one if one in UNITS else "t" for one in _TOLD_UNIT.findall(word)}
    if _MEASURE.search(word.replace("千克", "")) or len({UNITS[one] for one in told}) > 1:
        return word
    return min(told, default="")


def kilograms(value: Value, *, unit: str = "") -> int | str:
    """A mass in whole kilograms where number and unit are certain; `unit` is what the heading says."""
    found = _AMOUNT.fullmatch(with_digits(plain(text(value)).lower()))
    if found is None or found[3] not in {"", *UNITS}:
        return text(value)
    if not found[3] and unit and unit not in UNITS:
        return f"{text(value)} {unit}"
    factor = UNITS[found[3] or unit] if (found[3] or unit) in UNITS else Decimal(1)
    left = text(value) if found[3] or factor == 1 else f"{text(value)} {unit}"
    return _whole(found[1] + (found[2] or ""), factor) or left


def whole_number(value: Value) -> int | str:
    """A count; a unit or a fraction is not a count."""
    written = plain(text(value))
    found = _AMOUNT.fullmatch(with_digits(written.lower().rstrip("辆人个台")))
    if found is None or found[3]:
        return text(value)
    whole = _whole(found[1] + (found[2] or ""), Decimal(1))
    return text(value) if whole is None else whole


def _whole(digits: str, factor: Decimal) -> int | None:
    try:
        amount = Decimal(re.sub("[, ]", "", digits)) * factor
    except InvalidOperation:
        return None
    return int(amount) if amount == amount.to_integral_value() and amount < 10**9 else None


_GRADES = {"1": "一级", "I": "一级", "一": "一级", "壹": "一级", "2": "二级", "II": "二级", "二": "二级", "贰": "二级"}
_GRADES |= {"3": "三级", "III": "三级", "三": "三级", "叁": "三级"}


def grade(value: Value) -> str:
    """A technical grade as the register writes it: 1级, Ⅰ级, 一, 一级车 are 一级."""
    written = plain(text(value)).upper().replace(" ", "")
    return _GRADES.get(re.sub(r"(?:等?级车?|級車?)\Z", "", written), text(value))


_COLOURS = {
    "黄": "yellow", "黄底黑字": "yellow", "yellow": "yellow",
    "大黄": "yellow", "黄底": "yellow", "兰": "blue", "蓝底": "blue",
    "蓝": "blue", "蓝底白字": "blue", "blue": "blue",
    "渐变绿": "green-gradient", "绿渐变": "green-gradient", "绿色渐变": "green-gradient", "双拼": "yellow-green",
    "greengradient": "green-gradient", "gradientgreen": "green-gradient",
    "黄绿": "yellow-green", "黄绿双拼": "yellow-green", "黄绿双": "yellow-green", "yellow-green": "yellow-green",
    "green-gradient": "green-gradient",
}  # fmt: skip
_OF_COLOUR = "黄黃蓝藍兰绿綠渐漸变變双雙"
_PLATE_THEN_COLOUR = re.compile(rf"(.+?)[\s(/,_-]*((?:大|小|新能源)?[{_OF_COLOUR}][{_OF_COLOUR}色底黑白字号牌照]*)\)?")
_COLOUR_THEN_PLATE = re.compile(rf"\(?([{_OF_COLOUR}]+[色牌]*)\)?[\s:/,_-]*(.+)")
_SIMPLIFIED = str.maketrans("黃藍綠漸變雙", "黄蓝绿渐变双")


def plate_colour(value: Value, *, plate: str = "") -> str:
    """A plate's colour by its code: 黄, 黄色, 黄牌 …; 绿 and 新能源 are told by the plate's form, or stay asked."""
    written = re.sub(r"\s|\([^()黄绿綠蓝藍白黑]*\)\Z", "", plain(text(value))).translate(_SIMPLIFIED).lower()
    word = re.sub(r"(?:色|牌照|号牌|牌)+\Z", "", written)
    if found := _COLOURS.get(written) or _COLOURS.get(word):
        return found
    if word in ("绿", "green", "新能源", "新能源绿", "大绿", "小绿"):
        fitting = [c for c in plate_colours_of(normalise_plate(plate)) if c in ("green-gradient", "yellow-green")]
        if len(fitting) == 1:
            return fitting[0]
    return text(value)


def plate_and_colour(value: Value) -> tuple[str, str]:
    """豫H12345(黄) as a plate and the code of its colour; "" for the colour where there is a plate and nothing else."""
    written = plain(text(value))
    for form, plate_at, colour_at in ((_PLATE_THEN_COLOUR, 1, 2), (_COLOUR_THEN_PLATE, 2, 1)):
        if (found := form.fullmatch(written)) and plate_colours_of(normalise_plate(found[plate_at])):
            colour = plate_colour(found[colour_at], plate=found[plate_at])
            if colour in PLATE_COLOURS:
                return found[plate_at].strip(), colour
    return text(value), ""


def with_plate_parted(cells: Mapping[str, Value]) -> dict[str, Value]:
    """The cells of a row, a plate and its colour in one cell in two; what contradicts the row's own colour stays."""
    parted = dict(cells)
    plate, colour = plate_and_colour(cells.get("plate", ""))
    if colour and plate_colour(cells.get("plate-colour", colour), plate=plate) == colour:
        parted |= {"plate": plate, "plate-colour": colour}
    return parted


YES = {"是": True, "有": True, "true": True, "yes": True, "y": True, "√": True}
NO = {"否": False, "无": False, "没有": False, "false": False, "no": False, "n": False}


def yes_or_no(value: Value) -> bool | str:
    return {**YES, **NO}.get(plain(text(value)).lower(), text(value))


BY_CODE: dict[str, Callable[[Value], str | int]] = {
    "tech-grade": grade,
    "gross-mass": kilograms,
    "load-mass": kilograms,
    "plate-colour": plate_colour,
}
"""Fields whose words need more than their type."""
