"""What a case did not have to bring, as it was written down: waived, found, promised – read for pages and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from licensing.applications.evidence.resolution import Tally, Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from materials.catalogue.models.materials import Material


@dataclass(frozen=True, kw_only=True)
class NotAskedFor:
    """A material, why it was not asked for, and the evidence that stands in its place (none for a promise)."""

    material: Material
    treatment: Treatment
    evidence: tuple[Evidence, ...] = ()


def not_asked_for(application: Application) -> list[NotAskedFor]:
    """Every material that was not asked for; what a registry has shown since counts as found, no more as promised."""
    with_proof = chain(
        ((Treatment.WAIVED, row) for row in _with_evidence(application.waivers)),
        ((Treatment.FOUND, row) for row in _with_evidence(application.found)),
    )
    kept = {
        row.requirement_id: NotAskedFor(
            material=row.requirement.material, treatment=treatment, evidence=tuple(row.evidence.all())
        )
        for treatment, row in with_proof
    }
    if application.procedure == "commitment":
        for row in application.promised.select_related("requirement__material").order_by("pk"):
            promise = NotAskedFor(material=row.requirement.material, treatment=Treatment.PROMISED)
            kept.setdefault(row.requirement_id, promise)
    return list(kept.values())


def _with_evidence(rows: Any) -> Any:
    return rows.select_related("requirement__material__registry").prefetch_related("evidence").order_by("pk")


def tally_of(kept: Sequence[NotAskedFor]) -> Tally:
    """The count of what was written down."""
    many = Counter(row.treatment for row in kept)
    return Tally(waived=many[Treatment.WAIVED], found=many[Treatment.FOUND], promised=many[Treatment.PROMISED])
