"""What a decision grants, as values: the particulars of the licence and of each vehicle's certificate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from stdnum.iso7064 import mod_37_36

from licensing.applications.answers import Answers
from licensing.applications.facts import LIGHT_LIMIT_KG, gross_mass
from licensing.applications.models import Application
from licensing.certificates.models import Certificate
from licensing.decisions.models import Decision
from materials.catalogue.forms import form_for


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One certificate to be issued: `subject` tells it from the others of the same decision."""

    kind: Certificate.Kind
    subject: str
    plate: str
    particulars: dict[str, Any]


def validity(decided_on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day: as many years as the setting says (domain F-1.6: four)."""
    years = settings.LICENCE_YEARS
    try:
        end = decided_on.replace(year=decided_on.year + years)
    except ValueError:  # granted on 29 February
        end = decided_on.replace(year=decided_on.year + years, day=28) + datetime.timedelta(days=1)
    return decided_on, end - datetime.timedelta(days=1)


def labels(application: Application, field: str, codes: list[str]) -> list[str]:
    """The zh-Hans labels of chosen options: certificates are always in zh-Hans."""
    specs = [s for section in form_for(application.item) for s in (*section.fields, *section.row_fields)]
    options = {o.code: o.label_zh for s in specs if s.code == field for o in s.options}
    return [options.get(code, code) for code in codes]


def grants(decision: Decision) -> Iterator[Grant]:
    """Every certificate the item issues for this decision."""
    application = decision.application
    answers = application.answers
    kinds = application.item.certificates
    if Certificate.Kind.LICENCE in kinds:
        yield Grant(
            kind=Certificate.Kind.LICENCE, subject="licence", plate="", particulars=_licence(application, answers)
        )
    if Certificate.Kind.VEHICLE in kinds:
        for row in answers.of_section("vehicle"):
            # Vehicles up to 4,500 kg need no certificate (Road Transport Regulation art. 24).
            if gross_mass(row) > LIGHT_LIMIT_KG:
                yield Grant(
                    kind=Certificate.Kind.VEHICLE,
                    subject=f"{row['plate']}/{row['plate-colour']}",
                    plate=row["plate"],
                    particulars=_vehicle(application, answers, row),
                )


def _licence(application: Application, answers: Answers) -> dict[str, Any]:
    company = application.company
    return {
        "uscc": company.uscc,
        "address": answers.fields.get("registered-address") or company.registered_address,
        "legal-rep": answers.fields.get("legal-rep") or company.legal_rep,
        "entity-type": answers.fields.get("entity-type") or company.entity_type,
        "scope": labels(application, "freight-scope", list(answers.fields.get("freight-scope") or [])),
        "planned-count": answers.fields.get("planned-count") or 0,
        "planned-date": answers.fields.get("planned-date") or "",
    }


VEHICLE_PARTICULARS = (
    "plate",
    "plate-colour",
    "vin",
    "vehicle-type",
    "brand-model",
    "gross-mass",
    "load-mass",
    "dimensions",
    "tech-grade",
    "grade-valid-to",
)


def _vehicle(application: Application, answers: Answers, row: dict[str, Any]) -> dict[str, Any]:
    registered = registry_record(application, "vehicle-licence", row)
    taken = {code: row.get(code) or registered.get(code) or "" for code in VEHICLE_PARTICULARS}
    colour = labels(application, "plate-colour", [row["plate-colour"]])[0]
    scope = labels(application, "freight-scope", list(answers.fields.get("freight-scope") or []))
    return {**taken, "plate-colour-label": colour, "scope": scope}


def registry_record(application: Application, material: str, row: dict[str, Any]) -> dict[str, str]:
    """The fields a registry returned for a vehicle: what the form does not ask (make, dimensions)."""
    for evidence in application.evidence.filter(material=material, outcome="found").order_by("-id"):
        if evidence.fields.get("plate") == row.get("plate"):
            return dict(evidence.fields)
    return {}


def certificate_identifier(authority_code: str, kind: str, serial: int) -> str:
    """Type OID . authority code . serial . version . check character (GB/T 36904)."""
    type_oid = settings.CERTIFICATE_TYPE_OIDS[kind]
    body = f"{authority_code}{serial:09d}001"
    check = mod_37_36.calc_check_digit(body)
    return f"{type_oid}.{authority_code}.{serial:09d}.001.{check}"
