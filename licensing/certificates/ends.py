"""Changes of a certificate's state after it was issued; every one dated, reasoned, with its letter.

The four ends of Chinese licensing law are different acts (Licensing Law arts. 8, 69, 70; domain F-2.10), so each has
a state of its own; suspension and its end are a fifth. Nothing here decides: it carries out what was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from accounts.represented.companies import Company
from licensing import events
from licensing.applications.models.application import Application
from licensing.applications.standing.records import STOPPED
from licensing.certificates.models import Certificate, CertificateQuerySet, CertificateState, State
from licensing.decisions.models.letters import Letter
from licensing.register.actions import Claim, hold, leave
from licensing.register.places import VEHICLE, licence_place, vehicle_places
from materials.lookups.ledger import enter

LEDGER_MATERIAL = {
    Certificate.Kind.LICENCE: "road-transport-licence",
    Certificate.Kind.VEHICLE: "vehicle-operation-permit",
}
LEDGER_STATUS = {
    State.IN_FORCE: "有效",
    State.SUSPENDED: STOPPED,
    State.SUPERSEDED: "已换发",
    State.REVOKED: "撤销",
    State.WITHDRAWN: "撤回",
    State.CANCELLED: "吊销",
    State.STRUCK_OFF: "注销",
}
STANDING = frozenset({State.IN_FORCE, State.SUSPENDED, State.EXPIRED})
"""States from which a certificate can still be ended or replaced."""
HOLDING = frozenset({State.IN_FORCE, State.SUSPENDED})
"""States written down in which a certificate keeps its place in the register."""


def resting_on(application: Application) -> list[Certificate]:
    """What a grant left standing: its certificates in their newest version.

    With a licence end the vehicle certificates that rest on it, whenever they were issued.
    """
    issued = Certificate.objects.filter(decision__application=application)
    found = {newest.pk: newest for newest in _newest_versions(issued) if newest.state in STANDING}
    if any(c.kind == Certificate.Kind.LICENCE for c in found.values()):
        found |= {c.pk: c for c in resting_on_licence(application.company)}
    return list(found.values())


def resting_on_licence(company: Company) -> list[Certificate]:
    """A company's standing licence and every standing vehicle certificate, whichever authority issued them."""
    rows = Certificate.objects.filter(company=company, kind__in=[Certificate.Kind.LICENCE, Certificate.Kind.VEHICLE])
    found = [c for c in rows.with_state().select_related("decision__application__item") if c.state in STANDING]
    licences = {_licence_of(c) for c in found if c.kind == Certificate.Kind.LICENCE}
    return [c for c in found if c.kind == Certificate.Kind.LICENCE or not licences or _licence_of(c) in licences]


def _licence_of(certificate: Certificate) -> str:
    """The kind of licence a certificate is, or rests on."""
    effect = certificate.decision.application.item.effect
    return str(effect.get("rests_on") or effect.get("licence") or "")


class RestsOnIt(Exception):
    """Something granted later rests on what is to be undone: that comes first."""


def changes_what_exists(application: Application) -> bool:
    """Whether a grant of this item changes certificates that were there before, rather than giving new rights."""
    return application.item.effect.get("act") in ("replace", "strike-off", "suspend")


def what_undoing_does(application: Application) -> tuple[list[Certificate], list[tuple[Certificate, State]]]:
    """What undoing a granted change ends, and what it brings back to the state before. Raises RestsOnIt."""
    letter = application.decision.letter
    issued = list(Certificate.objects.filter(decision=application.decision).with_state())
    if Certificate.objects.filter(replaces__in=issued).exclude(decision=application.decision).exists():
        raise RestsOnIt
    touched = Certificate.objects.filter(states__letter=letter).exclude(decision=application.decision).distinct()
    restored = []
    for certificate in touched.with_state():
        states = list(certificate.states.order_by("-id")[:2])
        if len(states) == 2 and states[0].letter_id == letter.pk:
            restored.append((certificate, State(states[1].state)))
    return [c for c in issued if c.state in STANDING], restored


def _newest_versions(certificates: CertificateQuerySet) -> Iterator[Certificate]:
    """The last of the chains in which some certificates were replaced; a statement for each link of the longest."""
    link = list(certificates.with_state())
    while link:
        following = list(Certificate.objects.filter(replaces__in=link).with_state())
        replaced = {one.replaces_id for one in following}
        yield from (one for one in link if one.pk not in replaced)
        link = following


