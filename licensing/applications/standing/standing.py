"""What the register says about an application: whether what it asks for may exist beside what stands.

Asked when a draft is handed in, again under the lock of the decision; the places in the database have the last word.
A certificate on paper stands when the bureau's own register has its record, so that is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.represented.companies import Company
from licensing.applications.answers.facts import LIGHT_LIMIT_KG, gross_mass
from licensing.applications.answers.given import Answers
from licensing.applications.bundle import items_of, made_before
from licensing.applications.evidence.newest import newest_evidence
from licensing.applications.evidence.questions import digest_of
from licensing.applications.models import Application, SubmittedVehicle
from licensing.applications.standing.bars import bar_on, words_of
from licensing.register.models import Place
from licensing.register.places import VEHICLE, licence_place, vehicle_places
from materials.catalogue.models import ServiceItem
from materials.lookups.contract import Outcome
from materials.lookups.ledger import newest
from materials.lookups.validity import why_invalid

Record = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What stands against an application: `kind` for code, `label` the vehicle or number, `reason` for people."""

    kind: str
    label: str
    reason: str

    @property
    def section(self) -> str:
        """The topic of the form where it can be mended, "" when nothing on the form can."""
        return "vehicle" if self.kind.startswith("vehicle-") else ""


def certifies_vehicles(item: ServiceItem) -> bool:
    """Whether a grant leaves vehicles with a certificate: new, changed, renewed or replaced."""
    return "vehicle" in item.certificates or item.effect.get("one_per") == "vehicle"


def conflicts(application: Application, answers: Answers) -> list[Conflict]:
    """Everything in the register that stands against what is applied for; `answers` filled in."""
    to_come = made_before(application) if application.item.bundle_id else {}
    found: list[Conflict] = []
    for item in items_of(application):
        if entry := bar_on(item, application.company, on=timezone.localdate()):
            found.append(Conflict(kind="barred", label="", reason=words_of(entry)))
        found += _of_item(application, item, answers, to_come.get(item.code, frozenset()))
    return list({(c.kind, c.label): c for c in found}.values())


def _of_item(
    application: Application, item: ServiceItem, answers: Answers, to_come: frozenset[str]
) -> Iterator[Conflict]:
    effect = item.effect
    changes = effect.get("act") in ("replace", "strike-off", "suspend")
    if changes and effect.get("held_as") not in to_come:
        yield from (_changed_vehicles if _is_about_vehicles(item) else _changed_licence)(application, item, answers)
    if effect.get("act") == "issue" and effect.get("one_per") == "holder":
        yield from _held_already(application, item)
    if effect.get("rests_on") and _record_of(item) not in to_come:
        yield from _licence_it_rests_on(application, item)
    if certifies_vehicles(item):
        yield from _vehicles(application, item, answers, is_to_come="vehicle-operation-permit" in to_come)


def _is_about_vehicles(item: ServiceItem) -> bool:
    return bool(item.effect.get("licence") == VEHICLE)


def _held_already(application: Application, item: ServiceItem) -> Iterator[Conflict]:
    today, company = timezone.localdate(), application.company
    place = Place.objects.filter(key=licence_place(item.effect["licence"], company.pk)).unexpired(on=today).first()
    number = place.number if place else ""
    if not number:
        for material in item.excluded_by:
            record = on_paper(application, material, {"uscc": company.uscc})
            number = number or (str(record.get("cert-number", "")) if record else "")
    if number:
        yield held(number)


def held(number: str) -> Conflict:
    """The company has already what it applies for."""
    told = _("The company already holds this licence (%(number)s); apply for a change or a renewal instead.")
    return Conflict(kind="held", label=number, reason=told % {"number": number})


def holder_key(company: Company) -> dict[str, str]:
    """The key under which the bureau's own register keeps what a holder has."""
    return {"id-number": company.legal_rep_id} if company.is_individual else {"uscc": company.uscc}


