"""Whether one value, one row, one section is right – by the catalogue's rules, with no form and no database."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.typed.identifiers import validate_citizen_id, validate_uscc
from licensing.applications.agreements.stated import PARTS, USED_UNDER
from licensing.applications.answers.ages import why_not_of_age
from licensing.applications.answers.facts import LEAST_MASS_KG, TOLD_BY_ITSELF, gross_mass, holds
from licensing.applications.answers.given import Answers, Told
from materials.catalogue.forms import FieldSpec, SectionForm
from materials.identifiers import validate_plate, validate_vin
from materials.tables.values import has_two_readings
from pages.sentences import in_a_row

UNIQUE_IN_ROWS = ("plate", "vin", "driver-id")
PLAIN_TEXT_LIMIT = 500


def is_empty(value: object) -> bool:
    return value in (None, "", [], {})


def is_required(spec: FieldSpec, answers: Answers) -> bool:
    """Whether the field must be filled in, given all answers."""
    if spec.required == "when":
        return holds(spec.when, answers) is True
    return spec.required == "always"


def is_relevant(spec: FieldSpec, answers: Answers) -> bool:
    """Whether the field belongs on the form at all: a condition known not to hold hides it."""
    if spec.type == "uscc" and spec.required == "always" and answers.fields.get("applicant-kind") == "individual":
        return False
    return spec.when is None or spec.when in TOLD_BY_ITSELF or holds(spec.when, answers) is not False


def check_value(spec: FieldSpec, value: object) -> None:
    """Check a non-empty value by its type and the catalogue's limits. Raises ValidationError."""
    checker = CHECKS.get(spec.type)
    if checker:
        checker(spec, value)
    _check_limits(spec, value)


def _check_pattern(spec: FieldSpec, value: object) -> None:
    pattern = spec.validation.get("pattern")
    if pattern and not re.fullmatch(pattern, str(value)):
        raise ValidationError(PATTERN_MESSAGES.get(spec.type, lambda: _("Check the format."))())


PATTERN_MESSAGES: dict[str, Callable[[], str]] = {
    "phone": lambda: _("Enter a telephone number, such as 13800138000 or 0391-1234567."),
}


def _check_option(spec: FieldSpec, value: object) -> None:
    allowed = {option.code for option in spec.options}
    chosen = value if isinstance(value, list) else [value]
    if not set(chosen) <= allowed:
        raise ValidationError(_("Choose from the list."))


def is_iso_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is not None


def _check_date(spec: FieldSpec, value: object) -> None:
    if has_two_readings(str(value)):
        raise ValidationError(_("This date is ambiguous. Write the year first, such as 2026-12-31."))
    try:
        day = datetime.date.fromisoformat(str(value))
    except ValueError as wrong:
        raise ValidationError(_("Enter a date, such as 2026-12-31.")) from wrong
    # A company may be older than the portal, but nothing is reckoned from the year 1, and 9999 has no day after.
    if not 1900 <= day.year <= 2100:
        raise ValidationError(_("Enter a date, such as 2026-12-31."))
    today = timezone.localdate()
    if spec.validation.get("not_after_today") and day > today:
        raise ValidationError(_("The date cannot be in the future."))
    ahead = spec.validation.get("max_days_from_today")
    if ahead is not None and not today <= day <= today + datetime.timedelta(days=ahead):
        raise ValidationError(_("The date must lie within %(days)s days from today.") % {"days": ahead})


def _check_integer(spec: FieldSpec, value: Any) -> None:
    try:
        number = int(value)
    except (TypeError, ValueError) as wrong:
        raise ValidationError(_("Enter a whole number.")) from wrong
    low, high = spec.validation.get("min"), spec.validation.get("max")
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValidationError(_("Enter a number from %(low)s to %(high)s.") % {"low": low, "high": high})


CHECKS: dict[str, Callable[[FieldSpec, Any], None]] = {
    "uscc": lambda spec, value: validate_uscc(value),
    "id-number": lambda spec, value: validate_citizen_id(value),
    "vin": lambda spec, value: validate_vin(value),
    "phone": _check_pattern,
    "select": _check_option,
    "multi-select": _check_option,
    "date": _check_date,
    "integer": _check_integer,
}