def change_state(
    certificates: Iterable[Certificate],
    state: State,
    *,
    reason: str,
    letter: Letter | None = None,
    superseded_by: Certificate | None = None,
) -> list[CertificateState]:
    """Write down a new state, and the place in the register with it; what has that state already stays as it is.

    Raises PlaceTaken when a certificate would come back beside another one.
    """
    changed = []
    with transaction.atomic():
        for certificate in certificates:
            newest = certificate.states.order_by("-id").first()
            if newest is not None and newest.state == state:
                continue
            changed.append(
                CertificateState.objects.create(
                    certificate=certificate,
                    state=state,
                    reason=reason,
                    letter=letter,
                    superseded_by=superseded_by,
                )
            )
            _place(certificate, state)
            if state != State.SUPERSEDED:
                # The successor answers for a superseded one: it was entered in the register when it was issued.
                _tell_the_register(certificate, state)
            events.STATE_CHANGED.record(
                subject=f"certificate:{certificate.pk}",
                by="decision",
                authority=certificate.authority.division_id,
                number=certificate.number,
                state=state.value,
            )
    return changed


def _place(certificate: Certificate, state: State) -> None:
    if state in HOLDING:
        hold(claim_of(certificate), suspended=state == State.SUSPENDED)
    else:
        leave(certificate.number, certificate.version)


def claim_of(certificate: Certificate) -> Claim:
    """The places a certificate holds while it stands: its kind of licence, or each of its vehicles."""
    item = certificate.decision.application.item
    vehicles = vehicles_of(certificate)
    keys = [key for plate, colour, vin in vehicles for key in vehicle_places(plate, colour, vin)]
    licence = VEHICLE if vehicles else str(item.effect.get("licence") or item.code)
    if not vehicles:
        single = item.effect.get("one_per") == "holder"
        keys = [licence_place(licence, certificate.company_id, "" if single else certificate.number)]
    return Claim(
        number=certificate.number,
        version=certificate.version,
        licence=licence,
        keys=keys,
        company=certificate.company,
        holder_name=certificate.holder_name,
        valid_to=certificate.valid_to,
        vehicle_type=str(certificate.particulars.get("vehicle-type") or "")[:60],
    )


def vehicles_of(certificate: Certificate) -> list[tuple[str, str, str]]:
    """Plate, colour and VIN of every vehicle a certificate stands for."""
    details = certificate.particulars
    if certificate.kind == Certificate.Kind.VEHICLE:
        return [(details["plate"], details["plate-colour"], details.get("vin", ""))]
    return [(v["plate"], v["plate-colour"], v.get("vin", "")) for v in details.get("vehicles", [])]


def ledger_material(certificate: Certificate) -> str:
    """The material under which the authority's own register keeps a certificate; "" when it keeps none."""
    known = LEDGER_MATERIAL.get(Certificate.Kind(certificate.kind))
    return known or str(certificate.decision.application.item.effect.get("enters", ""))


def ledger_entry(certificate: Certificate) -> tuple[dict[str, str], dict[str, str]]:
    """Keys and fields under which the authority's own register knows a certificate."""
    details = certificate.particulars
    company = certificate.company
    fields = {
        "cert-number": certificate.number,
        "holder-name": certificate.holder_name,
        "person-name": certificate.holder_name if company.is_individual else "",
        "scope": "；".join(details.get("scope", [])),
        "category": "；".join(details.get("scope", [])) if company.is_individual else "",
        "valid-from": certificate.valid_from.isoformat(),
        "valid-to": certificate.valid_to.isoformat(),
        "issued-by": certificate.authority.name_zh,
    }
    keys = {"cert-number": certificate.number}
    if certificate.kind == Certificate.Kind.VEHICLE:
        keys |= {"plate": details["plate"], "plate-colour": details["plate-colour"]}
        if details.get("vin"):
            keys["vin"] = details["vin"]
    elif company.is_individual:
        keys["id-number"] = company.legal_rep_id
    else:
        keys["uscc"] = company.uscc
    copied = (
        "uscc", "legal-rep", "address", "plate", "plate-colour", "vin", "vehicle-type", "brand-model", "gross-mass",
        "load-mass", "dimensions", "tech-grade",
    )  # fmt: skip
    fields |= {code: str(details.get(code, "")) for code in copied}
    return keys, {code: value for code, value in fields.items() if value}


def _tell_the_register(certificate: Certificate, state: State) -> None:
    material = ledger_material(certificate)
    if not material:
        return
    keys, fields = ledger_entry(certificate)
    enter(
        material=material,
        keys=keys,
        fields={**fields, "cert-status": LEDGER_STATUS[state]},
        source=f"certificate:{certificate.pk}",
        as_of=timezone.now(),
    )
