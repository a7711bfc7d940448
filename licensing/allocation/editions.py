"""Which rules count at an authority on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet

from accounts.authorities import Authority, Division, keys_of_authorities
from accounts.editions.models import EditionQuerySet
from accounts.editions.series import Series
from accounts.roles import staff_at
from licensing import events
from licensing.allocation.models import AllocationEdition, AllocationRelease
from licensing.allocation.reading import AllocationRule, read_rules, shipped_document, shipped_rules, unknown
from materials.catalogue.queries import known_services

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


def writing_at(division: str) -> Series[Rules]:
    """The same for whoever writes one: it names people of the office, services and districts there are.

    An edition once released stays readable when somebody leaves.
    """
    return replace(rules_at(division), read=partial(_read_as_written, division))


def _read_as_written(division: str, document: Mapping[str, Any]) -> Rules:
    rules = read_rules(document)
    people = set(staff_at(keys_of_authorities(division)[0]).values_list("username", flat=True))
    services, districts = known_services(), set(Division.objects.values_list("code", flat=True))
    for rule in rules:
        wrong = (set(rule.to) - people) | (rule.items - services) | (rule.districts - districts)
        if wrong:
            raise unknown(rule.name, wrong)
    return rules


def divisions_with_rules() -> list[str]:
    """The authorities that ever released rules of their own."""
    return sorted(set(AllocationEdition.objects.released().order_by().values_list("division", flat=True)))


def editions_within(authorities: QuerySet[Authority]) -> EditionQuerySet:
    """Every edition of some authorities, with who wrote and released it."""
    rows: EditionQuerySet = AllocationEdition.objects.with_people()
    return rows.filter(division__in=authorities.values("division"))
