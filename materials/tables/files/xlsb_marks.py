"""The marks of a binary workbook of Excel (XLSB, MS-XLSB), read off its records: calamine does not tell them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from materials.tables.files.binary_conditions import NotKnown, area, condition
from materials.tables.files.conditions import MOST, Condition, Dress, look_alike, merged
from materials.tables.files.marks import BLACK, FLAT, MOST_COLUMNS, WHITE, Marked, Marks, Style, TooLarge, tree
from materials.tables.files.number_format import BUILT_IN
from materials.tables.files.xlsx_marks import PartsOfText

_ROW, _ERROR, _SHARED, _FORMULA_ERROR, _RICH = 0, 3, 7, 11, 62
_CELLS = frozenset({*range(2, 12), _RICH})
"""Records of cells that hold something (MS-XLSB 2.3.1)."""
_ITEM, _FONT, _FORMAT, _FILL, _LOOKS, _COLUMN = 19, 43, 44, 45, 47, 60
_BOOK, _SHEET = 153, 156
_LOOKS_OF_CELLS, _END_OF_LOOKS = 617, 618
_DRESS, _CONDITIONS, _CONDITION, _LATER_CONDITION = 507, 461, 463, 1048
_RECKONS, _DRAWN = 2, (3, 4, 6)
"""Kinds of conditions: a formula; a scale of colours, a bar and icons, which may stand in place of the value."""
_WITHOUT_VALUE = (9, 11)
"""Templates that are true of nothing, and of errors."""
_GROUND, _INK, _CROSSED, _CODE = 2, 5, 0x1D, 0x26
"""Properties of a format (MS-XLSB 2.5.176)."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_HIDDEN_ROW, _HIDDEN_COLUMN, _STRUCK, _RUNS = 0x10, 0x01, 0x08, 0x01
_SOLID = 1
_TWIPS, _WIDTHS = 20, 256
"""Of a point, and of a character: what heights and widths are told in."""


@dataclass(kw_only=True)
class _Looks:
    fonts: list[tuple[bool, str]] = field(default_factory=list)
    """Whether it is crossed out, and its ink."""
    grounds: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[Style] = field(default_factory=list)
    dresses: list[Dress] = field(default_factory=list)

    def add_style(self, body: bytes) -> None:
        number, font, fill = struct.unpack_from("<2xHHH", body)
        struck, ink = self.fonts[font] if font < len(self.fonts) else (False, BLACK)
        ground = self.grounds[fill] if fill < len(self.grounds) else WHITE
        code = self.formats.get(number) or BUILT_IN.get(number, "")
        self.styles.append(Style(format=code, struck=struck or look_alike(ink, ground), ink=ink, ground=ground))


def marks_of_xlsb(packed: zipfile.ZipFile, names: set[str]) -> Marked | None:
    """None when its records are not as they are written down: then nothing is known of what is hidden."""
    try:
        looks = _looks(packed.read("xl/styles.bin")) if "xl/styles.bin" in names else _Looks()
        shared = packed.read("xl/sharedStrings.bin") if "xl/sharedStrings.bin" in names else b""
        texts = [_parts(body, looks) for kind, body in _records(shared) if kind == _ITEM]
        sheets = [(name, part) for name, part in _book(packed) if part in names]
        return Marked(
            sheets={name: _of_sheet(packed.read(part), looks, texts) for name, part in sheets},
            since_1904=any(kind == _BOOK and body[0] & 1 for kind, body in _records(packed.read("xl/workbook.bin"))),
        )
    except (NotKnown, struct.error, IndexError, KeyError, UnicodeDecodeError):
        return None


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record (MS-XLSB 2.1.4)."""
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        size, at = _number(content, at, 4)
        if at + size > len(content):
            raise IndexError
        yield kind, content[at : at + size]
        at += size


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in seven bits a byte, the lowest first, and where it ends."""
    found = 0
    for place in range(most):
        byte = content[at + place]
        found |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return found, at + place + 1
    return found, at + most


def _text(body: bytes, at: int) -> tuple[str, int]:
    (size,) = struct.unpack_from("<I", body, at)
    if size == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + size * 2
    return body[at + 4 : end].decode("utf-16-le"), end


