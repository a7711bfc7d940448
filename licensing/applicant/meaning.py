"""What a person means by a value of the form, typed or in a cell of a table: one reading for both doors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from accounts.typed.identifiers import normalise_citizen_id, normalise_uscc
from accounts.typed.text import one_line, plain, visible
from materials.catalogue.forms import FieldSpec, Option
from materials.identifiers import normalise_plate, normalise_vin
from materials.tables import values
from materials.tables.values import Value

BY_TYPE: dict[str, Callable[[Value], Any]] = {
    "uscc": lambda value: normalise_uscc(values.text(value)),
    "id-number": lambda value: normalise_citizen_id(values.text(value)),
    "vin": lambda value: normalise_vin(values.text(value)),
    "plate": lambda value: normalise_plate(values.text(value)),
    "phone": lambda value: plain(values.text(value)),
    "integer": values.whole_number,
    "date": values.day,
    "boolean": values.yes_or_no,
    "textarea": lambda value: visible(str(value)).strip(),
    "vehicle-list": lambda value: visible(str(value)).strip(),
}

PLATE_COLOUR = "plate-colour"


def meant(spec: FieldSpec, value: Value, *, unit: str = "", plate: str = "") -> Any:
    """The value a field keeps; what cannot be told stays as it was written, and the field's rules refuse it."""
    if value == "":
        return ""
    if spec.type == "multi-select":
        return [_option(spec, part) for part in re.split(r"[、,，;；/\s]+", values.text(value)) if part]
    if spec.code == PLATE_COLOUR:
        return values.plate_colour(value, plate=plate)
    if spec.options:
        return _option(spec, values.text(value))
    if spec.code in ("gross-mass", "load-mass"):
        return values.kilograms(value, unit=unit)
    if reader := values.BY_CODE.get(spec.code) or BY_TYPE.get(spec.type):
        return reader(value)
    return one_line(values.text(value))


def _option(spec: FieldSpec, written: str) -> str:
    word = plain(written).lower()
    return next((option.code for option in spec.options if word in _names(option)), written)


def _names(option: Option) -> set[str]:
    return {option.code.lower(), plain(option.label_zh).lower(), option.label_en.lower()}
