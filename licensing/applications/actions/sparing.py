"""What nobody has to bring is written down, with what stands in its place (domain F-4.3, F-4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import CharField, Model, Value

from accounts.people import Person
from licensing import events
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Found, Waiver
from licensing.applications.models.promises import Promised
from trail.events import write_down
from trail.models import Event


def keep_waivers(
    application: Application,
    resolved: Sequence[Resolved],
    *,
    by: Person,
    is_first: bool = False,
    and_then: Sequence[Event] = (),
) -> None:
    """Write down everything that was not asked for, with its proof, once each (domain F-4.3, F-4.4).

    What the catalogue waives, what a registry has shown besides, and what is promised instead: three things, never one.
    `and_then`: what happened right after, told with it.
    """
    held = {kind: set[int]() for kind in SPARED} if is_first else _kept_before(application)
    new = [row for row in resolved if row.treatment in held and row.requirement.pk not in held[row.treatment]]
    _keep_with_proof(application, Waiver, [row for row in new if row.treatment == Treatment.WAIVED])
    _keep_with_proof(application, Found, [row for row in new if row.treatment == Treatment.FOUND])
    promised = [row for row in new if row.treatment == Treatment.PROMISED]
    if promised:
        Promised.objects.bulk_create(Promised(application=application, requirement=row.requirement) for row in promised)
    write_down([*(_spared(application, row, by=by) for row in new if row.treatment != Treatment.PROMISED), *and_then])


SPARED = (Treatment.WAIVED, Treatment.FOUND, Treatment.PROMISED)
"""What nobody has to bring is written down."""


def _kept_before(application: Application) -> dict[Treatment, set[int]]:
    """Treatment → the requirements that were written down already, all three asked at once."""
    kinds = {
        Treatment.WAIVED: application.waivers,
        Treatment.FOUND: application.found,
        Treatment.PROMISED: application.promised,
    }
    one, *others = (
        kept.order_by().values_list(Value(treatment.value, output_field=CharField()), "requirement_id")
        for treatment, kept in kinds.items()
    )
    held: dict[Treatment, set[int]] = {treatment: set() for treatment in SPARED}
    for treatment, requirement in one.union(*others, all=True):
        held[Treatment(treatment)].add(requirement)
    return held


Kept = TypeVar("Kept", Waiver, Found)


def _keep_with_proof(application: Application, kind: type[Kept], rows: Sequence[Resolved]) -> None:
    if not rows:
        return
    kept = kind.objects.bulk_create(kind(application=application, requirement=row.requirement) for row in rows)
    proof: type[Model] = kind.evidence.through
    proof._default_manager.bulk_create(
        proof(**{f"{kind._meta.model_name}_id": one.pk, "evidence_id": evidence.pk})
        for one, row in zip(kept, rows, strict=True)
        for evidence in row.evidence
    )


def _spared(application: Application, row: Resolved, *, by: Person) -> Event:
    kind = events.WAIVED if row.treatment == Treatment.WAIVED else events.FOUND
    return kind.happened(
        subject=application.subject,
        by=by,
        authority=application.authority.division_id,
        material=row.material.name_zh,
        evidence=", ".join(e.number for e in row.evidence),
    )
