"""Vehicles and drivers from a spreadsheet: pasted, or as an XLSX or CSV file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from licensing.applications.forms import MOST_ROWS, NORMALISE
from materials.catalogue.forms import FieldSpec, SectionForm


class NothingToImport(Exception):
    """The table holds no row that fits this topic; the message says why."""


def columns_of(section: SectionForm) -> list[FieldSpec]:
    """The columns a table may have; in this order when it has no header row."""
    return list(section.row_fields)


def rows_of(section: SectionForm, table: list[list[str]]) -> list[dict[str, Any]]:
    """The rows of a table: columns by header (label or field code), else in the order of the form.

    Raises NothingToImport.
    """
    lines = [[cell.strip() for cell in line] for line in table if any(cell.strip() for cell in line)]
    if not lines:
        raise NothingToImport(_("The table is empty."))
    header = _header(section, lines[0])
    if header:
        lines = lines[1:]
    places = header or dict(enumerate(columns_of(section)))
    rows = [_row(places, line) for line in lines]
    rows = [row for row in rows if any(row.values())]
    if not rows:
        raise NothingToImport(_("The table has a header but no rows."))
    if len(rows) > MOST_ROWS:
        raise NothingToImport(_("At most %(count)s rows can be taken in at once.") % {"count": MOST_ROWS})
    return rows


def _header(section: SectionForm, line: list[str]) -> dict[int, FieldSpec]:
    names = {name: spec for spec in columns_of(section) for name in (spec.code, spec.label_zh, spec.label_en.lower())}
    found = {place: names[cell.lower()] for place, cell in enumerate(line) if cell.lower() in names}
    return found if len(found) >= 2 else {}


def _row(places: dict[int, FieldSpec], line: list[str]) -> dict[str, Any]:
    return {spec.code: _value(spec, line[place]) for place, spec in places.items() if place < len(line)}


def _value(spec: FieldSpec, text: str) -> Any:
    if spec.options:
        by_name = {name: o.code for o in spec.options for name in (o.code, o.label_zh, o.label_en.lower())}
        # 黄色, 黄牌 and 黄 are all said of a yellow plate.
        short = next((o.code for o in spec.options if text and o.label_zh.startswith(text.rstrip("色牌"))), text)
        return by_name.get(text.lower(), short)
    if spec.type == "integer":
        number = text.removesuffix("kg").replace(",", "").strip().split(".")[0]
        return int(number) if number.isascii() and number.isdigit() else text
    if spec.type == "date":
        return text[:10].replace("/", "-").replace(".", "-")
    return NORMALISE.get(spec.type, str)(text)


def merged(before: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows so far and the new ones; empty rows go, nothing else does (doubles are shown as errors)."""
    return [row for row in [*before, *new] if any(row.values())]
