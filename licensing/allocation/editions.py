"""Which rules count at an authority on a day."""

from __future__ import annotations

from functools import cache

from django.db.models import QuerySet

from accounts.authorities import Authority
from accounts.editions.models import EditionQuerySet
from accounts.editions.series import Series
from licensing import events
from licensing.allocation.models import AllocationEdition, AllocationRelease
from licensing.allocation.reading import AllocationRule, read_rules, shipped_document, shipped_rules

Rules = tuple[AllocationRule, ...]


@cache
def rules_at(division: str) -> Series[Rules]:
    """The rules of an authority in their editions."""
    return Series(
        editions=AllocationEdition,
        releases=AllocationRelease,
        read=read_rules,
        shipped=shipped_rules,
        shipped_document=shipped_document,
        subject=f"allocation:{division}",
        written=events.ALLOCATION_WRITTEN,
        released=events.ALLOCATION_RELEASED,
        which={"division": division},
    )


def divisions_with_rules() -> list[str]:
    """The authorities that ever released rules of their own."""
    return sorted(set(AllocationEdition.objects.released().order_by().values_list("division", flat=True)))


def editions_within(authorities: QuerySet[Authority]) -> EditionQuerySet:
    """Every edition of some authorities, with who wrote and released it."""
    rows: EditionQuerySet = AllocationEdition.objects.with_people()
    return rows.filter(division__in=authorities.values("division"))
