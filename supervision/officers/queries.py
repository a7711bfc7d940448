"""Who may inspect on a day, and what keeps an officer from a company."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import INSPECT, codename
from accounts.represented.companies import Membership
from accounts.roles import visible_authorities
from supervision.grids.models import Assignment, Seat
from supervision.officers.models import EnforcementCertificate, Interest


def officers_of(authority: Authority, *, on: datetime.date) -> list[EnforcementCertificate]:
    """The certificates by which people of an authority may inspect on a day: of each the one that lasts longest."""
    rows = EnforcementCertificate.objects.filter(
        valid_from__lte=on, valid_to__gte=on, end__isnull=True, authority=authority
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


def kept_from(companies: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Company → who may not inspect it: people of its grid, with a declared interest, acting for it (F-9.15)."""
    found: dict[int, set[int]] = defaultdict(set)
    grids = Assignment.objects.current().filter(company__in=companies, grid__isnull=False)
    by_grid: dict[int, set[int]] = defaultdict(set)
    for grid, company in grids.values_list("grid", "company"):
        by_grid[grid].add(company)
    for grid, person in Seat.objects.filled().filter(grid__in=by_grid).values_list("grid", "person"):
        for company in by_grid[grid]:
            found[company].add(person)
    declared = Interest.objects.filter(company__in=companies, end__isnull=True)
    acting = Membership.objects.filter(company__in=companies)
    for rows in (declared.values_list("company", "person"), acting.values_list("company", "person")):
        for company, person in rows:
            found[company].add(person)
    return {company: frozenset(found[company]) for company in companies}


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


def is_valid(certificate: EnforcementCertificate, *, on: datetime.date) -> bool:
    """Whether a certificate holds on a day and its holder still inspects for the authority."""
    person = certificate.person
    lasts = certificate.valid_from <= on <= certificate.valid_to and not hasattr(certificate, "end")
    return lasts and person.is_active and person.authority_id == certificate.authority_id and person.has_perm(INSPECT)
