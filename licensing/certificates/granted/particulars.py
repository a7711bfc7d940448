"""What is printed on a certificate, always in zh-Hans."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from licensing.applications.answers.facts import changed_to, operates_from
from licensing.applications.answers.given import Answers
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet
from materials.catalogue.forms import form_for


def labels(application: Application, field: str, codes: list[str]) -> list[str]:
    """The zh-Hans labels of chosen options: certificates are always in zh-Hans."""
    specs = [s for section in form_for(application.item) for s in (*section.fields, *section.row_fields)]
    options = {o.code: o.label_zh for s in specs if s.code == field for o in s.options}
    return [options.get(code, code) for code in codes]


def of_result(application: Application, answers: Answers, earlier: dict[str, Any]) -> dict[str, Any]:
    company = application.company
    shown = {
        "address": answers.fields.get("registered-address") or company.registered_address,
        "details": answers.fields.get("request-details") or earlier.get("details", ""),
        "vessel-id": answers.fields.get("vessel-id") or earlier.get("vessel-id", ""),
        "plates": [row["plate"] for row in answers.of_section("vehicle") if row.get("plate")],
    }
    if application.item.effect.get("one_per") == "vehicle":
        codes = ("plate", "plate-colour", "vin")
        rows = [row for row in answers.of_section("vehicle") if row.get("plate")]
        shown["vehicles"] = [{code: row.get(code, "") for code in codes} for row in rows]
    return {
        "title": application.item.result_zh,
        "item": application.item.name_zh,
        "uscc": company.public_code,
        "legal-rep": "" if company.is_individual else company.legal_rep,
        "scope": [application.item.name_zh],
        **shown,
    }


def of_licence(
    application: Application, answers: Answers, earlier: dict[str, Any], *, on: datetime.date
) -> dict[str, Any]:
    company = application.company
    told = answers.fields
    asked = labels(application, "freight-scope", list(told.get("freight-scope") or []))
    held = list(earlier.get("scope") or [])
    scope = [*held, *(label for label in asked if label not in held)] if asked else held
    # A new version changes only what was applied for: another change may have been granted while this one waited.
    known = {**told, **{code: value for code, value in earlier.items() if value}}
    return {
        "uscc": company.uscc,
        "address": changed_to(answers, "address")
        or earlier.get("address")
        or told.get("registered-address")
        or company.registered_address,
        "legal-rep": changed_to(answers, "legal-rep")
        or earlier.get("legal-rep")
        or told.get("legal-rep")
        or company.legal_rep,
        "entity-type": known.get("entity-type") or company.entity_type,
        "scope": scope,
        "planned-count": known.get("planned-count") or 0,
        "planned-date": known.get("planned-date") or "",
        "operate-from": starts.isoformat() if (starts := operates_from(answers, on=on)) > on else "",
    }


VEHICLE_PARTICULARS = (
    "plate",
    "plate-colour",
    "vin",
    "vehicle-type",
    "brand-model",
    "gross-mass",
    "load-mass",
    "tow-mass",
    "dimensions",
    "tech-grade",
    "grade-valid-to",
)


def of_vehicle(
    sheet: Sheet, row: dict[str, Any], told: Mapping[str, str], earlier: Mapping[str, Any]
) -> dict[str, Any]:
    application, fields = sheet.application, sheet.answers.fields
    taken = {code: row.get(code) or told.get(code) or earlier.get(code) or "" for code in VEHICLE_PARTICULARS}
    colour = labels(application, "plate-colour", [row["plate-colour"]])[0]
    asked = labels(application, "freight-scope", list(fields.get("freight-scope") or []))
    scope = asked or list(earlier.get("scope") or []) or [application.item.name_zh]
    address = fields.get("after-address") or fields.get("registered-address") or application.company.registered_address
    return {**taken, "address": address, "plate-colour-label": colour, "scope": scope}
