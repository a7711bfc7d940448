"""What an application cost who handed it in: how many answers were typed, and how long it took."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from licensing.applications.answers.validation import is_empty
from licensing.applications.evidence.prefill import closed_fields, known_rows
from licensing.applications.sheet import Sheet


def typed_in(sheet: Sheet, *, given: Mapping[str, Any]) -> int:
    """How many answers a person gave: neither told by a registry or the account, nor `given` when it was begun.

    What the portal prepared is signed and not typed.
    """
    if sheet.application.prepared_at:
        return 0
    count = 0
    for section in sheet.form:
        closed = closed_fields(sheet, section)
        own = {spec.code: sheet.answers.fields.get(spec.code) for spec in section.fields if spec.code not in closed}
        count += _filled(value for code, value in own.items() if value != given.get(code))
        rows = sheet.answers.of_section(section.code) if section.repeatable else []
        known = known_rows(section, rows, sheet.evidence)
        codes = {spec.code for spec in section.row_fields}
        for row, told in zip(rows, known, strict=True):
            count += _filled(value for code, value in row.items() if code in codes and code not in told)
    return count


def _filled(values: Iterable[Any]) -> int:
    return sum(not is_empty(value) for value in values)


def seconds_to(now: datetime.datetime, sheet: Sheet) -> int:
    """From the first click to handing in: of what the portal prepared, from the day its holder first opened it."""
    began = sheet.application.opened_at or sheet.application.created_at
    return max(int((now - began).total_seconds()), 0)