def on_paper(application: Application, material: str, keys: dict[str, str]) -> Record | None:
    """The valid record of a certificate issued before this portal; None for what the portal itself issued.

    Our own register, read now, outweighs an older answer.
    """
    today = timezone.localdate()
    record: Record | None = None
    if own := newest(material, keys):
        record = own.fields
    elif told := newest_evidence(application).get((material, digest_of(keys))):
        record = told.fields if told.outcome == Outcome.FOUND else None
    if record is None:
        return None
    why = why_invalid(record, on=today)
    if why and not (why == "expired" and application.item.effect.get("renews")):
        return None
    is_ours = Place.objects.filter(number=record.get("cert-number", "")).exists()
    return None if is_ours else record


def standing_places(application: Application, item: ServiceItem) -> list[Place]:
    """The places of what an item about a licence would change."""
    return list(Place.objects.of(application.company, item.effect.get("licence", "")))


def _changed_licence(application: Application, item: ServiceItem, answers: Answers) -> Iterator[Conflict]:
    places = standing_places(application, item)
    if not places:
        material = item.effect.get("held_as", "")
        if not material or not on_paper(application, material, holder_key(application.company)):
            yield _nothing_stands("", material)
        return
    if item.effect["act"] == "replace":
        if all(place.is_suspended for place in places):
            yield _suspended(places[0].number)
        elif not item.effect.get("renews") and all(p.has_expired(on=timezone.localdate()) for p in places):
            yield _expired(places[0].number)


def _nothing_stands(label: str, material: str = "") -> Conflict:
    kind = "vehicle-nothing" if label else "nothing"
    reason = _("The register has no such certificate in force; it may have ended while the application waited.")
    return Conflict(kind=kind, label=label, reason=reason)


def _suspended(label: str) -> Conflict:
    return Conflict(kind="suspended", label=label, reason=_("It is suspended: it has to be resumed first."))


def _expired(label: str) -> Conflict:
    return Conflict(kind="expired", label=label, reason=_("It has expired: only a renewal or a new one is possible."))


def _licence_it_rests_on(application: Application, item: ServiceItem) -> Iterator[Conflict]:
    today = timezone.localdate()
    places = Place.objects.of(application.company, item.effect["rests_on"])
    if not places.exists():
        if not on_paper(application, _record_of(item), holder_key(application.company)):
            yield Conflict(
                kind="no-licence",
                label="",
                reason=_("The operating licence it rests on is not in force: it may have ended while this waited."),
            )
    elif not places.filter(is_suspended=False).unexpired(on=today).exists():
        yield _suspended(places[0].number) if places[0].is_suspended else _expired(places[0].number)


def _record_of(item: ServiceItem) -> str:
    """The material under which the bureau keeps the licence that vehicle certificates rest on."""
    rows = ServiceItem.objects.filter(version=item.version_id)
    kept = {row.effect.get("held_as", "") for row in rows if row.effect.get("licence") == item.effect["rests_on"]}
    return next(iter(sorted(kept - {""})), "")


def _rows(answers: Answers) -> list[dict[str, Any]]:
    return [row for row in answers.of_section("vehicle") if row.get("plate") and row.get("plate-colour")]


def needs_certificate(item: ServiceItem, row: dict[str, Any]) -> bool:
    """Ordinary freight vehicles up to 4,500 kg need none (Road Transport Regulation art. 24)."""
    return not (item.effect.get("light_exempt") and gross_mass(row) <= LIGHT_LIMIT_KG)


def places_of_row(row: Mapping[str, Any]) -> list[Place]:
    """The places a vehicle holds now, under its plate or its VIN."""
    keys = vehicle_places(str(row["plate"]), str(row["plate-colour"]), str(row.get("vin") or ""))
    return list(Place.objects.filter(key__in=keys))


def _plate_keys(row: Mapping[str, Any]) -> dict[str, str]:
    return {"plate": str(row["plate"]), "plate-colour": str(row["plate-colour"])}


