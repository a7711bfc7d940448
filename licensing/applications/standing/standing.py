"""What the register says about an application: whether what it asks for may exist beside what stands.

Asked when a draft is handed in, again under the lock of the decision; the places in the database have the last word.
A certificate on paper stands when the bureau's own register has its record, so that is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.applications.agreements.rules import asks_whose
from licensing.applications.bundle import items_of, made_before
from licensing.applications.standing.bars import bar_among, words_of
from licensing.applications.standing.conflict import Conflict, expired, held, nothing_stands, suspended
from licensing.applications.standing.records import PERMIT, holder_key, on_paper
from licensing.applications.standing.vehicles import changed_vehicles, named_vehicles
from licensing.register.models import Place
from licensing.register.places import VEHICLE, licence_place
from materials.catalogue.models.items import ServiceItem

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet


def conflicts(sheet: Sheet) -> list[Conflict]:
    """Everything in the register that stands against what is applied for."""
    application = sheet.application
    to_come = made_before(application) if application.item.bundle_id else {}
    found: list[Conflict] = []
    for item in items_of(application):
        if entry := bar_among(sheet.rows.credit, item, on=timezone.localdate()):
            found.append(Conflict(kind="barred", label="", reason=words_of(entry)))
        found += _of_item(sheet, item, to_come.get(item.code, frozenset()))
    return list({(c.kind, c.label): c for c in found}.values())


def _of_item(sheet: Sheet, item: ServiceItem, to_come: frozenset[str]) -> Iterator[Conflict]:
    effect = item.effect
    changes = effect.get("act") in ("replace", "strike-off", "suspend")
    if changes and effect.get("held_as") not in to_come:
        yield from (changed_vehicles if _is_about_vehicles(item) else _changed_licence)(sheet, item)
    if effect.get("act") == "issue" and effect.get("one_per") == "holder":
        yield from _held_already(sheet, item)
    if effect.get("rests_on") and _record_of(item) not in to_come:
        yield from _licence_it_rests_on(sheet, item)
    if asks_whose(item):
        yield from named_vehicles(sheet, item, is_to_come=PERMIT in to_come)


def _is_about_vehicles(item: ServiceItem) -> bool:
    return bool(item.effect.get("licence") == VEHICLE)


def _held_already(sheet: Sheet, item: ServiceItem) -> Iterator[Conflict]:
    today, company = timezone.localdate(), sheet.application.company
    key = licence_place(item.effect["licence"], company.pk)
    held_here = [place.number for place in sheet.places if place.key == key and not place.has_expired(on=today)]
    number = held_here[0] if held_here else ""
    if not number:
        for material in item.excluded_by:
            record = on_paper(sheet, material, {"uscc": company.uscc})
            number = number or (str(record.get("cert-number", "")) if record else "")
    if number:
        yield held(number)


def _places_of(sheet: Sheet, licence: str) -> list[Place]:
    """The places of the company's certificates of a kind."""
    company = sheet.application.company_id
    return [place for place in sheet.places if place.company_id == company and place.licence == licence]


def _changed_licence(sheet: Sheet, item: ServiceItem) -> Iterator[Conflict]:
    places = _places_of(sheet, item.effect.get("licence", ""))
    if not places:
        material = item.effect.get("held_as", "")
        if not material or not on_paper(sheet, material, holder_key(sheet.application.company)):
            yield nothing_stands("")
        return
    if item.effect["act"] == "replace":
        if all(place.is_suspended for place in places):
            yield suspended(places[0].number)
        elif not item.effect.get("renews") and all(p.has_expired(on=timezone.localdate()) for p in places):
            yield expired(places[0].number)


def _licence_it_rests_on(sheet: Sheet, item: ServiceItem) -> Iterator[Conflict]:
    today = timezone.localdate()
    places = _places_of(sheet, item.effect["rests_on"])
    if not places:
        if not on_paper(sheet, _record_of(item), holder_key(sheet.application.company)):
            yield Conflict(
                kind="no-licence",
                label="",
                reason=_(
                    "The operating licence it depends on is not in force. It may have ended while this was waiting."
                ),
            )
    elif all(place.is_suspended or place.has_expired(on=today) for place in places):
        yield suspended(places[0].number) if places[0].is_suspended else expired(places[0].number)


def _record_of(item: ServiceItem) -> str:
    """The material under which the bureau keeps the licence that vehicle certificates rest on."""
    rows = ServiceItem.objects.filter(version=item.version_id)
    kept = {row.effect.get("held_as", "") for row in rows if row.effect.get("licence") == item.effect["rests_on"]}
    return next(iter(sorted(kept - {""})), "")
