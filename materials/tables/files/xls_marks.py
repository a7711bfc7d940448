"""The marks of a workbook of Excel 97 to 2003, or of WPS (.et): what xlrd knows of it."""

from __future__ import annotations

import io
from typing import Any

from materials.tables.files.marks import MOST_LINES, Locked, Marked, Marks, Style
from materials.tables.files.number_format import BUILT_IN

_FIRST_OWN = 164
"""The number of the first format of a workbook's own."""


def marks_of_xls(content: bytes) -> Marked | None:
    """Of a workbook of Excel 97 to 2003, or of WPS (.et); None when calamine alone can read it."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except Exception as broken:  # what is wrong with the file calamine says
        if "encrypted" in str(broken):
            raise Locked from broken
        return None
    styles = [Style(format=_format_in_xls(book, one), struck=_is_struck_in_xls(book, one)) for one in book.xf_list]
    found = {}
    for sheet in book.sheets():
        marks = found[sheet.name] = Marks()
        marks.rows = {place + 1 for place, told in sheet.rowinfo_map.items() if told.hidden or told.height == 0}
        marks.columns = {place for place, told in sheet.colinfo_map.items() if told.hidden or told.width == 0}
        for place in range(min(sheet.nrows, MOST_LINES)):
            for column, cell in enumerate(sheet.row(place)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    written = xlrd.error_text_from_code.get(cell.value, "#N/A")
                    marks.broken.setdefault(place + 1, {})[column] = written
                elif cell.xf_index is not None and cell.ctype != xlrd.XL_CELL_EMPTY:
                    styles[cell.xf_index].mark(marks, place + 1, column)
                    runs = sheet.rich_text_runlist_map.get((place, column), ())
                    if any(_is_unseen(book, font, book.xf_list[cell.xf_index]) for _at, font in runs):
                        marks.strike(place + 1, column)
    return Marked(sheets=found, since_1904=book.datemode == 1)


def _format_in_xls(book: Any, style: Any) -> str:
    key = style.format_key
    return BUILT_IN.get(key) or (
        book.format_map[key].format_str if key >= _FIRST_OWN and key in book.format_map else ""
    )


def _is_struck_in_xls(book: Any, style: Any) -> bool:
    """Crossed out, or written in the colour of its ground."""
    return _is_unseen(book, style.font_index, style)


def _is_unseen(book: Any, place_of_font: int, style: Any) -> bool:
    font, fill = book.font_list[place_of_font], style.background
    ink = book.colour_map.get(font.colour_index) or (0, 0, 0)
    ground = book.colour_map.get(fill.pattern_colour_index) if fill.fill_pattern else (255, 255, 255)
    return bool(font.struck_out) or ink == ground