def _changed_vehicles(application: Application, item: ServiceItem, answers: Answers) -> Iterator[Conflict]:
    for row in _rows(answers):
        plate = str(row["plate"])
        places = places_of_row(row)
        others = [place for place in places if place.company_id != application.company_id]
        if others and not item.effect.get("moves"):
            yield _elsewhere(plate)
        elif not places:
            record = on_paper(application, item.effect.get("held_as", ""), _plate_keys(row))
            if record is None:
                yield _nothing_stands(plate)
            elif not item.effect.get("moves") and not _is_own(application, record.get("holder-name", "")):
                yield _elsewhere(plate)
        elif item.effect["act"] == "replace" and any(place.is_suspended for place in places):
            yield Conflict(
                kind="vehicle-suspended", label=plate, reason=_("It is suspended: it has to be resumed first.")
            )


def _elsewhere(plate: str) -> Conflict:
    return Conflict(
        kind="vehicle-elsewhere",
        label=plate,
        reason=_("The vehicle has a certificate in force with another holder; that has to end first."),
    )


def _vehicles(application: Application, item: ServiceItem, answers: Answers, *, is_to_come: bool) -> Iterator[Conflict]:
    seen: set[str] = set()
    for row in _rows(answers):
        plate = str(row["plate"])
        if not needs_certificate(item, row):
            continue
        keys = vehicle_places(plate, str(row["plate-colour"]), str(row.get("vin") or ""))
        if seen & set(keys):
            yield Conflict(kind="vehicle-twice", label=plate, reason=_("The same vehicle is named twice."))
        seen |= set(keys)
        if item.effect.get("act") == "issue" and not is_to_come:
            yield from _has_one_already(application, row)
        if application.item.bundle_id is None:  # in a bundle the police may still have to register it
            yield from _whose(application, row)


def _has_one_already(application: Application, row: dict[str, Any]) -> Iterator[Conflict]:
    today, plate = timezone.localdate(), str(row["plate"])
    places = [place for place in places_of_row(row) if not place.has_expired(on=today)]
    if any(place.company_id != application.company_id for place in places):
        yield _elsewhere(plate)
    elif places:
        if not _was_granted_with_the_licence(application, row):
            yield Conflict(
                kind="vehicle-held", label=plate, reason=_("The vehicle has a certificate in force already.")
            )
    elif on_paper(application, "vehicle-operation-permit", _plate_keys(row)):
        yield Conflict(kind="vehicle-held", label=plate, reason=_("The vehicle has a certificate in force already."))


def _was_granted_with_the_licence(application: Application, row: dict[str, Any]) -> bool:
    """Whether an earlier step of the same one-thing application certified the vehicle."""
    if application.parent_id is None:
        return False
    return SubmittedVehicle.objects.filter(
        application__parent=application.parent_id,
        application__decision__outcome="granted",
        plate=row["plate"],
        plate_colour=row["plate-colour"],
    ).exists()


def _whose(application: Application, row: dict[str, Any]) -> Iterator[Conflict]:
    """The registered owner is the applicant (Transport and Station Rules art. 6: vehicles of one's own)."""
    told = newest_evidence(application).get(("vehicle-licence", digest_of(_plate_keys(row))))
    owner = str(told.fields.get("owner", "")) if told and told.outcome != Outcome.UNAVAILABLE else ""
    if owner and not _is_own(application, owner):
        yield Conflict(
            kind="vehicle-owner",
            label=str(row["plate"]),
            reason=_("The vehicle registry names another owner; only the registered owner gets its certificate."),
        )


def _is_own(application: Application, name: str) -> bool:
    """Whether a name is the applicant's: today's, one the business registry told, or one its certificates still carry.

    A company that is renamed keeps its lorries before the police register follows.
    """
    company = application.company
    known = {company.name, *Place.objects.filter(company=company).values_list("holder_name", flat=True)}
    told = application.evidence.filter(
        material="business-licence", key_digest=digest_of({"uscc": company.uscc}), outcome=Outcome.FOUND
    )
    known |= {str(row.fields.get("name", "")) for row in told}
    if company.is_individual or company.uscc.startswith("92"):
        known.add(company.legal_rep)  # a sole trader is the person
    return _plain(name) in {_plain(own) for own in known if own}


def _plain(name: str) -> str:
    return name.replace("（", "(").replace("）", ")").replace(" ", "").strip()
