"""An edition is tried on everybody: who would have another colour, by size; nothing is changed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils import timezone

from accounts.people import Person
from supervision.credit.codes.assessing import weigh_all
from supervision.credit.editions.actions import record_dry_run
from supervision.credit.editions.models import DryRun, ModelEdition
from supervision.credit.editions.queries import Counting, model_in_force
from supervision.credit.scoring.assess import rounded
from supervision.credit.subjects.models import Subject

SIZES = ((0, 5), (5, 20), (20, 50), (50, 10**6))
"""Vehicles: from, and below."""
MOST_EXAMPLES = 100
IN_ONE_READ = 500


def size_of(vehicles: int | None) -> str:
    """The size a company has in a dry run, such as “5–19”; "?" when nobody knows."""
    if vehicles is None:
        return "?"
    floor, below = next((size for size in SIZES if size[0] <= vehicles < size[1]), SIZES[-1])
    return f"≥ {floor}" if below > 10**5 else f"{floor}–{below - 1}"


def try_edition(edition: ModelEdition, *, by: Person) -> DryRun:
    """Assess every company of the sector by the model in force and by the edition, and keep who would change."""
    today = timezone.localdate()
    now = {edition.sector: model_in_force(edition.sector, on=today)}
    then = {edition.sector: Counting(content=edition.model, number=edition.number)}
    moves: Counter[tuple[str, str, str]] = Counter()
    examples: list[dict[str, Any]] = []
    companies = 0
    rows = Subject.objects.filter(sector=edition.sector, is_active=True).select_related("company").order_by("pk")
    subjects = list(rows)
    for start in range(0, len(subjects), IN_ONE_READ):
        part = subjects[start : start + IN_ONE_READ]
        pairs = zip(weigh_all(part, on=today, models=now), weigh_all(part, on=today, models=then), strict=True)
        for before, after in pairs:
            companies += 1
            was, becomes = before.found.colour.value, after.found.colour.value
            moves[was, becomes, size_of(before.subject.vehicles)] += 1
            if was != becomes and len(examples) < MOST_EXAMPLES:
                examples.append(
                    {
                        "subject": before.subject.pk,
                        "company": before.subject.company.name,
                        "was": was,
                        "becomes": becomes,
                        "before": rounded(before.found.score),
                        "after": rounded(after.found.score),
                    }
                )
    return record_dry_run(
        edition,
        moves=[{"was": w, "becomes": b, "size": s, "companies": n} for (w, b, s), n in sorted(moves.items())],
        examples=examples,
        companies=companies,
        changing=sum(count for (was, becomes, _size), count in moves.items() if was != becomes),
        by=by,
    )