def _looks(content: bytes) -> _Looks:
    found, of_cells = _Looks(), False
    for kind, body in _records(content):
        if kind == _FONT:
            is_small = struct.unpack_from("<H", body)[0] < FLAT * _TWIPS
            found.fonts.append((bool(body[2] & _STRUCK) or is_small, _colour(body, 12, BLACK)))
        elif kind == _FORMAT:
            found.formats[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == _FILL:
            (pattern,) = struct.unpack_from("<I", body)
            found.grounds.append(_colour(body, 4, BLACK) if pattern == _SOLID else "" if pattern else WHITE)
        elif kind in (_LOOKS_OF_CELLS, _END_OF_LOOKS):
            of_cells = kind == _LOOKS_OF_CELLS
        elif kind == _LOOKS and of_cells:
            found.add_style(body)
        elif kind == _DRESS:
            found.dresses.append(_dress(body))
    return found


def _dress(body: bytes) -> Dress:
    """What a format by condition changes: properties behind each other, each with its length."""
    (count,) = struct.unpack_from("<H", body, 4)
    told, at = {}, 6
    for _nth in range(count):
        kind, size = struct.unpack_from("<HH", body, at)
        told[kind] = body[at + 4 : at + size]
        at += size
    return Dress(
        ink=_colour(told[_INK], 0, "") if _INK in told else "",
        ground=_colour(told[_GROUND], 0, "") if _GROUND in told else "",
        format=told[_CODE][2:].decode("utf-16-le") if _CODE in told else "",
        struck=bool(told.get(_CROSSED, b"\0")[0]),
    )


def _conditions(content: bytes, looks: _Looks) -> Iterator[Condition]:
    """Raises NotKnown of what Excel 2010 added, and of scales, bars and icons; TooLarge."""
    areas: list[tuple[int, int, int, int]] = []
    of_conditions = (one for one in _records(content) if one[0] in (_CONDITIONS, _CONDITION, _LATER_CONDITION))
    for nth, (kind, body) in enumerate(of_conditions):
        if kind == _LATER_CONDITION:
            raise NotKnown
        if nth >= MOST:
            raise TooLarge
        if kind == _CONDITIONS:
            (count,) = struct.unpack_from("<I", body, 8)
            areas = [area(*struct.unpack_from("<IIII", body, 12 + 16 * one)) for one in range(count)]
        elif (one := _condition(body, areas, looks)) and not one.dress.changes_nothing:
            yield one


def _condition(body: bytes, areas: list[tuple[int, int, int, int]], looks: _Looks) -> Condition | None:
    kind, template, number, _order, how = struct.unpack_from("<IIIiI", body)
    if kind in _DRAWN:
        raise NotKnown
    if number >= len(looks.dresses) or (kind == _RECKONS and template in _WITHOUT_VALUE):
        return None
    sizes = struct.unpack_from("<III", body, 30)
    _words, at = _text(body, 42)
    operands = []
    for size in (size for size in sizes if size):
        (length,) = struct.unpack_from("<I", body, at)
        operands.append(body[at + 4 : at + 4 + length])
        at += size
    return condition(areas, kind, how, operands, looks.dresses[number])


def _colour(body: bytes, at: int, otherwise: str) -> str:
    """Excel writes what a colour of a theme comes to beside it."""
    is_told, red, green, blue = struct.unpack_from("<B3xBBB", body, at)
    return f"{red:02X}{green:02X}{blue:02X}" if is_told & 1 else otherwise


def _parts(body: bytes, looks: _Looks, at: int = 0) -> PartsOfText | None:
    """Of a text in several fonts what they look like."""
    if not body[at] & _RUNS:
        return None
    _words, at = _text(body, at + 1)
    (count,) = struct.unpack_from("<I", body, at)
    fonts = [struct.unpack_from("<2xH", body, at + 4 + 4 * run)[0] for run in range(min(count, len(body) // 4))]
    told = [looks.fonts[font] for font in fonts if font < len(looks.fonts)]
    return PartsOfText(struck=any(struck for struck, _ink in told), inks=frozenset(ink for _struck, ink in told))


def _book(packed: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of each sheet."""
    links = tree(packed.read("xl/_rels/workbook.bin.rels"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found = []
    for kind, body in _records(packed.read("xl/workbook.bin")):
        if kind == _SHEET:
            link, at = _text(body, 8)
            target = targets.get(link, "")
            found.append((_text(body, at)[0], target.lstrip("/") if target.startswith("/") else f"xl/{target}"))
    return found


def _of_sheet(content: bytes, looks: _Looks, texts: list[PartsOfText | None]) -> Marks:
    marks, place = Marks(conditions=merged(_conditions(content, looks))), 0
    for kind, body in _records(content):
        if kind == _COLUMN:
            first, last, width = struct.unpack_from("<III", body)
            if body[16] & _HIDDEN_COLUMN or width < FLAT / 10 * _WIDTHS:
                marks.columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _ROW:
            row, height = struct.unpack_from("<I4xH", body)
            place = row + 1
            if body[11] & _HIDDEN_ROW or height < FLAT * _TWIPS:
                marks.rows.add(place)
        elif kind in _CELLS:
            _mark_cell(marks, place, kind, body, looks, texts)
    return marks


def _mark_cell(
    marks: Marks, place: int, kind: int, body: bytes, looks: _Looks, texts: list[PartsOfText | None]
) -> None:
    column, told = struct.unpack_from("<II", body)
    number = told & 0xFFFFFF
    style = looks.styles[number] if number < len(looks.styles) else Style()
    style.mark(marks, place, column)
    if kind in (_ERROR, _FORMULA_ERROR):
        marks.broken.setdefault(place, {})[column] = _ERRORS.get(body[8], "#N/A")
    text = None
    if kind == _SHARED:
        (item,) = struct.unpack_from("<I", body, 8)
        text = texts[item] if item < len(texts) else None
    elif kind == _RICH:
        text = _parts(body, looks, 8)
    if text is not None and text.is_partly_unseen(style):
        marks.strike(place, column)
