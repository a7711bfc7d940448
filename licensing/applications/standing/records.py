"""What the bureau's own registers hold of an applicant and its vehicles: places taken here, records from before.

A fleet is asked about in a few statements however large it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from accounts.represented.companies import Company
from licensing.applications.evidence.questions import digest_of
from licensing.register.models import Place
from licensing.register.places import vehicle_places
from materials.lookups.contract import Outcome
from materials.lookups.ledger import Key, key_of, newest_of_each
from materials.lookups.models import LedgerRecord
from materials.lookups.validity import why_invalid
from pages.statements import Asked, Statement

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

PERMIT = "vehicle-operation-permit"
"""The material under which the bureau keeps the certificates of vehicles."""
STOPPED = "停用"
"""How the bureau's own register calls a certificate that is suspended."""
Record = Mapping[str, str]
Entered = Mapping[tuple[str, Key], LedgerRecord]
"""Material and `key_of` the keys → the newest record of our own register."""
Row = Mapping[str, Any]
"""A row of the form."""


def holder_key(company: Company) -> dict[str, str]:
    """The key under which the bureau's own register keeps what a holder has."""
    return {"id-number": company.legal_rep_id} if company.is_individual else {"uscc": company.uscc}


def plate_key(row: Row) -> dict[str, str]:
    """The key under which the bureau's own register keeps a vehicle."""
    return {"plate": str(row["plate"]), "plate-colour": str(row["plate-colour"])}


def on_paper(sheet: Sheet, material: str, keys: Mapping[str, str]) -> Record | None:
    """The valid record of a certificate issued before this portal; None for what the portal itself issued.

    Our own register, read now, outweighs an older answer.
    """
    return on_paper_each(sheet, material, [keys]).get(key_of(keys))


def on_paper_each(sheet: Sheet, material: str, wanted: Sequence[Mapping[str, str]]) -> dict[Key, Record]:
    """The same for many keys: `key_of` the keys → record, for those that have one."""
    if not wanted:
        return {}
    own = _entered(sheet, material, wanted)
    valid: dict[Key, Record] = {}
    for keys in wanted:
        record: Record | None = None
        if entered := own.get((material, key_of(keys))):
            record = entered.fields
        elif told := sheet.evidence.get((material, digest_of(keys))):
            record = told.fields if told.outcome == Outcome.FOUND else None
        if record is not None and _still_counts(sheet, record):
            valid[key_of(keys)] = record
    ours = _issued_here({record.get("cert-number", "") for record in valid.values()})
    return {keys: record for keys, record in valid.items() if record.get("cert-number", "") not in ours}


def _entered(sheet: Sheet, material: str, wanted: Sequence[Mapping[str, str]]) -> Entered:
    """What our own register holds of some keys; what an application is about is asked for together, once a sheet."""
    about = {key_of(keys) for keys in sheet.asked_of_our_register.get(material, ())}
    if all(key_of(keys) in about for keys in wanted):
        return sheet.in_our_register
    return newest_of_each({material: wanted})


def asked_of_our_register(sheet: Sheet) -> dict[str, list[dict[str, str]]]:
    """Material → the keys that the rules of an issue ask about: the licence itself, the vehicles named."""
    application = sheet.application
    asked = {material: [{"uscc": application.company.uscc}] for material in application.item.excluded_by}
    named = [row for row in sheet.stated.of_section("vehicle") if row.get("plate") and row.get("plate-colour")]
    return {**asked, PERMIT: [plate_key(row) for row in named]}


def in_our_register(sheet: Sheet) -> Entered:
    """The newest record of each; one statement, and one more where there is any."""
    return newest_of_each(sheet.asked_of_our_register)


def _still_counts(sheet: Sheet, record: Record) -> bool:
    effect = sheet.application.item.effect
    if effect.get("act") == "suspend" and is_stopped(record):
        record = {**record, "cert-status": ""}  # it stands: it is what goes on again
    why = why_invalid(record, on=timezone.localdate())
    return not why or (why == "expired" and bool(effect.get("renews")))


def is_stopped(record: Record | None, places: Sequence[Place] = ()) -> bool:
    """Whether a vehicle's certificate is suspended: by its places here, or its record from before this portal."""
    if record is not None:
        return record.get("cert-status") == STOPPED
    return any(place.is_suspended for place in places)


def _issued_here(numbers: set[str]) -> set[str]:
    return set(Place.objects.filter(number__in=numbers).values_list("number", flat=True)) if numbers else set()


_PLACES = Statement(lambda keys: Place.objects.filter(Q(company=Asked("company")) | Q(key__in=keys)))


def places_about(sheet: Sheet) -> list[Place]:
    """The places of the company and of the vehicles an application names, whosever they are; one statement."""
    named = {key for row in sheet.stated.of_section("vehicle") for key in _keys_of(row)}
    return _PLACES(company=sheet.application.company_id, keys=sorted(named))


def _keys_of(row: Row) -> list[str]:
    return vehicle_places(str(row.get("plate") or ""), str(row.get("plate-colour") or ""), str(row.get("vin") or ""))


def places_of_rows(sheet: Sheet, rows: Sequence[Row]) -> list[list[Place]]:
    """For each vehicle the places it holds now, under its plate or its VIN."""
    held = {place.key: place for place in sheet.places}
    return [sorted((held[key] for key in _keys_of(row) if key in held), key=lambda place: place.pk) for row in rows]


def own_names(sheet: Sheet) -> frozenset[str]:
    """The names that are the applicant's: today's, those the business registry told, those its certificates carry.

    A company that is renamed keeps its lorries before the police register follows.
    """
    company = sheet.application.company
    known = {company.name, *(place.holder_name for place in sheet.places if place.company_id == company.pk)}
    register = ("business-licence", digest_of({"uscc": company.uscc}), Outcome.FOUND)
    known |= {
        str(row.fields.get("name", ""))
        for row in sheet.rows.told
        if (row.material, row.key_digest, row.outcome) == register
    }
    if company.is_individual or company.uscc.startswith("92"):
        known.add(company.legal_rep)  # a sole trader is the person
    return frozenset(plain_name(name) for name in known if name)


def plain_name(name: str) -> str:
    """A name as it is compared: brackets and spaces are written either way."""
    return name.replace("（", "(").replace("）", ")").replace(" ", "").strip()
