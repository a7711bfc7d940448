"""What the register says about the vehicles an application names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.applications.agreements.rules import why_not
from licensing.applications.answers.facts import LIGHT_LIMIT_KG, gross_mass
from licensing.applications.answers.given import Answers
from licensing.applications.models.application import SubmittedVehicle
from licensing.applications.standing.conflict import Conflict, nothing_stands, suspended
from licensing.applications.standing.records import (
    PERMIT,
    is_stopped,
    on_paper_each,
    own_names,
    places_of_rows,
    plain_name,
    plate_key,
)
from licensing.applications.standing.stopping import against
from licensing.register.places import vehicle_places
from materials.catalogue.models.items import ServiceItem
from materials.lookups.ledger import key_of

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet


def _rows(answers: Answers) -> list[dict[str, Any]]:
    return [row for row in answers.of_section("vehicle") if row.get("plate") and row.get("plate-colour")]


def needs_certificate(item: ServiceItem, row: dict[str, Any]) -> bool:
    """Ordinary freight vehicles up to 4,500 kg need none (Road Transport Regulation art. 24)."""
    return not (item.effect.get("light_exempt") and gross_mass(row) <= LIGHT_LIMIT_KG)


def changed_vehicles(sheet: Sheet, item: ServiceItem) -> Iterator[Conflict]:
    """What stands against changing, replacing or ending the certificates of the vehicles named."""
    rows, effect, company = _rows(sheet.stated), item.effect, sheet.application.company_id
    held = places_of_rows(sheet, rows)
    bare = [plate_key(row) for row, places in zip(rows, held, strict=True) if not places]
    papers, own = on_paper_each(sheet, effect.get("held_as", ""), bare), own_names(sheet) if bare else frozenset()
    for row, places in zip(rows, held, strict=True):
        plate = str(row["plate"])
        if any(place.company_id != company for place in places) and not effect.get("moves"):
            yield _elsewhere(plate)
            continue
        record = None if places else papers.get(key_of(plate_key(row)))
        if not places and record is None:
            yield nothing_stands(plate)
        elif record is not None and not effect.get("moves") and plain_name(record.get("holder-name", "")) not in own:
            yield _elsewhere(plate)
        else:
            yield from _while_suspended(sheet, effect["act"], plate, is_stopped(record, places))


def _while_suspended(sheet: Sheet, act: str, plate: str, is_suspended: bool) -> Iterator[Conflict]:
    if act == "suspend" and (conflict := against(sheet.stated, plate, is_suspended=is_suspended)):
        yield conflict
    elif act == "replace" and is_suspended:
        yield suspended(plate, kind="vehicle-suspended")


def _elsewhere(plate: str) -> Conflict:
    return Conflict(
        kind="vehicle-elsewhere",
        label=plate,
        reason=_("The vehicle has a certificate in force with another holder, which has to end first."),
    )


def named_vehicles(sheet: Sheet, item: ServiceItem, *, is_to_come: bool) -> Iterator[Conflict]:
    """What stands against certifying the vehicles named."""
    rows = [row for row in _rows(sheet.stated) if needs_certificate(item, row)]
    yield from _named_twice(rows)
    if item.effect.get("act") == "issue" and not is_to_come:
        yield from _certified_already(sheet, rows)
    yield from _of_another_owner(sheet, item)


def _named_twice(rows: Sequence[Mapping[str, Any]]) -> Iterator[Conflict]:
    seen: set[str] = set()
    for row in rows:
        plate = str(row["plate"])
        keys = vehicle_places(plate, str(row["plate-colour"]), str(row.get("vin") or ""))
        if seen & set(keys):
            yield Conflict(kind="vehicle-twice", label=plate, reason=_("The same vehicle is named twice."))
        seen |= set(keys)


def _certified_already(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> Iterator[Conflict]:
    today, company = timezone.localdate(), sheet.application.company_id
    held = [[place for place in places if not place.has_expired(on=today)] for places in places_of_rows(sheet, rows)]
    before = _granted_with_the_licence(sheet) if any(held) else frozenset()
    bare = [plate_key(row) for row, places in zip(rows, held, strict=True) if not places]
    papers = on_paper_each(sheet, PERMIT, bare)
    for row, places in zip(rows, held, strict=True):
        plate, colour = str(row["plate"]), str(row["plate-colour"])
        if any(place.company_id != company for place in places):
            yield _elsewhere(plate)
        elif (places and (plate, colour) not in before) or key_of(plate_key(row)) in papers:
            told = _("The vehicle already has a certificate in force.")
            yield Conflict(kind="vehicle-held", label=plate, reason=told)


def _granted_with_the_licence(sheet: Sheet) -> frozenset[tuple[str, str]]:
    """The vehicles that an earlier step of the same one-thing application certified."""
    parent = sheet.application.parent_id
    if parent is None:
        return frozenset()
    granted = SubmittedVehicle.objects.filter(
        application__parent=parent, application__decision__outcome="granted"
    ).values_list("plate", "plate_colour")
    return frozenset(granted)


def _of_another_owner(sheet: Sheet, item: ServiceItem) -> Iterator[Conflict]:
    """The registered owner is the applicant, or lets it have the vehicle by an agreement the item takes (F-1.1)."""
    today, company = timezone.localdate(), sheet.application.company_id
    in_bundle = sheet.application.item.bundle_id is not None
    for used in sheet.of_others:
        if in_bundle and used.agreement is None:
            continue  # the police may still have to register it; the item's own case asks again
        if why := why_not(sheet, item, used, on=today):
            yield Conflict(kind="vehicle-owner", label=used.plate, reason=why)
        elif item.effect.get("moves") and _is_held_elsewhere(sheet, used.row, company):
            yield _elsewhere(used.plate)  # only its owner takes a vehicle away from another holder


def _is_held_elsewhere(sheet: Sheet, row: Mapping[str, Any], company: int) -> bool:
    return any(place.company_id != company for place in places_of_rows(sheet, [row])[0])
