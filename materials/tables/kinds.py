"""What a cell is by itself, and what a line is that is no row: a total, a note, a signature, a column filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from accounts.typed.identifiers import is_valid_citizen_id, is_valid_uscc
from accounts.typed.text import code
from materials.identifiers import PLATE_COLOURS, is_valid_vin, normalise_plate, plate_colours_of
from materials.tables.reading import Cell, Line
from materials.tables.values import plate_and_colour, plate_colour, text

_EXAMPLE = re.compile(r"[(（]?(?:示例|样例|范例|例如|例)\s*[:：)）]")
"""How a template shows what a row looks like."""
_NOT_A_ROW = re.compile(
    r"[\W_]*(?:以\s*下\s*(?:空\s*白|无\s*正\s*文)|此\s*页\s*无\s*正\s*文|总\s*数|共\s*\d+|经\s*办\s*人|盖\s*章|联系(?:人|电话)"
    r"|合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|合\s*計|總\s*計|total|subtotal|制\s*表|填\s*表|审\s*核|复\s*核|注|备注|说明|(?:填\s*报|申\s*报|报\s*送|申\s*请|主\s*管)?\s*(?:单\s*位|日\s*期|人\s*[:：（(])"
    r"|法定代表人|负责人\s*[:：（(签]|签\s*[字章名]|打印|特此|第\s*\d+\s*页)",
    re.IGNORECASE,
)


def kind_of(cell: str) -> tuple[str, ...]:
    written = code(cell)
    if is_valid_vin(written):
        return ("vin",)
    if is_valid_citizen_id(written):
        return ("driver-id", "id-number")
    if is_valid_uscc(written):
        return ("uscc",)
    if plate_colours_of(normalise_plate(plate_and_colour(cell)[0])):
        return ("plate",)
    return ("plate-colour",) if plate_colour(cell) in PLATE_COLOURS else ()


def is_closing(first: str) -> bool:
    """Whether a line that begins so closes a table: a total, a note, a signature."""
    return bool(_NOT_A_ROW.match(first))


def is_no_row(line: Line, cells: Mapping[str, Cell], rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> bool:
    """Whether a line is none, seen beside the `rows` above it."""
    return _is_note(line, cells) or _only_repeats(cells, rows) or _is_sum(cells, rows)


def words_of(line: Line) -> str:
    """What a line says, a title that goes on (续) as the title itself."""
    return re.sub(r"\s|[(（]?续表?[)）]?", "", "".join(text(cell) for cell in line.cells))


def _is_note(line: Line, cells: Mapping[str, Cell]) -> bool:
    """A total, a signature line, a note: begins as those begin, and fills no more than three cells."""
    filled = [text(cell) for cell in line.cells if text(cell)]
    if _EXAMPLE.match(filled[0]) or not any(char.isalnum() for char in "".join(filled)):
        return True
    return bool(_NOT_A_ROW.match(filled[0])) and (len(filled) <= 3 or not any(kind_of(text(c)) for c in cells.values()))


def names_something(cells: Iterable[Cell]) -> bool:
    """Whether a cell is an identifier: a plate, a VIN, a number of a person or a company."""
    return any(kind_of(text(cell)) not in ((), ("plate-colour",)) for cell in cells)


def _only_repeats(cells: Mapping[str, Cell], rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> bool:
    """A line that names nothing and holds a part of the one above: a column was filled in to the end of the form."""
    if not rows or names_something(cells.values()):
        return False
    above = rows[-1][1]
    return len(cells) < len(above) and all(above.get(c) == cell for c, cell in cells.items())


def _is_sum(cells: Mapping[str, Cell], rows: Sequence[tuple[int, Mapping[str, Cell]]]) -> bool:
    """A line of sums without the word for it."""
    if len(rows) < 2 or len(cells) == len(rows[-1][1]):
        return False
    for c, cell in cells.items():
        summands = [row.get(c, 0) for _place, row in rows]
        if not isinstance(cell, int | float) or not all(isinstance(one, int | float) for one in summands):
            return False
        if abs(sum(one for one in summands if isinstance(one, int | float)) - cell) > 0.001:
            return False
    return True
