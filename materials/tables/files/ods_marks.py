"""The marks of a spreadsheet in OpenDocument (ODF 1.3): styles, errors, and what is shown of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from materials.tables.files.conditions import Area, Condition, merged
from materials.tables.files.marks import MOST_COLUMNS, MOST_LINES, Marks
from materials.tables.files.ods_conditions import condition, conditions_of
from materials.tables.files.ods_styles import Styles, attributes, styles_of

_CALC_EXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHOWN = re.compile(r"([^\d\s.,+\-¥￥$€£()]*)\s*[+-]?\d[\d., ]*([^\d.,]*)")


def marks_of_ods(root: ElementTree.Element, common: ElementTree.Element | None = None) -> Iterator[tuple[str, Marks]]:
    """Of each table; `common` is the part the styles with a name of their own stand in."""
    styles = styles_of([root] if common is None else [*(one for one in common if _is_common(one)), root])
    for table in root.iter():
        if table.tag.endswith("}table"):
            yield attributes(table).get("name", ""), _of_table(table, styles)


def _is_common(part: ElementTree.Element) -> bool:
    """Styles that are automatic are those of headers and footers there, and have the names of others here."""
    return part.tag.endswith("}styles")


def _of_table(table: ElementTree.Element, styles: Styles) -> Marks:
    marks, place, row = Marks(), 0, 1
    of_columns: list[str] = []
    with_conditions: dict[tuple[str, int], list[Area]] = {}
    for part in table.iter():
        kind, told = part.tag.split("}")[-1], attributes(part)
        hidden = told.get("visibility") in ("collapse", "filter") or told.get("style-name") in styles.flat
        if kind == "table-column":
            times = min(int(told.get("number-columns-repeated", 1)), MOST_COLUMNS)
            marks.columns.update(range(place, place + times) if hidden else ())
            of_columns += [told.get("default-cell-style-name", "")] * times
            place += times
        elif kind == "table-row":
            times = min(int(told.get("number-rows-repeated", 1)), MOST_LINES)
            marks.rows.update(range(row, row + times) if hidden else ())
            for cell in _cells(part, told.get("default-cell-style-name", ""), of_columns):
                for again in range(times):
                    _mark_cell(marks, cell, row + again, styles)
                if cell.style in styles.by_condition:
                    _add(with_conditions.setdefault((cell.style, cell.column), []), cell.column, row, times)
            row += times
    marks.conditions = merged([*conditions_of(table, styles), *_of_styles(with_conditions, styles)])
    return marks


def _add(areas: list[Area], column: int, row: int, times: int) -> None:
    """Rows below each other are one area."""
    top = areas.pop()[0] if areas and areas[-1][2] == row - 1 else row
    areas.append((top, column, row + times - 1, column))


def _of_styles(found: Mapping[tuple[str, int], list[Area]], styles: Styles) -> Iterator[Condition]:
    for (name, _column), areas in found.items():
        for written, brings, written_for in styles.by_condition[name]:
            dress = styles.dress(brings)
            if not dress.changes_nothing:
                yield condition(written, tuple(areas), written_for, dress)


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """One that holds something; `looks` are the styles of parts of its text."""

    told: Mapping[str, str]
    column: int
    style: str
    shown: str
    looks: frozenset[str]
    is_error: bool


def _cells(row: ElementTree.Element, of_row: str, of_columns: list[str]) -> Iterator[_Cell]:
    column = 0
    for element in row:
        told = attributes(element)
        times = min(int(told.get("number-columns-repeated", 1)), MOST_COLUMNS)
        texts = [one for one in element if not one.tag.endswith("}annotation")]
        shown = "".join("".join(one.itertext()) for one in texts).strip()
        looks = frozenset(attributes(part).get("style-name", "") for one in texts for part in one.iter()) - {""}
        is_error = element.get(f"{_CALC_EXT}value-type") == "error"
        for place in range(column, column + times if shown or told.keys() & _HELD else column):
            by_default = of_row or (of_columns[place] if place < len(of_columns) else "")
            style = told.get("style-name") or by_default
            yield _Cell(told=told, column=place, style=style, shown=shown, looks=looks, is_error=is_error)
        column += times


_HELD = {"value", "date-value", "formula", "string-value", "time-value", "boolean-value"}


def _mark_cell(marks: Marks, cell: _Cell, place: int, styles: Styles) -> None:
    told, shown, column = cell.told, cell.shown, cell.column
    # LibreOffice has an attribute of its own for the type of an error; others only show it.
    is_error = cell.is_error or ("formula" in told and shown.startswith("#"))
    if is_error or ("formula" in told and not shown and told.get("value-type") in (None, "error")):
        marks.broken.setdefault(place, {})[column] = shown or "=" + told["formula"][:80]
    style = styles.look(cell.style)
    style.mark(marks, place, column)
    is_unseen = not shown and "formula" not in told and bool(told.get("value") or told.get("date-value"))
    if is_unseen or any(styles.hides_part(look, style) for look in cell.looks):
        marks.strike(place, column)
    read = {"float": _format_of, "date": _day_format_of}.get(told.get("value-type", ""))
    if read and (code := read(shown)):
        marks.formats.setdefault(place, {})[column] = code


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
