"""A place of the year is taken under the lock of the company, and given back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.represented.companies import Company
from desk.refusals import NotNow
from supervision.limits.models import PlaceAsked, YearlyPlace
from supervision.limits.queries import limits_of


class LimitReached(NotNow):
    """The company has had as many inspections this year as its codes allow. `asked` is the refusal, not yet kept."""

    def __init__(self, words: str, *, asked: PlaceAsked) -> None:
        super().__init__(words)
        self.asked = asked


def take_place(
    company: Company, authority: Authority, *, about: str, on: datetime.date, exception: str = ""
) -> YearlyPlace:
    """Take the first free place of the company's year, in the caller's transaction. Raises LimitReached."""
    # Two approvals at once wait for each other here; the constraints would refuse the second one anyway.
    Company.objects.select_for_update().get(pk=company.pk)
    limit = limits_of([company.pk], on=on)[company.pk]
    taken = set(YearlyPlace.objects.filter(company=company, year=on.year).values_list("turn", flat=True))
    turn = next(number for number in range(1, len(taken) + 2) if number not in taken)
    asked = PlaceAsked(
        company=company,
        authority=authority,
        year=on.year,
        about=about,
        taken=len(taken),
        limit=limit,
        exception=exception,
        granted=turn <= limit or bool(exception),
    )
    if not asked.granted:
        told = _(
            "%(company)s has had or will have %(count)s of %(limit)s inspections on site this year: no further one."
        )
        raise LimitReached(told % {"company": company.name, "count": len(taken), "limit": limit}, asked=asked)
    asked.save()
    return YearlyPlace.objects.create(
        company=company, year=on.year, turn=turn, limit=limit, exception=exception, about=about
    )


@contextmanager
def refusals_kept() -> Iterator[None]:
    """Around the transaction a refusal undoes: that somebody asked for more than the limit is not undone with it."""
    try:
        yield
    except LimitReached as why:
        why.asked.save()
        raise


def give_back(about: str) -> None:
    """The inspection does not take place: its place is free again."""
    YearlyPlace.objects.filter(about=about).delete()
