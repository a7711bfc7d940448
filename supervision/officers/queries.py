"""Who may inspect on a day, and what keeps an officer from a company."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import INSPECT, codename
from accounts.represented.companies import Company, Membership
from accounts.roles import visible_authorities
from licensing.applications.counter.models import TypedAtCounter
from supervision.grids.models import Assignment, Seat
from supervision.officers.models import EnforcementCertificate, Interest


def officers_of(authority: Authority, *, on: datetime.date) -> list[EnforcementCertificate]:
    """The certificates by which people of an authority may inspect on a day: of each the one that lasts longest."""
    rows = EnforcementCertificate.objects.filter(
        Q(end__isnull=True) | Q(end__ended_on__gt=on), valid_from__lte=on, valid_to__gte=on, authority=authority
    ).filter(
        person__is_active=True, person__authority=authority, person__groups__permissions__codename=codename(INSPECT)
    )
    longest = {row.person_id: row for row in rows.select_related("person").order_by("valid_to", "pk")}
    return sorted(longest.values(), key=lambda row: row.number)


def own_certificate(person: Person, *, on: datetime.date) -> EnforcementCertificate | None:
    """The certificate by which somebody may act on a day."""
    if person.authority is None:
        return None
    return next((one for one in officers_of(person.authority, on=on) if one.person_id == person.pk), None)


def check_address(certificate: EnforcementCertificate) -> str:
    """What the code on an officer's phone says: the public check of the certificate, by its number."""
    return f"{settings.PUBLIC_URL}{reverse('officers:check')}?{urlencode({'number': certificate.number})}"


def kept_from(companies: Collection[int], *, on: datetime.date | None = None) -> Mapping[int, frozenset[int]]:
    """Company → who may not inspect it: people of its grid, with a declared interest, acting for it (F-9.15).

    And who typed for it at the counter: what is inspected is what they wrote down. As it is now, or as it was on a day.
    """
    found: dict[int, set[int]] = defaultdict(set)
    by_grid: dict[int, set[int]] = defaultdict(set)
    for grid, company in _standing(companies) if on is None else _stood(companies, on=on):
        by_grid[grid].add(company)
    seats, declared = Seat.objects.filled(), Interest.objects.filter(end__isnull=True)
    acting = Membership.objects.filter(company__in=companies)
    typed = TypedAtCounter.objects.filter(application__company__in=companies)
    if on is not None:
        seats, declared, acting = Seat.objects.held(on=on), Interest.objects.held(on=on), acting.filter(since__lte=on)
        typed = typed.filter(began_at__date__lte=on)
    for grid, person in seats.filter(grid__in=by_grid).values_list("grid", "person"):
        for company in by_grid[grid]:
            found[company].add(person)
    declared = declared.filter(company__in=companies)
    for rows in (
        declared.values_list("company", "person"),
        acting.values_list("company", "person"),
        typed.values_list("application__company", "visit__clerk").distinct(),
    ):
        for company, person in rows:
            found[company].add(person)
    return {company: frozenset(found[company]) for company in companies}


def hold(company: Company | int) -> None:
    """What keeps officers from a company stays as it is until the caller's transaction ends.

    Who declares an interest, and who acts because there is none, take this one lock: the second waits and is asked
    after the first (F-9.15).
    """
    pk = company if isinstance(company, int) else company.pk
    Company.objects.select_for_update(no_key=True).get(pk=pk)


def _standing(companies: Collection[int]) -> Iterable[tuple[int, int]]:
    """Grid and company, of the grids companies stand in now."""
    rows = Assignment.objects.current().filter(company__in=companies, grid__isnull=False)
    return rows.values_list("grid", "company")


def _stood(companies: Collection[int], *, on: datetime.date) -> Iterator[tuple[int, int]]:
    """Grid and company, of the grids companies stood in on a day; on the day it moves one stands in both."""
    rows = Assignment.objects.filter(company__in=companies, since__lte=on).order_by("company", "kind", "-turn")
    for _of, turns in groupby(rows, key=lambda row: (row.company_id, row.kind)):
        for row in turns:
            if row.grid_id is not None:
                yield row.grid_id, row.company_id
            if row.since < on:
                break


def certificates_for(person: Person) -> QuerySet[Any]:
    """The certificates of the authorities a person's roles reach, the ones that hold first."""
    rows = EnforcementCertificate.objects.filter(authority__in=visible_authorities(person))
    return rows.select_related("person", "authority", "end").order_by("end", "-valid_to", "number")


def interests_for(person: Person) -> QuerySet[Interest]:
    """The declared interests of the people of one's authorities."""
    rows = Interest.objects.filter(person__authority__in=visible_authorities(person), end__isnull=True)
    return rows.select_related("person", "company").order_by("-pk")


def by_number(number: str) -> EnforcementCertificate | None:
    """The certificate somebody shows, with its holder and authority; None when there is none of that number."""
    rows = EnforcementCertificate.objects.select_related("person", "authority", "end")
    found: EnforcementCertificate | None = rows.filter(number=number.strip().upper()).first()
    return found


def has_ended(certificate: EnforcementCertificate, *, on: datetime.date) -> bool:
    """Whether a certificate was taken back, lost or replaced by a day; on that day it holds no more."""
    return hasattr(certificate, "end") and certificate.end.ended_on <= on


def is_valid(certificate: EnforcementCertificate, *, on: datetime.date) -> bool:
    """Whether a certificate holds on a day and its holder inspects for the authority.

    Who inspected for whom on another day nobody wrote down: who does no more is for a person to look at.
    """
    person = certificate.person
    lasts = certificate.valid_from <= on <= certificate.valid_to and not has_ended(certificate, on=on)
    return lasts and person.is_active and person.authority_id == certificate.authority_id and person.has_perm(INSPECT)
