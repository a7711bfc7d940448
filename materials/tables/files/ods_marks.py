"""The marks of a spreadsheet in OpenDocument (ODF 1.3): styles, errors, and what is shown of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from materials.tables.files.marks import MOST_COLUMNS, MOST_LINES, Marks, is_flat

_CALC_EXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHOWN = re.compile(r"([^\d\s.,+\-¥￥$€£()]*)\s*[+-]?\d[\d., ]*([^\d.,]*)")
_FLAT_INCHES = 0.04


@dataclass(frozen=True, kw_only=True)
class Styles:
    """The names of styles that hide what has them, or cross it out."""

    flat: frozenset[str]
    struck: frozenset[str]


def marks_of_ods(root: ElementTree.Element) -> Iterator[tuple[str, Marks]]:
    styles = _styles(root)
    for table in root.iter():
        if table.tag.endswith("}table"):
            yield next((v for k, v in table.items() if k.endswith("}name")), ""), _of_table(table, styles)


def _styles(root: ElementTree.Element) -> Styles:
    flat, struck = set(), set()
    for style in root.iter():
        if not style.tag.endswith("}style"):
            continue
        name = next((v for k, v in style.items() if k.endswith("}name")), "")
        told = {k.split("}")[-1]: v for part in style for k, v in part.items()}
        if _is_flat(told.get("row-height")) or _is_flat(told.get("column-width")):
            flat.add(name)
        if (
            told.get("text-line-through-style", "none") != "none"
            or told.get("text-line-through-type", "none") != "none"
            or told.get("color", "#000000").lower() == _ground(told)
        ):
            struck.add(name)
    return Styles(flat=frozenset(flat), struck=frozenset(struck))


def _ground(told: Mapping[str, str]) -> str:
    colour = told.get("background-color", "transparent").lower()
    return "#ffffff" if colour == "transparent" else colour


def _is_flat(told: str | None) -> bool:
    size = re.fullmatch(r"([\d.]+)(cm|mm|in|pt)", told or "")
    inches = {"cm": 2.54, "mm": 25.4, "in": 1.0, "pt": 72.0}
    return size is not None and is_flat(size[1], _FLAT_INCHES * inches[size[2]])


def _of_table(table: ElementTree.Element, styles: Styles) -> Marks:
    marks, place, row = Marks(), 0, 1
    for part in table.iter():
        kind, told = part.tag.split("}")[-1], _attributes(part)
        hidden = told.get("visibility") in ("collapse", "filter") or told.get("style-name") in styles.flat
        if kind == "table-column":
            times = min(int(told.get("number-columns-repeated", 1)), MOST_COLUMNS)
            marks.columns.update(range(place, place + times) if hidden else ())
            place += times
        elif kind == "table-row":
            times = min(int(told.get("number-rows-repeated", 1)), MOST_LINES)
            marks.rows.update(range(row, row + times) if hidden else ())
            _mark_cells(marks, part, row, styles)
            row += times
    return marks


def _attributes(part: ElementTree.Element) -> Mapping[str, str]:
    return {key.split("}")[-1]: value for key, value in part.items()}


def _mark_cells(marks: Marks, row: ElementTree.Element, place: int, styles: Styles) -> None:
    column = 0
    for cell in row:
        told = _attributes(cell)
        shown = "".join(cell.itertext()).strip()
        # LibreOffice has an attribute of its own for the type of an error; others only show it.
        is_error = (cell.get(f"{_CALC_EXT}value-type") == "error") or ("formula" in told and shown.startswith("#"))
        if is_error or ("formula" in told and not shown and told.get("value-type") in (None, "error")):
            marks.broken.setdefault(place, {})[column] = shown or "=" + told["formula"][:80]
        is_unseen = not shown and "formula" not in told and bool(told.get("value") or told.get("date-value"))
        if is_unseen or (shown and any(_attributes(part).get("style-name") in styles.struck for part in cell.iter())):
            marks.struck.setdefault(place, set()).add(column)
        read = {"float": _format_of, "date": _day_format_of}.get(told.get("value-type", ""))
        if read and (code := read(shown)):
            marks.formats.setdefault(place, {})[column] = code
        column += min(int(told.get("number-columns-repeated", 1)), MOST_COLUMNS)


def _format_of(shown: str) -> str:
    """A number's words as it is shown with them: 25.0 t."""
    found = _SHOWN.fullmatch(shown)
    before, after = (re.sub(r'["\s]', "", word) for word in found.groups()) if found else ("", "")
    return f'"{before}"General"{after}"' if before or after else ""


def _day_format_of(shown: str) -> str:
    """A day that is shown without its year, or without its day."""
    if re.fullmatch(r"\d{4}\D\d{1,2}\D?", shown):
        return "yyyy-m"
    return "m-d" if re.fullmatch(r"\d{1,2}\D\d{1,2}\D?", shown) and ":" not in shown else ""
