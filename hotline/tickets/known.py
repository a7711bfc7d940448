"""Who calls, by the number: certain when everything known under it is one name, else maybe (F-13 intake)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.typed.identifiers import normalise_mobile
from hotline.calls.numbers import phone_digest
from hotline.tickets.models import Caller, Ticket
from licensing.certificates.models import Certificate
from supervision.grids.models import Assignment, Grid
from supervision.reviews.models import ReviewedVehicle

MOST = 5


@dataclass(frozen=True, kw_only=True)
class OfCompany:
    """What stands beside the form about a company somebody acts for."""

    company: Company
    licences: Sequence[Certificate]
    vehicles: int
    grids: Sequence[Grid]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known under a number."""

    names: Sequence[str]
    tickets: Sequence[Ticket]
    companies: Sequence[OfCompany]

    @property
    def is_certain(self) -> bool:
        return len(self.names) == 1

    @property
    def is_known(self) -> bool:
        return bool(self.names or self.tickets)


def known_by(phone: str, authority: Authority) -> Known:
    """Earlier tickets of this hotline under a number, and accounts with their companies."""
    digest = phone_digest(phone)
    number = normalise_mobile(phone)
    if not digest or len(number) < 7:
        return Known(names=(), tickets=(), companies=())
    callers = Caller.objects.filter(phone_digest=digest, ticket__authority=authority)
    found = list(callers.select_related("ticket__standing").order_by("-pk")[:MOST])
    people = list(Person.objects.filter(phone=number, is_active=True, authority__isnull=True)[:MOST])
    names = dict.fromkeys([one.name for one in found if one.name] + [one.name for one in people])
    return Known(
        names=tuple(names), tickets=[one.ticket for one in found], companies=[_told(one) for one in _companies(people)]
    )


def _companies(people: Sequence[Person]) -> list[Company]:
    rows = {company.pk: company for one in people for company in Company.objects.acted_for_by(one)}
    return list(rows.values())[:MOST]


def _told(company: Company) -> OfCompany:
    held = Certificate.objects.filter(company=company, kind="licence").order_by("-pk")
    grids = Assignment.objects.current().filter(company=company, grid__isnull=False).select_related("grid")
    return OfCompany(
        company=company,
        licences=list(held[:2]),
        vehicles=ReviewedVehicle.objects.filter(company=company).count(),
        grids=[one.grid for one in grids if one.grid],
    )
