"""Filling the authority's own registers from a spreadsheet: first a dry run, then all rows or none."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identifiers import normalise_citizen_id, normalise_uscc, validate_citizen_id, validate_uscc
from accounts.people import Person
from materials import events
from materials.catalogue.languages import pair
from materials.catalogue.models import Material
from materials.identifiers import normalise_plate, normalise_vin, validate_plate, validate_vin
from materials.lookups.ledger import enter

EXTRA_KEYS = frozenset({"plate-colour"})
"""A plate is only unique together with its colour (GA 36)."""


class NotATable(Exception):
    """The table lacks what is needed to be read; the message says what."""


@dataclass(frozen=True, kw_only=True)
class Column:
    code: str
    label: str
    is_key: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the table: its place in the file, its values, and what is wrong with it."""

    place: int
    values: dict[str, str]
    errors: list[str]


def columns_of(material: Material) -> list[Column]:
    """The columns of a material's register: its keys first, then what it returns."""
    labels = {entry["code"]: pair(entry, "label") for entry in material.lookup_returns}
    codes = list(dict.fromkeys([*material.lookup_keys, *labels]))
    keys = {*material.lookup_keys, *EXTRA_KEYS}
    return [Column(code=code, label=labels.get(code, code), is_key=code in keys) for code in codes]


def read(material: Material, table: list[list[str]]) -> list[Line]:
    """Check a table with a header row, line by line. Raises NotATable."""
    columns = columns_of(material)
    names = {c.code: c.code for c in columns} | {c.label: c.code for c in columns}
    names |= {entry["label_zh"]: entry["code"] for entry in material.lookup_returns}
    if len(table) < 2:
        raise NotATable(_("The table needs a header row and at least one row."))
    places = {place: names[cell.strip()] for place, cell in enumerate(table[0]) if cell.strip() in names}
    if not set(places.values()) & set(material.lookup_keys):
        wanted = "、".join(c.label for c in columns if c.is_key)
        raise NotATable(_("The header row names none of the keys (%(keys)s).") % {"keys": wanted})
    lines = []
    for number, cells in enumerate(table[1:], start=2):
        values = {code: cells[place].strip() for place, code in places.items() if place < len(cells)}
        values = {code: NORMALISE.get(code, str)(text) for code, text in values.items() if text}
        if values:
            lines.append(Line(place=number, values=values, errors=_errors(material, values)))
    return lines


NORMALISE: dict[str, Callable[[str], str]] = {
    "uscc": normalise_uscc,
    "id-number": normalise_citizen_id,
    "vin": normalise_vin,
    "plate": normalise_plate,
    "plate-colour": lambda text: {"蓝": "blue", "黄": "yellow"}.get(text.rstrip("色牌"), text),
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
    for code, text in values.items():
        if code.endswith(("-on", "-to", "-from")):
            try:
                datetime.date.fromisoformat(text)
            except ValueError:
                errors.append(_("%(text)s is not a date such as 2026-12-31.") % {"text": text})
    return errors


def take_in(material: Material, lines: list[Line], *, file: str, by: Person) -> int:
    """Enter all lines, or none when one has errors (ValueError). Returns how many."""
    if any(line.errors for line in lines):
        raise ValueError("a line has errors")
    now = timezone.now()
    keys = {*material.lookup_keys, *EXTRA_KEYS}
    with transaction.atomic():
        for line in lines:
            enter(
                material=material.code,
                keys={code: value for code, value in line.values.items() if code in keys},
                fields=line.values,
                source="import",
                as_of=now,
            )
        events.LEDGER_IMPORTED.record(
            subject=f"ledger:{material.code}",
            by=by,
            authority=by.authority.division_id if by.authority else "",
            count=len(lines),
            material=material.name_zh,
            file=file,
        )
    return len(lines)
