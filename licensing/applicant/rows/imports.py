"""Vehicles and drivers from a table: pasted, or as a file. What is understood is taken in; what is not is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from licensing.applicant.forms import MOST_ROWS
from licensing.applicant.meaning import meant
from licensing.applicant.rows.posted import Rows
from licensing.applications.answers.doubts import KEY_TYPES
from licensing.applications.drafts import new_name
from materials.catalogue.forms import SectionForm
from materials.tables.headings import Column
from materials.tables.layout import Layout, taken, visible_sheets
from materials.tables.reading import Cell, Sheet
from materials.tables.telling import remarks, unusable_message
from materials.tables.values import with_plate_parted


class NothingToImport(Exception):
    """The table holds no row that fits this topic; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Import:
    """The rows of a table as the topic keeps them, and what was left out of it."""

    rows: tuple[dict[str, Any], ...]
    remarks: tuple[str, ...]


def columns_of(section: SectionForm) -> list[Column]:
    """The columns a table of this topic may have."""
    keys = [spec.code for spec in section.row_fields if spec.type in KEY_TYPES]
    return [
        Column(
            code=spec.code,
            label=spec.label,
            names=(spec.label_zh, spec.label_en),
            is_key=spec.code in keys or not keys,
        )
        for spec in section.row_fields
    ]


def rows_of(section: SectionForm, sheets: Sequence[Sheet], layout: Layout, *, with_hidden: bool = False) -> Import:
    """The rows of a table as understood. Raises NothingToImport."""
    seen = visible_sheets(sheets)
    if not seen:
        raise NothingToImport(_("The table is empty."))
    found = taken(seen[layout.sheet], layout, with_hidden=with_hidden)
    if why := unusable_message(found, columns_of(section)):
        raise NothingToImport(why)
    if not found.rows:
        raise NothingToImport(_("The table has a header but no rows."))
    if len(found.rows) > MOST_ROWS:
        raise NothingToImport(_("At most %(count)s rows can be imported at once.") % {"count": MOST_ROWS})
    return Import(
        rows=tuple(_row(section, cells, layout.units) for _place, cells in found.rows),
        remarks=tuple(remarks(layout, found, with_hidden=with_hidden)),
    )


def _row(section: SectionForm, cells: Mapping[str, Cell], units: Mapping[str, str]) -> dict[str, Any]:
    cells = with_plate_parted(cells)
    plate = str(cells.get("plate", ""))
    return {
        spec.code: meant(spec, cells[spec.code], unit=units.get(spec.code, ""), plate=plate)
        for spec in section.row_fields
        if spec.code in cells
    }


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The rows of a topic with those of a table: how many are new, and how many stood there already.

    `ids`: who each row is; those that stood there stay who they are.
    """

    rows: list[dict[str, Any]]
    ids: tuple[str, ...]
    added: int
    known: int


def merged(section: SectionForm, held: Rows, new: Sequence[Mapping[str, Any]]) -> Merged:
    """Put new rows behind those there are. Raises NothingToImport when there would be too many.

    A row that says nothing else of what stands there only completes it; one that contradicts is added, and the form
    marks it as double.
    """
    keys = [spec.code for spec in section.row_fields if spec.type in KEY_TYPES]
    codes = {spec.code for spec in section.row_fields}
    filled = [(dict(row), name) for row, name in zip(held.values, held.ids, strict=True) if _says(row, codes)]
    rows, ids = [row for row, _name in filled], [name for _row, name in filled]
    added = known = 0
    for row in new:
        same = next((r for r in rows if _agree(r, row, keys)), None)
        if same is None:
            rows.append(dict(row))
            ids.append(new_name())
            added += 1
        else:
            same.update({code: value for code, value in row.items() if value not in ("", None)})
            known += 1
    if len(rows) > MOST_ROWS:
        raise NothingToImport(
            _("That would make %(count)s rows; a form can hold %(most)s.") % {"count": len(rows), "most": MOST_ROWS}
        )
    return Merged(rows=rows, ids=tuple(ids), added=added, known=known)


def _says(row: Mapping[str, Any], codes: Collection[str]) -> bool:
    return any(row.get(code) for code in codes)


def _agree(there: Mapping[str, Any], new: Mapping[str, Any], keys: Sequence[str]) -> bool:
    """Whether a new row is about the same thing and contradicts nothing that is typed there."""
    if not any(new.get(key) and there.get(key) == new.get(key) for key in keys):
        return False
    return all(there.get(c) in ("", None, [], value) for c, value in new.items() if value not in ("", None))
