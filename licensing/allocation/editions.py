"""Which rules count at an authority on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet

from accounts.authorities import Authority
from accounts.editions.models import EditionQuerySet
from accounts.editions.series import Series
from licensing import events
from licensing.allocation.checking import Doubts, doubts, known_at
from licensing.allocation.models import AllocationEdition, AllocationRelease
from licensing.allocation.reading import Rules, read_rules, shipped_document, shipped_rules


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


def writing_at(division: str) -> Series[Rules]:
    """The same for whoever writes one: it names people, teams, services and districts there are.

    An edition once released stays readable when somebody leaves.
    """
    return replace(rules_at(division), read=partial(_read_as_written, division))


def _read_as_written(division: str, document: Mapping[str, Any]) -> Rules:
    rules = read_rules(document)
    if wrong := doubts(rules, known_at(Authority.objects.get(division=division))):
        raise Doubts(wrong)
    return rules


def divisions_with_rules() -> list[str]:
    """The authorities that ever released rules of their own."""
    return sorted(set(AllocationEdition.objects.released().order_by().values_list("division", flat=True)))


def editions_within(authorities: QuerySet[Authority]) -> EditionQuerySet:
    """Every edition of some authorities, with who wrote and released it."""
    rows: EditionQuerySet = AllocationEdition.objects.with_people()
    return rows.filter(division__in=authorities.values("division"))
