"""A place of the year is taken under the lock of the company, and given back."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from accounts.represented.companies import Company
from desk.refusals import NotNow
from supervision.limits.models import YearlyPlace
from supervision.limits.queries import limits_of


class LimitReached(NotNow):
    """The company has had as many inspections this year as its codes allow."""


def take_place(company: Company, *, about: str, on: datetime.date, exception: str = "") -> YearlyPlace:
    """Take the first free place of the company's year, in the caller's transaction. Raises LimitReached."""
    # Two approvals at once wait for each other here; the constraints would refuse the second one anyway.
    Company.objects.select_for_update().get(pk=company.pk)
    limit = limits_of([company.pk], on=on)[company.pk]
    taken = set(YearlyPlace.objects.filter(company=company, year=on.year).values_list("turn", flat=True))
    turn = next(number for number in range(1, len(taken) + 2) if number not in taken)
    if turn > limit and not exception:
        told = _(
            "%(company)s has had or will have %(count)s of %(limit)s inspections on site this year: no further one."
        )
        raise LimitReached(told % {"company": company.name, "count": len(taken), "limit": limit})
    return YearlyPlace.objects.create(
        company=company, year=on.year, turn=turn, limit=limit, exception=exception, about=about
    )


def give_back(about: str) -> None:
    """The inspection does not take place: its place is free again."""
    YearlyPlace.objects.filter(about=about).delete()