def _check_limits(spec: FieldSpec, value: object) -> None:
    longest = spec.validation.get("max_length", PLAIN_TEXT_LIMIT)
    if isinstance(value, str) and not isinstance(value, Told) and len(value) > longest:
        raise ValidationError(_("At most %(count)s characters.") % {"count": longest})
    fewest = spec.validation.get("min_items")
    if isinstance(value, list) and fewest and len(value) < fewest:
        raise ValidationError(
            _("Choose at least one.") if fewest == 1 else _("Choose at least %(count)s.") % {"count": fewest}
        )


Errors = dict[str, str]


def errors_in(specs: Iterable[FieldSpec], values: Mapping[str, Any], answers: Answers) -> Errors:
    """Field code -> message for what is missing or wrong among some fields."""
    relevant = [spec for spec in specs if is_relevant(spec, answers)]
    return _errors_of(relevant, {spec.code for spec in relevant if is_required(spec, answers)}, values)


def _errors_of(relevant: Iterable[FieldSpec], required: Collection[str], values: Mapping[str, Any]) -> Errors:
    errors: Errors = {}
    for spec in relevant:
        value = values.get(spec.code)
        if is_empty(value):
            if spec.code in required:
                errors[spec.code] = _("This field is required.")
            continue
        try:
            check_value(spec, value)
        except ValidationError as wrong:
            errors[spec.code] = in_a_row(wrong.messages)
    return errors


def row_errors(section: SectionForm, rows: list[dict[str, Any]], answers: Answers) -> list[Errors]:
    """The errors of each row of a repeatable section; an empty row has none."""
    # What a row has to hold follows from all answers: asked once, not once more for each of hundreds of rows.
    relevant = [spec for spec in section.row_fields if is_relevant(spec, answers)]
    required = {spec.code for spec in relevant if is_required(spec, answers)}
    found = [_errors_of(relevant, required, row) if any(row.values()) else {} for row in rows]
    seen: dict[tuple[str, str], int] = {}
    for index, row in enumerate(rows):
        if row.get("plate") and row.get("plate-colour") and "plate" not in found[index]:
            try:
                validate_plate(row["plate"], row["plate-colour"])
            except ValidationError as wrong:
                found[index]["plate"] = in_a_row(wrong.messages)
        is_id = row.get("driver-id") and "driver-id" not in found[index]
        if is_id and (why := why_not_of_age(row["driver-id"], on=timezone.localdate())):
            found[index]["driver-id"] = why
        if row.get("gross-mass") and "gross-mass" not in found[index] and 0 < gross_mass(row) < LEAST_MASS_KG:
            found[index]["gross-mass"] = _(
                "%(mass)s kg is too little for a truck. If the vehicle licence says tonnes, write "
                "kilograms: 4.5 t is 4500."
            ) % {"mass": gross_mass(row)}
        if row.get(USED_UNDER):
            found[index] = {**_errors_of_agreement(row), **found[index]}
        for code in UNIQUE_IN_ROWS:
            if not row.get(code):
                continue
            first = seen.setdefault((code, str(row[code])), index)
            if first != index:
                found[index][code] = _("The same as in row %(row)s.") % {"row": first + 1}
    return found


def _errors_of_agreement(row: Mapping[str, Any]) -> Errors:
    """An agreement is named with its lessor and its term; it ends after it begins."""
    errors = {code: _("This field is required.") for code in PARTS if is_empty(row.get(code))}
    begins, ends = str(row.get("agreement-from") or ""), str(row.get("agreement-to") or "")
    if is_iso_day(begins) and is_iso_day(ends) and ends < begins:
        errors["agreement-to"] = _("The agreement would end before it begins.")
    return errors


def expired_grade(row: Mapping[str, Any], *, on: datetime.date) -> str:
    """The day until which a vehicle's technical grade was valid, when that day has passed; else ""."""
    end = str(row.get("grade-valid-to") or "")
    return end if is_iso_day(end) and end < on.isoformat() else ""


def section_error(section: SectionForm, rows: list[dict[str, Any]], answers: Answers) -> str:
    """What is wrong with a repeatable section as a whole, or ""."""
    if not section.repeatable or section.optional or any(any(row.values()) for row in rows):
        return ""
    if any(not is_empty(answers.fields.get(spec.code)) for spec in section.fields):
        return ""
    return _("Add at least one row, or say how many are planned.") if section.fields else _("Add at least one row.")


def is_complete(section: SectionForm, answers: Answers) -> bool:
    """Whether nothing is missing or wrong in a section."""
    rows = answers.rows.get(section.code, [])
    return not (
        errors_in(section.fields, answers.fields, answers)
        or (section.repeatable and section_error(section, rows, answers))
        or any(row_errors(section, rows, answers))
    )
