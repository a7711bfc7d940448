"""Filling the authority's own registers from a spreadsheet: first a dry run, then all rows or none."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.typed.identifiers import normalise_citizen_id, normalise_uscc, validate_citizen_id, validate_uscc
from accounts.typed.text import one_line
from materials import events
from materials.catalogue.models.materials import Material
from materials.identifiers import normalise_plate, normalise_vin, validate_plate, validate_vin
from materials.lookups.ledger import enter, newest
from materials.tables.headings import Column
from materials.tables.layout import Layout, Taken, taken
from materials.tables.reading import Cell, Sheet
from materials.tables.telling import unusable_message
from materials.tables.values import BY_CODE, day, kilograms, plate_colour, text, with_plate_parted
from pages.languages import pair

WITHOUT_END = frozenset({"长期", "长期有效"})
"""What a register writes where a certificate never ends."""
EXTRA_KEYS = frozenset({"plate-colour"})
"""A plate is only unique together with its colour (GA 36)."""


class NotATable(Exception):
    """The table cannot be taken in; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the table: its place in the file, its values, and what is wrong with it."""

    place: int
    values: dict[str, str]
    errors: list[str]


def columns_of(material: Material) -> list[Column]:
    """The columns of a material's register: its keys first, then what it returns."""
    labels = {entry["code"]: pair(entry, "label") for entry in material.lookup_returns}
    words = {entry["code"]: (entry["label_zh"], entry["label_en"]) for entry in material.lookup_returns}
    codes = list(dict.fromkeys([*material.lookup_keys, *labels]))
    # A plate alone finds nothing; the colour alone is no key.
    keys = set(material.lookup_keys)
    return [
        Column(code=code, label=str(labels.get(code, code)), names=words.get(code, ()), is_key=code in keys)
        for code in codes
    ]


def read(material: Material, sheet: Sheet, layout: Layout, *, with_hidden: bool = False) -> tuple[list[Line], Taken]:
    """Check the rows of a table as understood, line by line. Raises NotATable."""
    found = taken(sheet, layout, with_hidden=with_hidden)
    if why := unusable_message(found, columns_of(material)):
        raise NotATable(why)
    lines = []
    codes = {column.code for column in columns_of(material)}
    for place, said in found.rows:
        cells = with_plate_parted(said) if "plate-colour" in codes else said
        values = {code: _value(code, cell, layout, cells) for code, cell in cells.items()}
        lines.append(Line(place=place, values=values, errors=_errors(material, values)))
    return lines, found


def _value(code: str, cell: Cell, layout: Layout, cells: Mapping[str, Cell]) -> str:
    if code == "plate-colour":
        return plate_colour(cell, plate=str(cells.get("plate", "")))
    if code in ("gross-mass", "load-mass"):
        return str(kilograms(cell, unit=layout.units.get(code, "")))
    if code.endswith(DATES):
        return day(cell)
    if reader := BY_CODE.get(code):
        return str(reader(cell))
    return NORMALISE.get(code, one_line)(text(cell))


DATES = ("-on", "-to", "-from", "-since")
NORMALISE: dict[str, Callable[[str], str]] = {
    "uscc": normalise_uscc,
    "id-number": normalise_citizen_id,
    "vin": normalise_vin,
    "plate": normalise_plate,
}
CHECKS: dict[str, Callable[[str], None]] = {
    "uscc": validate_uscc,
    "id-number": validate_citizen_id,
    "vin": validate_vin,
}


def _errors(material: Material, values: dict[str, str]) -> list[str]:
    errors = []
    if not any(values.get(key) for key in material.lookup_keys):
        errors.append(_("No key: this row could never be found."))
    for code, check in CHECKS.items():
        if values.get(code):
            try:
                check(values[code])
            except ValidationError as wrong:
                errors += wrong.messages
    if values.get("plate"):
        try:
            validate_plate(values["plate"], values.get("plate-colour", ""))
        except ValidationError as wrong:
            errors += wrong.messages
    for code, value in values.items():
        if code.endswith(DATES) and value not in WITHOUT_END:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                errors.append(_("%(text)s is not a date such as 2026-12-31.") % {"text": value})
    return errors


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many records were entered, and how many stood there already, letter for letter."""

    entered: int
    known: int


def take_in(material: Material, lines: list[Line], *, file: str, by: Person) -> Imported:
    """Enter all lines, or none when one has errors (ValueError); what the register says already stays as it is."""
    if any(line.errors for line in lines):
        raise ValueError("a line has errors")
    now = timezone.now()
    known = 0
    with transaction.atomic():
        for line in lines:
            keys = _keys(material, line.values)
            last = newest(material.code, keys)
            if last is not None and last.fields == line.values:
                known += 1
                continue
            enter(material=material.code, keys=keys, fields=line.values, source="import", as_of=now)
        events.LEDGER_IMPORTED.record(
            subject=f"ledger:{material.code}",
            by=by,
            authority=by.authority.division_id if by.authority else "",
            count=len(lines) - known,
            material=material.name_zh,
            file=file,
        )
    return Imported(entered=len(lines) - known, known=known)


def _keys(material: Material, values: Mapping[str, str]) -> dict[str, str]:
    keys = {*material.lookup_keys, *EXTRA_KEYS}
    return {code: value for code, value in values.items() if code in keys}
