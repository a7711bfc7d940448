"""Whether a vehicle that is registered to another may be certified: by a hire or financing agreement with its owner.

The Regulation wants vehicles fit for the business and does not say whose they are (art. 21 item 1); which agreements an
item takes, and what needs vehicles of one's own, is data of the catalogue (`effect.by_agreement`, with its source).
The lessor is whom the vehicle registry names, the lessee the applicant, the term runs on the day; that the paper says
so is checked by a person, in either procedure, and the certificate ends with the agreement.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.applications.agreements.models import VehicleAgreement
from licensing.applications.agreements.stated import Agreement, stated_in
from licensing.applications.answers.facts import LIGHT_LIMIT_KG, asks_new_term, gross_mass
from licensing.applications.bundle import items_of
from licensing.applications.evidence.questions import Need, digest_of
from licensing.applications.models.evidence import Evidence
from licensing.applications.standing.records import own_names, plain_name, plate_key
from materials.catalogue.models.items import ServiceItem
from materials.lookups.contract import Outcome, Purpose, Question

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

MATERIAL = "vehicle-agreement"
OWNERS_MATERIAL = "vehicle-licence"
"""What the vehicle registry answers to names the registered owner."""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Which agreements an item takes, and the scopes for which nothing but vehicles of one's own will do."""

    kinds: frozenset[str]
    owned_only: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Used:
    """A vehicle that is another's, or of which no registry says whose it is.

    `owner` is "" while the registry is silent; `kept` the agreement under which the applicant holds it already.
    """

    index: int
    row: Mapping[str, Any]
    owner: str
    told: Evidence | None
    agreement: Agreement | None
    kept: VehicleAgreement | None = None

    @property
    def plate(self) -> str:
        return str(self.row["plate"])

    @property
    def is_anothers(self) -> bool:
        return bool(self.owner)

    @property
    def carries_on(self) -> bool:
        """Whether the agreement it was certified under still runs, with the same owner: nothing is asked for again."""
        return (
            self.agreement is None
            and self.kept is not None
            and plain_name(self.kept.lessor) == plain_name(self.owner or self.kept.lessor)
        )


def conditions_of(item: ServiceItem) -> Conditions | None:
    """What an item says of agreements; None where only vehicles of one's own are certified."""
    said = item.effect.get("by_agreement")
    if not said:
        return None
    return Conditions(kinds=frozenset(said["kinds"]), owned_only=frozenset(said.get("owned_only", ())))


def asks_whose(item: ServiceItem) -> bool:
    """Whether a grant leaves vehicles with a certificate, so that it matters whose they are."""
    return "vehicle" in item.certificates or item.effect.get("one_per") == "vehicle"


def vehicles_of_others(sheet: Sheet) -> list[Used]:
    """The vehicles of an application that no registry shows to be the applicant's own, in the order of the form."""
    items = items_of(sheet.application)
    rows = [
        (index, row)
        for index, row in enumerate(sheet.stated.rows.get("vehicle", []))
        if row.get("plate") and row.get("plate-colour") and not _needs_none(items, row)
    ]
    own = own_names(sheet) if rows else frozenset()
    found = []
    for index, row in rows:
        told = sheet.evidence.get((OWNERS_MATERIAL, digest_of(plate_key(row))))
        owner = str(told.fields.get("owner") or "") if told and told.outcome != Outcome.UNAVAILABLE else ""
        if not (owner and plain_name(owner) in own):
            found.append(Used(index=index, row=row, owner=owner, told=told, agreement=stated_in(row)))
    return _with_kept(sheet, items, found)


def _needs_none(items: Sequence[ServiceItem], row: Mapping[str, Any]) -> bool:
    light = gross_mass(dict(row)) <= LIGHT_LIMIT_KG
    return light and any(item.effect.get("light_exempt") for item in items) and bool(row.get("gross-mass"))


def _with_kept(sheet: Sheet, items: Sequence[ServiceItem], found: list[Used]) -> list[Used]:
    """With the running agreements of certificates that are only written anew; a renewal shows its agreement again."""
    replacing = [item for item in items if item.effect.get("act") == "replace"]
    anew = [item for item in replacing if not asks_new_term(item.effect, sheet.stated)]
    if not anew or not found:
        return found
    today = timezone.localdate()
    rows = VehicleAgreement.objects.filter(
        company=sheet.application.company_id,
        plate__in=[used.plate for used in found],
        starts_on__lte=today,
        ends_on__gte=today,
    )
    kept = {(row.plate, row.plate_colour): row for row in rows.order_by("pk")}
    return [replace(used, kept=kept.get((used.plate, str(used.row["plate-colour"])))) for used in found]


