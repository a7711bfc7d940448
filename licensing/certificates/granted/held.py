"""What the holder has already: a certificate of this portal, or one on paper in the bureau's own register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet
from licensing.applications.standing.records import places_of_rows
from licensing.certificates.ends import STANDING
from licensing.certificates.models import Certificate


def on_paper(sheet: Sheet, material: str, plate: str = "") -> dict[str, str]:
    """What the bureau's own register says of a certificate that was issued before this portal."""
    found = _found(sheet, material)
    return next((dict(told) for told in found if not plate or told.get("plate") == plate), {})


def _found(sheet: Sheet, material: str) -> list[Mapping[str, str]]:
    """The records a registry returned about a material, the newest first."""
    return [row.fields for row in reversed(sheet.rows.told) if (row.material, row.outcome) == (material, "found")]


def newest_by_plate(sheet: Sheet, material: str) -> dict[str, Mapping[str, str]]:
    """Plate → the newest record of it: what the form does not ask (make, dimensions)."""
    return {told["plate"]: told for told in reversed(_found(sheet, material)) if told.get("plate")}


def from_paper(paper: dict[str, str]) -> dict[str, Any]:
    scope = [part for part in paper.get("scope", "").replace("、", "；").split("；") if part]
    return {"address": paper.get("address", ""), "legal-rep": paper.get("legal-rep", ""), "scope": scope}


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
