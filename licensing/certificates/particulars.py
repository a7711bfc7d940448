"""What a decision grants, as values: the particulars of the licence and of each vehicle's certificate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from stdnum.iso7064 import mod_37_36

from licensing.applications.agreements.carried import ends_with, particulars_of
from licensing.applications.agreements.rules import agreements_by_plate
from licensing.applications.agreements.stated import Agreement
from licensing.applications.answers.ages import last_day_to_drive
from licensing.applications.answers.facts import LEAST_MASS_KG, LIGHT_LIMIT_KG, changed_to, gross_mass, operates_from
from licensing.applications.answers.given import Answers
from licensing.applications.models.application import Application
from licensing.applications.rules import holder_id, is_renewal
from licensing.applications.sheet import Sheet
from licensing.applications.standing.records import places_of_rows
from licensing.certificates.ends import STANDING
from licensing.certificates.models import Certificate
from licensing.decisions.models.ends import Decision
from materials.catalogue.forms import form_for


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One certificate to be issued: `subject` tells it from the others of the same decision.

    `replaces` is the version it supersedes; `number` one that is kept though no version is here (issued on paper).
    """

    kind: Certificate.Kind
    subject: str
    plate: str
    particulars: dict[str, Any]
    valid_from: datetime.date
    valid_to: datetime.date
    replaces: Certificate | None = None
    number: str = ""


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


def grants(decision: Decision, sheet: Sheet) -> Iterator[Grant]:
    """Every certificate the item issues for this decision, as its catalogue entry says."""
    application = decision.application
    kinds = application.item.certificates
    if Certificate.Kind.LICENCE in kinds:
        yield _licence_grant(decision, sheet)
    if Certificate.Kind.VEHICLE in kinds:
        yield from _vehicle_grants(decision, sheet)
    if Certificate.Kind.RESULT in kinds:
        yield _result_grant(decision, sheet)


def _replaces(application: Application) -> bool:
    return bool(application.item.effect.get("act") == "replace")


