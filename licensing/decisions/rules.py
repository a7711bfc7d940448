"""Who may decide, and what must be certain before anyone does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.companies import Membership
from accounts.people import Person
from accounts.roles import visible_authorities
from licensing.applications.models import Application, Evidence, SubmittedVehicle
from licensing.applications.questions import WAIVED_BY_LOOKUP, digest_of, keys_for
from licensing.applications.resolution import Treatment, applicable_requirements, newest_evidence, resolve
from licensing.applications.rules import why_commitment_is_closed
from materials.catalogue.models import Material
from materials.lookups.contract import Outcome


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something that stands in the way of a grant; `evidence` where it comes from a registry."""

    kind: str
    material: str
    label: str
    reason: str = ""


def belongs_to_applicant(person: Person, application: Application) -> bool:
    """Whether a person ever acted for the applicant: nobody decides their own case."""
    return (
        application.started_by_id == person.pk
        or Membership.objects.filter(company=application.company, person=person).exists()
    )


def may_handle(person: Person, application: Application) -> bool:
    """Whether a person may act officially on a case: own authority, not on the applicant's side."""
    return (
        person.authority_id == application.authority_id
        and visible_authorities(person).filter(pk=application.authority_id).exists()
        and not belongs_to_applicant(person, application)
    )


def is_closed(application: Application) -> bool:
    return hasattr(application, "decision") or hasattr(application, "withdrawal")


def may_withdraw(application: Application) -> bool:
    """An applicant may withdraw until the decision is made."""
    return application.is_submitted and not is_closed(application)


def vehicles_in_other_open_cases(
    application: Application, plates: Iterable[tuple[str, str]], vins: Iterable[str]
) -> list[str]:
    """Plates and VINs that another undecided application already names."""
    others = SubmittedVehicle.objects.filter(
        application__decision__isnull=True, application__withdrawal__isnull=True
    ).exclude(application=application)
    taken = []
    for plate, colour in plates:
        if plate and others.filter(plate=plate, plate_colour=colour).exists():
            taken.append(plate)
    for vin in vins:
        if vin and others.filter(vin=vin).exists():
            taken.append(vin)
    return taken


def obstacles_to_grant(application: Application) -> list[Obstacle]:
    """Every reason in the registries' newest answers why the application cannot be granted now."""
    found = []
    for row in resolve(application):
        if row.treatment in (Treatment.MISSING, Treatment.CHECKING, Treatment.TO_CONFIRM):
            found += [
                Obstacle(kind=row.treatment.value, material=row.material.name, label=label)
                for label in row.unsettled or ("",)
            ]
    ages = dict(Material.objects.filter(version=application.item.version).values_list("code", "freshness_hours"))
    found += [
        Obstacle(kind="stale", material=row.material, label=row.subject_label)
        for row in evidence_relied_on(application)
        if not row.is_fresh(ages.get(row.material))
    ]
    if closed := application.procedure == "commitment" and why_commitment_is_closed(application):
        found.append(Obstacle(kind="credit", material="", label=application.company.name, reason=str(closed)))
    return found


def evidence_relied_on(application: Application) -> list[Evidence]:
    """The newest answers that waive something in this case."""
    newest = newest_evidence(application)
    rows = []
    for requirement in applicable_requirements(application):
        if requirement.waiver in WAIVED_BY_LOOKUP:
            for keys, _label, _row in keys_for(requirement.material, application.answers):
                row = newest.get((requirement.material.code, digest_of(keys)))
                if row and row.outcome == Outcome.FOUND:
                    rows.append(row)
    return rows