def under_agreement(sheet: Sheet) -> list[Used]:
    """The vehicles for which an agreement is named, and counts: those that are not shown to be the applicant's own."""
    return [used for used in sheet.of_others if used.agreement is not None]


def why_not(sheet: Sheet, item: ServiceItem, used: Used, *, on: datetime.date) -> str:
    """Why a vehicle may not be certified as it stands; "" when it may, once a person has checked the agreement."""
    if used.carries_on or (used.agreement is None and not used.is_anothers):
        return ""
    conditions = conditions_of(item)
    if conditions is None:
        return _("The vehicle registry names another owner. The certificate is only issued to the registered owner.")
    agreement = used.agreement
    if agreement is None:
        return _(
            "The vehicle registry names another owner. The certificate is only issued to the "
            "registered owner, or to whoever uses the vehicle under a hire or financing agreement "
            "with the owner. If that applies, add the agreement to the vehicle."
        )
    if agreement.kind not in conditions.kinds:
        return _("This kind of agreement is not sufficient for what is applied for.")
    if conditions.owned_only & set(sheet.stated.fields.get("freight-scope") or []):
        return _("Large items may only be carried with one's own vehicles: no agreement is sufficient for this scope.")
    return _why_not_the_paper(sheet, used, agreement, on=on)


def told_of_others(sheet: Sheet) -> dict[int, str]:
    """Place of a vehicle no registry shows to be the applicant's → what the applicant is told of it, "" for nothing."""
    items, today = items_of(sheet.application), timezone.localdate()
    asked = next((item for item in items if conditions_of(item)), items[0] if items else None)
    if asked is None:
        return {}
    return {used.index: why_not(sheet, asked, used, on=today) for used in sheet.of_others}


def _why_not_the_paper(sheet: Sheet, used: Used, agreement: Agreement, *, on: datetime.date) -> str:
    if agreement.starts is None or agreement.ends is None or not agreement.lessor:
        return _("Say who the lessor is, and from when to when the agreement runs.")
    if plain_name(agreement.lessor) in own_names(sheet):
        return _("The lessor is the applicant: an agreement must be made with the registered owner.")
    if used.owner and plain_name(agreement.lessor) != plain_name(used.owner):
        return _("The registered owner of the vehicle is not the lessor of the agreement.")
    if agreement.starts > on:
        return _("The agreement does not begin until %(day)s.") % {"day": agreement.starts.isoformat()}
    if agreement.ends < on:
        return _("The agreement ended on %(day)s.") % {"day": agreement.ends.isoformat()}
    return ""


def need_of(sheet: Sheet, used: Used) -> Need:
    """The agreement of a vehicle as something to be certain of: no registry knows it, so none is ever asked."""
    item = sheet.application.item
    purpose = Purpose(item=item.code, case=str(sheet.application.key), legal_basis=item.legal_basis_text)
    question = Question(material=MATERIAL, registry="none", keys=plate_key(used.row), purpose=purpose, by="rules")
    return Need(question=question, label=used.plate, row=("vehicle", used.index))


def statement_of(used: Used) -> dict[str, str]:
    """What a person's check covers: the agreement as stated, and what the vehicle registry said of the owner."""
    agreement = used.agreement
    assert agreement is not None  # noqa: S101 - asked of vehicles under an agreement
    return {
        "kind": agreement.kind,
        "lessor": agreement.lessor,
        "from": agreement.starts.isoformat() if agreement.starts else "",
        "to": agreement.ends.isoformat() if agreement.ends else "",
        "owner": used.owner,
    }


def words_of(used: Used) -> str:
    """The same for who checks it."""
    agreement = used.agreement
    assert agreement is not None  # noqa: S101 - asked of vehicles under an agreement
    kinds = {"hire": _("Hire"), "financing": _("Financing")}
    told = _("%(kind)s from %(lessor)s, %(from)s to %(to)s")
    return told % {
        "kind": kinds[agreement.kind],
        "lessor": agreement.lessor,
        "from": agreement.starts.isoformat() if agreement.starts else "?",
        "to": agreement.ends.isoformat() if agreement.ends else "?",
    }


def agreements_by_plate(sheet: Sheet) -> dict[tuple[str, str], Agreement]:
    """Plate and colour → the agreement a certificate would rest on."""
    return {
        (used.plate, str(used.row["plate-colour"])): used.agreement
        for used in under_agreement(sheet)
        if used.agreement is not None
    }
