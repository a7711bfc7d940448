"""What the applicant says is wrong with a value a registry told of one row: kept under the row's own key.

A row is known by what it is about – its plate, VIN or ID number –, never by its place: rows are added and taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from licensing.applications.answers.given import Answers
from materials.catalogue.forms import SectionForm

KEY_TYPES = ("plate", "vin", "id-number")


def row_name(section: SectionForm, row: Mapping[str, Any]) -> str:
    """What a row is about; "" while nothing is typed that says so."""
    keys = (row.get(spec.code) for spec in section.row_fields if spec.type in KEY_TYPES)
    return next((str(key) for key in keys if key), "")


def doubt_name(section: SectionForm, row: Mapping[str, Any], code: str) -> str:
    """The name under which a doubt about a field of a row is kept."""
    return f"{section.code}:{row_name(section, row)}:{code}"


def doubts_of_row(section: SectionForm, row: Mapping[str, Any], doubts: Mapping[str, str]) -> dict[str, str]:
    """Field code → what is said to be wrong with it in a row."""
    if not doubts or not row_name(section, row):
        return {}
    told = {spec.code: doubts.get(doubt_name(section, row, spec.code), "") for spec in section.row_fields}
    return {code: words for code, words in told.items() if words}


def standing_doubts(form: Iterable[SectionForm], answers: Answers) -> dict[str, str]:
    """The doubts that are about something there is: those of a row that was taken out are none any more."""
    rows = {
        f"{section.code}:{row_name(section, row)}" for section in form for row in answers.rows.get(section.code, [])
    }
    return {name: words for name, words in answers.doubts.items() if ":" not in name or name.rpartition(":")[0] in rows}
