"""What a company has, for its home: cases that run, drafts, certificates, the fleet at a glance."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from accounts.represented.companies import Company
from clock.limits import Limit
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.certificates.queries import standing_at
from licensing.moving.progress import limits_of
from licensing.offers.models import Offer
from licensing.register.models import Place
from licensing.register.places import VEHICLE
from pages.counted.together import counts_of

MOST = 5


@dataclass(frozen=True, kw_only=True)
class Running:
    """A case that runs, and the authority's limit; None while the holder's answer is waited for.

    The items of a one-thing application have limits of their own.
    """

    case: Application
    limit: Limit | None


def running(company: Company, *, on: datetime.date) -> list[Running]:
    """The newest cases that are not over."""
    rows = (
        Application.objects.of_company(company).submitted().filter(parent__isnull=True, standing__ended_at__isnull=True)
    )
    cases = rows.select_related(
        "item", "submission", "standing", "acceptance", "correction", "amendment", "authority", "bundle_process",
        "extension",
    )  # fmt: skip
    cases = cases.defer("draft", "submission__answers", "amendment__answers")  # sealed, and not told here
    return [Running(case=case, limit=_limit(case, on)) for case in cases.order_by("-pk")[:MOST]]


def _limit(case: Application, on: datetime.date) -> Limit | None:
    is_asked = hasattr(case, "correction") and not hasattr(case, "amendment")
    return None if case.item.bundle_id or is_asked else limits_of(case, on=on).running


def offers(company: Company, *, on: datetime.date) -> Sequence[Offer]:
    """What is known of entirely and waits for a signature, what ends first before what ends later."""
    rows = Offer.objects.open().filter(company=company, until__gte=on)
    return list(rows.select_related("application__item").defer("application__draft").order_by("until", "pk"))


def drafts(company: Company) -> Sequence[Application]:
    """The drafts last worked on."""
    rows = Application.objects.of_company(company).drafts().select_related("item")
    return list(rows.defer("draft").order_by("-saved_at")[:MOST])


def certificates(company: Company) -> Sequence[Certificate]:
    """What stands besides vehicles, what ends first before what ends later."""
    places = Place.objects.filter(company=company).exclude(licence=VEHICLE)
    return list(standing_at(places).with_state().order_by("valid_to", "pk")[:MOST])


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """How many vehicles there are, and how many of them ask to be looked at."""

    total: int
    expiring: int
    suspended: int
    expired: int


def fleet(company: Company, *, on: datetime.date) -> Fleet:
    rows = Place.objects.filter(company=company).vehicles()
    window = on + datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
    valid = rows.filter(valid_to__gte=on)
    total, expiring, suspended, expired = counts_of(
        [
            rows,
            valid.filter(is_suspended=False, valid_to__lte=window),
            valid.filter(is_suspended=True),
            rows.filter(valid_to__lt=on),
        ]
    )
    return Fleet(total=total, expiring=expiring, suspended=suspended, expired=expired)