def _term(decision: Decision, sheet: Sheet, earlier_end: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    """Validity: a new term; a renewal adds one to the running term; any other new version keeps its end.

    A renewal granted by law begins the day after the old term ended, whenever the worker came to it (art. 50).
    """
    decided = timezone.localdate(decision.decided_at)
    if earlier_end is None:
        return validity(decided)
    has_ended = earlier_end < decided
    if is_renewal(sheet):
        following = validity(earlier_end + datetime.timedelta(days=1))
        if has_ended and not decision.is_deemed:
            return validity(decided)
        return following if has_ended else (decided, following[1])
    # Nothing but a renewal adds a day: what has run out stays run out in its new version.
    return min(decided, earlier_end), earlier_end


def _day(text: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def on_paper(sheet: Sheet, material: str, plate: str = "") -> dict[str, str]:
    """What the bureau's own register says of a certificate that was issued before this portal."""
    found = _found(sheet, material)
    return next((dict(told) for told in found if not plate or told.get("plate") == plate), {})


def _found(sheet: Sheet, material: str) -> list[Mapping[str, str]]:
    """The records a registry returned about a material, the newest first."""
    return [row.fields for row in reversed(sheet.rows.told) if (row.material, row.outcome) == (material, "found")]


def _by_plate(sheet: Sheet, material: str) -> dict[str, Mapping[str, str]]:
    """Plate → the newest record of it: what the form does not ask (make, dimensions)."""
    return {told["plate"]: told for told in reversed(_found(sheet, material)) if told.get("plate")}


def _licence_grant(decision: Decision, sheet: Sheet) -> Grant:
    application = decision.application
    held = standing(application, Certificate.Kind.LICENCE, "licence") if _replaces(application) else None
    paper = on_paper(sheet, "road-transport-licence") if _replaces(application) else {}
    valid_from, valid_to = _term(decision, sheet, held.valid_to if held else _day(paper.get("valid-to")))
    earlier = held.particulars if held else _from_paper(paper)
    return Grant(
        kind=Certificate.Kind.LICENCE,
        subject="licence",
        plate="",
        particulars=_licence(application, sheet.answers, earlier, on=timezone.localdate(decision.decided_at)),
        valid_from=valid_from,
        valid_to=valid_to,
        replaces=held,
        number=_kept_number(application, held, paper),
    )


def _from_paper(paper: dict[str, str]) -> dict[str, Any]:
    scope = [part for part in paper.get("scope", "").replace("、", "；").split("；") if part]
    return {"address": paper.get("address", ""), "legal-rep": paper.get("legal-rep", ""), "scope": scope}


def _vehicle_grants(decision: Decision, sheet: Sheet) -> Iterator[Grant]:
    application = decision.application
    replaces, effect = _replaces(application), application.item.effect
    # Ordinary freight vehicles up to 4,500 kg need no certificate (Road Transport Regulation art. 24).
    is_light = [LEAST_MASS_KG <= gross_mass(row) <= LIGHT_LIMIT_KG for row in sheet.answers.of_section("vehicle")]
    rows = [
        row
        for row, light in zip(sheet.answers.of_section("vehicle"), is_light, strict=True)
        if not (light and effect.get("light_exempt"))
    ]
    registered, graded = _by_plate(sheet, "vehicle-licence"), _by_plate(sheet, "vehicle-tech-grade")
    papers = _by_plate(sheet, "vehicle-operation-permit") if replaces else {}
    agreements = agreements_by_plate(sheet)
    for row, held in zip(rows, standing_vehicles(sheet, rows), strict=True):
        if held is not None and held.decision_id != decision.pk and not replaces:
            continue  # the same vehicle was granted with the licence just now: one certificate is enough
        paper = dict(papers.get(row["plate"], {}))
        if effect.get("moves") and paper.get("holder-name") not in ("", None, application.company.name):
            paper = {}  # it came from another holder: its number stays with them
        told = {**registered.get(row["plate"], {}), **_filled(graded.get(row["plate"], {}))}
        agreement = agreements.get((row["plate"], row["plate-colour"]))
        yield _vehicle_grant(
            decision, sheet, row, told, held=held if replaces else None, paper=paper, agreement=agreement
        )


def _filled(record: Mapping[str, str]) -> dict[str, str]:
    return {code: value for code, value in record.items() if value}


def _vehicle_grant(
    decision: Decision,
    sheet: Sheet,
    row: dict[str, Any],
    told: Mapping[str, str],
    *,
    held: Certificate | None,
    paper: dict[str, str],
    agreement: Agreement | None,
) -> Grant:
    application = decision.application
    valid_from, valid_to = _term(decision, sheet, held.valid_to if held else _day(paper.get("valid-to")))
    earlier = held.particulars if held else {**paper, "scope": _from_paper(paper)["scope"]}
    return Grant(
        kind=Certificate.Kind.VEHICLE,
        subject=f"{row['plate']}/{row['plate-colour']}",
        plate=row["plate"],
        particulars=_vehicle(sheet, row, told, earlier) | {"agreement": particulars_of(agreement, earlier)},
        valid_from=valid_from,
        valid_to=ends_with(valid_to, agreement),
        replaces=held,
        number=_kept_number(application, held, paper),
    )


def _result_grant(decision: Decision, sheet: Sheet) -> Grant:
    application = decision.application
    item = application.item
    held = standing(application, Certificate.Kind.RESULT, item.result_zh) if _replaces(application) else None
    paper = on_paper(sheet, item.effect.get("enters", "")) if _replaces(application) else {}
    valid_from, valid_to = _term(decision, sheet, held.valid_to if held else _day(paper.get("valid-to")))
    if item.effect.get("ends_at_age") and (number := holder_id(sheet)):
        # A driver's certificate ends on the birthday of the age limit (Road Transport Regulation art. 22).
        valid_to = min(valid_to, last_day_to_drive(number, on=valid_from))
    return Grant(
        kind=Certificate.Kind.RESULT,
        subject=item.result_zh,
        plate="",
        particulars=_result(application, sheet.answers, held.particulars if held else {}),
        valid_from=valid_from,
        valid_to=valid_to,
        replaces=held,
        number=_kept_number(application, held, paper),
    )


def _kept_number(application: Application, held: Certificate | None, paper: dict[str, str]) -> str:
    """The number a new version keeps; a certificate of another county gets one of this county's series (F-1.6)."""
    if held is None:
        return paper.get("cert-number", "")
    return held.number if held.authority_id == application.authority_id else ""


def standing(application: Application, kind: Certificate.Kind, subject: str) -> Certificate | None:
    """The newest certificate of the holder of this kind and subject that has not ended."""
    # Whoever issued it: the holder may have moved to another county since.
    rows = Certificate.objects.filter(company=application.company, kind=kind, subject=subject)
    return next((c for c in rows.with_state().order_by("-pk") if c.state in STANDING), None)


def standing_vehicles(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> list[Certificate | None]:
    """The holder's own certificate of each vehicle, found by plate or VIN: a vehicle may have got another plate."""
    places = [
        next((place for place in held if place.company_id == sheet.application.company_id), None)
        for held in places_of_rows(sheet, rows)
    ]
    numbers = {place.number for place in places if place is not None}
    held = Certificate.objects.filter(number__in=numbers) if numbers else ()
    known = {(certificate.number, certificate.version): certificate for certificate in held}
    return [known[place.number, place.version] if place is not None else None for place in places]


def _result(application: Application, answers: Answers, earlier: dict[str, Any]) -> dict[str, Any]:
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


def _licence(
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


def _vehicle(sheet: Sheet, row: dict[str, Any], told: Mapping[str, str], earlier: Mapping[str, Any]) -> dict[str, Any]:
    application, fields = sheet.application, sheet.answers.fields
    taken = {code: row.get(code) or told.get(code) or earlier.get(code) or "" for code in VEHICLE_PARTICULARS}
    colour = labels(application, "plate-colour", [row["plate-colour"]])[0]
    asked = labels(application, "freight-scope", list(fields.get("freight-scope") or []))
    scope = asked or list(earlier.get("scope") or []) or [application.item.name_zh]
    address = fields.get("after-address") or fields.get("registered-address") or application.company.registered_address
    return {**taken, "address": address, "plate-colour-label": colour, "scope": scope}


def type_of(kind: Certificate.Kind, subject: str) -> str:
    """Which type of e-certificate a grant is: by its kind, or by the name of a result."""
    return settings.TYPES_OF_RESULTS.get(subject, kind.value) if kind == Certificate.Kind.RESULT else kind.value


def certificate_identifier(authority_code: str, kind: str, serial: int, version: int = 1) -> str:
    """Root . type code . authority code . serial . version . check character (GB/T 36904, domain F-6.1).

    The check character (ISO 7064 MOD 37,36) covers type, authority, serial and version, without root and dots.
    """
    parts = (settings.CERTIFICATE_TYPES[kind], authority_code, f"{serial:09d}", f"{version:03d}")
    return ".".join((settings.CERTIFICATE_OID, *parts, mod_37_36.calc_check_digit("".join(parts))))
