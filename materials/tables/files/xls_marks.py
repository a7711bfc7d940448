"""The marks of a workbook of Excel 97 to 2003, or of WPS (.et): what xlrd knows of it, and its formats by condition."""

from __future__ import annotations

import io
import struct
from typing import Any

from materials.tables.files.binary_conditions import NotKnown, conditions_of_xls, records_of_xls
from materials.tables.files.conditions import Condition, look_alike, merged
from materials.tables.files.marks import BLACK, FLAT, MOST_LINES, WHITE, Locked, Marked, Marks, Style
from materials.tables.files.number_format import BUILT_IN

_FIRST_OWN = 164
"""The number of the first format of a workbook's own."""
_SHEET, _WORKSHEET = 0x85, 0
_TWIPS = 20
_PAPER = 65
"""The colour a window has behind everything (MS-XLS 2.5.161)."""


def marks_of_xls(content: bytes) -> Marked | None:
    """Of a workbook of Excel 97 to 2003, or of WPS (.et); None when nobody can tell what is hidden in it."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO())
        sheets = book.sheets()
    except Exception as broken:  # what is wrong with the file calamine says
        if "encrypted" in str(broken):
            raise Locked from broken
        return None
    try:
        conditions = _conditions(book)
    except (NotKnown, struct.error, IndexError, UnicodeDecodeError):
        return None
    styles = [_style(book, one) for one in book.xf_list]
    found = {}
    for number, sheet in enumerate(sheets):
        marks = found[sheet.name] = Marks(conditions=conditions[number] if number < len(conditions) else [])
        marks.rows = {
            place + 1 for place, told in sheet.rowinfo_map.items() if told.hidden or told.height < FLAT * _TWIPS
        }
        marks.columns = {place for place, told in sheet.colinfo_map.items() if told.hidden or told.width == 0}
        for place in range(min(sheet.nrows, MOST_LINES)):
            for column, cell in enumerate(sheet.row(place)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    written = xlrd.error_text_from_code.get(cell.value, "#N/A")
                    marks.broken.setdefault(place + 1, {})[column] = written
                elif cell.xf_index is not None and cell.ctype != xlrd.XL_CELL_EMPTY:
                    style = styles[cell.xf_index]
                    style.mark(marks, place + 1, column)
                    runs = sheet.rich_text_runlist_map.get((place, column), ())
                    if any(_is_unseen(book, font, style.ground) for _at, font in runs):
                        marks.strike(place + 1, column)
    return Marked(sheets=found, since_1904=book.datemode == 1)


def _conditions(book: Any) -> list[list[Condition]]:
    """Of each worksheet, in their order."""
    stream = bytes(book.mem[book.base :])

    def colour(number: int) -> str:
        return WHITE if number == _PAPER else _colour(book, number, BLACK)

    told = [struct.unpack_from("<IBB", body) for kind, body in records_of_xls(stream, 0) if kind == _SHEET]
    return [
        merged(conditions_of_xls(records_of_xls(stream, place), colour))
        for place, _visible, kind in told
        if kind == _WORKSHEET
    ]


def _style(book: Any, style: Any) -> Style:
    fill = style.background
    ground = _colour(book, fill.pattern_colour_index, "") if fill.fill_pattern else WHITE
    return Style(
        format=_format_in_xls(book, style),
        struck=_is_unseen(book, style.font_index, ground),
        ink=_colour(book, book.font_list[style.font_index].colour_index, BLACK),
        ground=ground,
    )


def _format_in_xls(book: Any, style: Any) -> str:
    key = style.format_key
    return BUILT_IN.get(key) or (
        book.format_map[key].format_str if key >= _FIRST_OWN and key in book.format_map else ""
    )


def _is_unseen(book: Any, place_of_font: int, ground: str) -> bool:
    """Crossed out, too small, or written in the colour of its ground."""
    font = book.font_list[place_of_font]
    is_small = font.height < FLAT * _TWIPS
    return bool(font.struck_out) or is_small or look_alike(_colour(book, font.colour_index, BLACK), ground)


def _colour(book: Any, number: int, otherwise: str) -> str:
    told = book.colour_map.get(number)
    return "{:02X}{:02X}{:02X}".format(*told) if told else otherwise
