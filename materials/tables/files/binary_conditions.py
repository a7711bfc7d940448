"""Formats by condition as binary workbooks write them: XLS (MS-XLS 2.4.42, 2.4.56) and XLSB (MS-XLSB 2.4.24).

Both have the same kinds, operators and parsed formulas. Only constants are read: the rest would have to be reckoned.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Sequence

from materials.tables.files.conditions import MOST, Area, Condition, Dress
from materials.tables.files.marks import TooLarge

_COMPARES, _RECKONS = 1, 2
_KINDS = {_COMPARES: "cellIs", _RECKONS: "expression"}
_OPERATORS = {
    1: "between",
    2: "notBetween",
    3: "equal",
    4: "notEqual",
    5: "greaterThan",
    6: "lessThan",
    7: "greaterThanOrEqual",
    8: "lessThanOrEqual",
}
_TEXT, _WHOLE, _NUMBER = 0x17, 0x1E, 0x1F
_ASKS_ITSELF_FOR_NOTHING = re.compile(
    rb"[\x2c\x4c\x6c]\0\0(?:\0\0)?\0\xc0[\x21\x41\x61](?:\x02|\x03|\x7e|\x81)\0", re.DOTALL
)
"""ISNA, ISERROR, ISERR or ISBLANK of the cell itself."""


def condition(areas: Sequence[Area], kind: int, how: int, operands: Sequence[bytes], dress: Dress) -> Condition:
    if kind == _RECKONS and operands and _ASKS_ITSELF_FOR_NOTHING.fullmatch(operands[0]):
        name = "containsErrors"
    else:
        name = _KINDS.get(kind, "")
    return Condition(
        areas=tuple(areas),
        first="",
        kind=name,
        how=_OPERATORS.get(how, "") if kind == _COMPARES else "",
        operands=tuple(map(_constant, operands)),
        dress=dress,
    )


def area(top: int, bottom: int, left: int, right: int) -> Area:
    """Of places that count from 0."""
    return top + 1, left, bottom + 1, right


def _constant(parsed: bytes) -> str:
    """As a formula writes it; "" where it has to be reckoned."""
    if not parsed:
        return ""
    kind, body = parsed[0], parsed[1:]
    if kind == _WHOLE and len(body) == 2:
        return str(*struct.unpack("<H", body))
    if kind == _NUMBER and len(body) == 8:
        return repr(*struct.unpack("<d", body))
    return _text(body) if kind == _TEXT else ""


def _text(body: bytes) -> str:
    """XLSB has two bytes for the length; XLS one, and one that says whether two bytes are a character."""
    if len(body) >= 2 and len(body) == 2 + 2 * int.from_bytes(body[:2], "little"):
        return f'"{body[2:].decode("utf-16-le")}"'
    if len(body) >= 2 and len(body) == 2 + body[0] * (1 + (body[1] & 1)):
        return f'"{body[2:].decode("utf-16-le" if body[1] & 1 else "latin-1")}"'
    return ""


_CONDITIONS_OF_XLS, _CONDITION_OF_XLS, _LATER_CONDITION = 0x1B0, 0x1B1, 0x87A
_FONT, _BORDER, _PATTERN, _LEAVES_GROUND = 1 << 26, 1 << 28, 1 << 29, 1 << 18
_NOT_READ = 1 << 25 | 1 << 27 | 1 << 30
"""A format of numbers, an alignment, a protection: xlrd cannot read a workbook that has one in a condition."""
_LONG_FONT, _INK, _LEFT_ALONE, _STRIKES = 118, 80, 88, 0x80


class NotKnown(Exception):
    """A condition of a kind that is not read here: what it hides nobody can tell."""


def conditions_of_xls(records: Iterator[tuple[int, bytes]], colour: Callable[[int], str]) -> Iterator[Condition]:
    """Raises NotKnown of what Excel 2007 added, TooLarge."""
    areas: list[Area] = []
    for nth, (kind, body) in enumerate((kind, body) for kind, body in records if kind in _READ):
        if kind == _LATER_CONDITION:
            raise NotKnown
        if nth >= MOST:
            raise TooLarge
        if kind == _CONDITIONS_OF_XLS:
            (count,) = struct.unpack_from("<H", body, 12)
            areas = [area(*struct.unpack_from("<HHHH", body, 14 + 8 * one)) for one in range(count)]
        else:
            how, first, second = struct.unpack_from("<BHH", body, 1)
            dress = _dress_of_xls(body[6 : len(body) - first - second], colour)
            if not dress.changes_nothing:
                formulas = body[len(body) - first - second :]
                operands = [one for one in (formulas[:first], formulas[first:]) if one]
                yield condition(areas, body[0], how, operands, dress)


_READ = (_CONDITIONS_OF_XLS, _CONDITION_OF_XLS, _LATER_CONDITION)


def _dress_of_xls(body: bytes, colour: Callable[[int], str]) -> Dress:
    """What a DXFN changes (MS-XLS 2.5.92): its parts stand behind each other, each only if its flag is set."""
    (flags,) = struct.unpack_from("<I", body)
    at, ink, ground, struck = 6, "", "", False
    if flags & _NOT_READ:
        raise NotKnown
    if flags & _FONT:
        shape, number, left_alone = (struct.unpack_from("<I", body, at + place)[0] for place in (68, _INK, _LEFT_ALONE))
        struck = bool(shape & _STRIKES and not left_alone & _STRIKES)
        ink = colour(number) if number < 0x7FFF else ""
        at += _LONG_FONT
    at += 8 * bool(flags & _BORDER)
    if flags & _PATTERN and not flags & _LEAVES_GROUND:
        ground = colour(struct.unpack_from("<H", body, at + 2)[0] >> 7 & 0x7F)
    return Dress(ink=ink, ground=ground, struck=struck)


def records_of_xls(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of a part of the stream, down to its end (MS-XLS 2.1.4)."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == 0x809) - (kind == 0x0A)
        if not depth:
            return
