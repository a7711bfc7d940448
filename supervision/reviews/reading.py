"""Reading vehicles and their reviews."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.companies import Company
from materials.uploads.models import Upload
from supervision.reviews.actions import why_not_asked
from supervision.reviews.models import ReviewedVehicle, ReviewRequest, VehicleQuerySet
from supervision.reviews.rules import state_of


def vehicles() -> VehicleQuerySet:
    """Every vehicle that stands, with its reviews and their answers."""
    asked = ReviewRequest.objects.select_related("result__by").prefetch_related("look_ups", "report")
    rows = ReviewedVehicle.objects.standing().select_related("company", "authority")
    return rows.prefetch_related(Prefetch("requests", queryset=asked))


def visible_to(person: Person) -> QuerySet[ReviewedVehicle]:
    return vehicles().visible_to(person)


def of_company(company: Company) -> QuerySet[ReviewedVehicle]:
    return vehicles().filter(company=company)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A vehicle as its company sees it today; `may_ask` whether the review can be asked for."""

    vehicle: ReviewedVehicle
    state: str
    may_ask: bool
    why_not: str


def standing_of(company: Company) -> Sequence[Standing]:
    """The vehicles of a company, those first due first."""
    today = timezone.localdate()
    return [_standing(vehicle, today) for vehicle in of_company(company)]


def _standing(vehicle: ReviewedVehicle, today: datetime.date) -> Standing:
    why = why_not_asked(vehicle, on=today)
    return Standing(vehicle=vehicle, state=state_of(vehicle, on=today), may_ask=not why, why_not=why)


def notes_of(company: Company, numbers: Collection[str]) -> dict[str, str]:
    """For the wallet: by number of certificate, until when its vehicle is to be reviewed."""
    standing = ReviewedVehicle.objects.standing().filter(company=company, number__in=numbers)
    rows = standing.values_list("number", "due_on")
    return {number: _("Yearly review due by %(day)s") % {"day": due.isoformat()} for number, due in rows}


def reports_of(vehicle: ReviewedVehicle) -> QuerySet[Upload]:
    """The files brought for its reviews."""
    return Upload.objects.filter(
        pk__in=ReviewRequest.report.through.objects.filter(reviewrequest__vehicle=vehicle).values("upload")
    )
