"""What becomes of each material of an application: waived, promised, uploaded, still to bring.

Only FOUND waives; a silent registry never does, and no answer at all waives nothing (house, decision 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from licensing.applications.bundle import items_of, made_before
from licensing.applications.evidence import Newest, newest_evidence
from licensing.applications.facts import holds
from licensing.applications.models import Application, Attachment, Evidence, Procedure
from licensing.applications.prefill import filled_in
from licensing.applications.questions import WAIVED_BY_LOOKUP, digest_of, keys_for
from materials.catalogue.forms import form_for
from materials.catalogue.models import Requirement
from materials.lookups.contract import Outcome


class Treatment(StrEnum):
    GENERATED = "generated"
    """Made by the portal from the form."""
    WAIVED = "waived"
    """Found in a registry: not asked for."""
    PROMISED = "promised"
    """The commitment stands in its place."""
    CHECKING = "checking"
    """The registry has not been asked yet."""
    TO_CONFIRM = "to-confirm"
    """The registry cannot be reached: the authority repeats the look-up (容缺受理, domain F-4.5)."""
    UPLOADED = "uploaded"
    MISSING = "missing"
    """The applicant must bring it."""


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """One requirement and what became of it; `evidence` holds the newest answer per subject."""

    requirement: Requirement
    treatment: Treatment
    evidence: tuple[Evidence, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    unsettled: tuple[str, ...] = ()
    """Labels of the subjects that were not found."""

    @property
    def material(self):  # type: ignore[no-untyped-def]
        return self.requirement.material

    @property
    def is_settled(self) -> bool:
        return self.treatment not in (Treatment.MISSING, Treatment.CHECKING)


def applicable_requirements(application: Application, evidence: Newest | None = None) -> list[Requirement]:
    """The requirements whose condition holds, by what was typed and what the registries said (a vehicle's mass, say).

    What cannot be told counts as applicable only once answered.
    """
    answers = filled_in(application, form_for(application.item), evidence)
    items = items_of(application)
    rows = Requirement.objects.filter(item__in=items).select_related("material__registry", "condition", "item")
    to_come = made_before(application) if application.item.bundle_id else {}
    once: dict[int, Requirement] = {}
    for row in rows.order_by("item__order", "order"):
        if not holds(row.condition.code if row.condition else None, answers):
            continue
        if row.material.code in to_come.get(row.item.code, ()):
            continue
        # One set of materials: what several items of a bundle ask for is brought once (domain F-4.1); an item
        # that takes no promise for it decides how.
        held = once.get(row.material_id)
        if held is None or (held.waiver == "commitment" and row.waiver != "commitment"):
            once[row.material_id] = row
    return list(once.values())


def resolve(application: Application) -> list[Resolved]:
    """Every applicable requirement with what became of it, in the catalogue's order."""
    evidence = newest_evidence(application)
    attached: dict[str, list[Attachment]] = {}
    for attachment in application.attachments.standing().select_related("upload"):
        attached.setdefault(attachment.material, []).append(attachment)
    return [
        _resolve(application, requirement, evidence, tuple(attached.get(requirement.material.code, ())))
        for requirement in applicable_requirements(application, evidence)
    ]


def _resolve(
    application: Application,
    requirement: Requirement,
    evidence: dict[tuple[str, str], Evidence],
    attachments: tuple[Attachment, ...],
) -> Resolved:
    if requirement.material.generated_by_form:
        return Resolved(requirement=requirement, treatment=Treatment.GENERATED)
    if requirement.waiver in WAIVED_BY_LOOKUP:
        looked_up = _looked_up(application, requirement, evidence, attachments)
        if looked_up.treatment != Treatment.MISSING or not attachments:
            return looked_up
        return Resolved(
            requirement=requirement,
            treatment=Treatment.UPLOADED,
            evidence=looked_up.evidence,
            attachments=attachments,
            unsettled=looked_up.unsettled,
        )
    if requirement.waiver == "commitment" and application.procedure == Procedure.COMMITMENT:
        return Resolved(requirement=requirement, treatment=Treatment.PROMISED)
    treatment = Treatment.UPLOADED if attachments else Treatment.MISSING
    return Resolved(requirement=requirement, treatment=treatment, attachments=attachments)


def _looked_up(
    application: Application,
    requirement: Requirement,
    evidence: dict[tuple[str, str], Evidence],
    attachments: Sequence[Attachment],
) -> Resolved:
    subjects = [
        (label, evidence.get((requirement.material.code, digest_of(keys))))
        for keys, label, _row in keys_for(requirement.material, application.answers)
    ]
    answered = tuple(row for _, row in subjects if row)
    outcomes = {row.outcome if row else None for _, row in subjects}
    unsettled = tuple(label for label, row in subjects if row is None or row.outcome != Outcome.FOUND)
    if not subjects:
        treatment = Treatment.MISSING
    elif outcomes == {Outcome.FOUND}:
        treatment = Treatment.WAIVED
    elif None in outcomes:
        treatment = Treatment.CHECKING
    elif outcomes <= {Outcome.FOUND, Outcome.UNAVAILABLE}:
        treatment = Treatment.TO_CONFIRM
    else:
        treatment = Treatment.MISSING
    return Resolved(
        requirement=requirement,
        treatment=treatment,
        evidence=answered,
        attachments=tuple(attachments),
        unsettled=unsettled,
    )


def spared(resolved: Sequence[Resolved]) -> int:
    """How many documents the applicant did not have to bring."""
    return sum(r.treatment in (Treatment.WAIVED, Treatment.PROMISED) for r in resolved)
