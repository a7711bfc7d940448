"""What becomes of each material of an application: waived, found, promised, uploaded, still to bring.

Waived: the catalogue lets a registry stand in its place. Found: the catalogue still lists it as to be brought, but a
registry has shown it, so it may not be asked for (Business Environment Regulation art. 44(2), domain F-4.3).
Only FOUND settles anything; a silent registry never does, and no answer at all waives nothing (house, decision 6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from licensing.applications.agreements.rules import MATERIAL, under_agreement
from licensing.applications.answers.facts import holds
from licensing.applications.bundle import items_of, made_before
from licensing.applications.evidence.questions import WAIVED_BY_LOOKUP, digest_of, keys_for, names_another
from licensing.applications.models.application import Procedure
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.evidence import Evidence
from materials.catalogue.kept import requirements_of_all
from materials.catalogue.models.items import Requirement
from materials.lookups.ask import is_connected
from materials.lookups.contract import Outcome

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet

NOT_CONNECTED = "not-connected"
"""The reason of a look-up at a registry this installation is not connected to: repeating it never helps."""


class Treatment(StrEnum):
    GENERATED = "generated"
    """Made by the portal from the form."""
    WAIVED = "waived"
    """Found in a registry, as the catalogue has it: not asked for."""
    FOUND = "found"
    """Listed as to be brought or promised, but a registry has shown it: not asked for either."""
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

    @property
    def takes_files(self) -> bool:
        """Whether the applicant may bring it, or bring more of it."""
        return self.treatment in (Treatment.MISSING, Treatment.UPLOADED, Treatment.TO_CONFIRM)


def applicable_requirements(sheet: Sheet) -> list[Requirement]:
    """The requirements whose condition holds, by what was typed and what the registries said (a vehicle's mass, say).

    What cannot be told counts as applicable only once answered.
    """
    application, answers = sheet.application, sheet.filled
    items = items_of(application)
    to_come = made_before(application) if application.item.bundle_id else {}
    once: dict[int, Requirement] = {}
    for row in requirements_of_all(items):
        if not holds(row.condition.code if row.condition else None, answers):
            continue
        if row.material.code in to_come.get(row.item.code, ()):
            continue
        if row.material.code == MATERIAL and not under_agreement(sheet):
            continue  # the vehicle registry shows the vehicles to be the applicant's own
        # One set of materials: what several items of a bundle ask for is brought once (domain F-4.1); an item
        # that takes no promise for it decides how.
        held = once.get(row.material_id)
        if held is None or (held.waiver == "commitment" and row.waiver != "commitment"):
            once[row.material_id] = row
    return list(once.values())


def resolve(sheet: Sheet) -> list[Resolved]:
    """Every applicable requirement with what became of it, in the catalogue's order."""
    attached: dict[str, list[Attachment]] = {}
    for attachment in sheet.rows.attachments:
        attached.setdefault(attachment.material, []).append(attachment)
    return [
        _resolve(sheet, requirement, tuple(attached.get(requirement.material.code, ())))
        for requirement in applicable_requirements(sheet)
    ]


def _resolve(sheet: Sheet, requirement: Requirement, attachments: tuple[Attachment, ...]) -> Resolved:
    if requirement.material.generated_by_form:
        return Resolved(requirement=requirement, treatment=Treatment.GENERATED)
    if requirement.waiver in WAIVED_BY_LOOKUP:
        looked_up = _looked_up(sheet, requirement, attachments)
        if looked_up.treatment not in (Treatment.MISSING, Treatment.TO_CONFIRM) or not attachments:
            return looked_up
        return Resolved(
            requirement=requirement,
            treatment=Treatment.UPLOADED,
            evidence=looked_up.evidence,
            attachments=attachments,
            unsettled=looked_up.unsettled,
        )
    shown = _shown(sheet, requirement, attachments)
    if shown.treatment == Treatment.FOUND:
        return shown
    if requirement.waiver == "commitment" and sheet.procedure == Procedure.COMMITMENT:
        return Resolved(requirement=requirement, treatment=Treatment.PROMISED, attachments=attachments)
    return replace(shown, treatment=Treatment.UPLOADED) if attachments else shown


def _shown(sheet: Sheet, requirement: Requirement, attachments: tuple[Attachment, ...]) -> Resolved:
    """What a registry says of a material that the catalogue lists as to be brought: found, or still to bring."""
    to_bring = Resolved(requirement=requirement, treatment=Treatment.MISSING, attachments=attachments)
    if requirement.material.code == MATERIAL:
        return replace(to_bring, unsettled=tuple(used.plate for used in under_agreement(sheet)))
    if requirement.material.registry is None:
        return to_bring
    looked_up = _looked_up(sheet, requirement, attachments)
    if any(names_another(requirement.material, sheet.answers, row.fields) for row in looked_up.evidence):
        return replace(looked_up, treatment=Treatment.MISSING)
    if looked_up.treatment == Treatment.WAIVED:
        return replace(looked_up, treatment=Treatment.FOUND)
    if looked_up.treatment == Treatment.CHECKING and not is_connected(requirement.material.registry.code):
        return to_bring
    if looked_up.treatment == Treatment.TO_CONFIRM and not sheet.application.is_submitted:
        # The catalogue asks for it: while the form is open, what a silent registry cannot show is brought.
        return replace(looked_up, treatment=Treatment.MISSING)
    return looked_up


def _looked_up(sheet: Sheet, requirement: Requirement, attachments: Sequence[Attachment]) -> Resolved:
    subjects = [
        (label, sheet.evidence.get((requirement.material.code, digest_of(keys))))
        for keys, label, _row in keys_for(requirement.material, sheet.answers)
    ]
    answered = tuple(row for _, row in subjects if row)
    outcomes = {row.outcome if row else None for _, row in subjects}
    unsettled = tuple(label for label, row in subjects if row is None or row.outcome != Outcome.FOUND)
    never = requirement.material.registry is None or any(row and row.reason == NOT_CONNECTED for _, row in subjects)
    if not subjects or (never and outcomes != {Outcome.FOUND}):
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


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many materials became what: the one count shown on every page, letter and figure."""

    waived: int = 0
    found: int = 0
    promised: int = 0
    uploaded: int = 0
    to_confirm: int = 0
    open: int = 0
    """Still to be brought or to be looked up."""
    checking: int = 0
    """Of these, still to be looked up."""
    all: int = 0
    """All that is asked for."""

    @property
    def brings(self) -> int:
        """How many documents the applicant brings, those brought already among them."""
        return self.uploaded + self.open - self.checking

    @property
    def spared(self) -> int:
        """How many documents the applicant does not have to bring."""
        return self.waived + self.found + self.promised


def tally(resolved: Sequence[Resolved]) -> Tally:
    """Count what became of the materials of an application."""
    many = Counter(row.treatment for row in resolved)
    return Tally(
        waived=many[Treatment.WAIVED],
        found=many[Treatment.FOUND],
        promised=many[Treatment.PROMISED],
        uploaded=many[Treatment.UPLOADED],
        to_confirm=many[Treatment.TO_CONFIRM],
        open=many[Treatment.MISSING] + many[Treatment.CHECKING],
        checking=many[Treatment.CHECKING],
        all=len(resolved),
    )
