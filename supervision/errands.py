"""What a company has to do after the licence (`pages.errands`): promises, reviews, inspections, the credit code."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.people import Person
from accounts.represented.companies import Company
from pages.errands import Errand
from papers.serving.lasting import is_over
from supervision.credit.codes.models import Confirmation, Objection
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.models import Subject
from supervision.inspections.result_models import Result
from supervision.promises.models import Failing
from supervision.reviews.models import ReviewedVehicle, ReviewRequest
from supervision.reviews.rules import rules

REFORM = (Colour.YELLOW, Colour.RED)


def after_the_licence(company: Company, person: Person, on: datetime.date) -> Iterator[Errand]:
    """Everything there is to do for a company."""
    yield from _promises(company)
    yield from _reviews(company, on)
    yield from _inspections(company)
    yield from _codes(company, on)


def _promises(company: Company) -> Iterator[Errand]:
    for failing in Failing.objects.of(company).open().filter(passed_on__isnull=True):
        yield Errand(
            title=_("Put right or explain a promise that a register does not confirm"),
            about=str(failing.material_name),
            due=failing.mend_until,
            address=reverse("promises:own"),
            happens=_("After that day a verifier looks at it."),
        )


def _reviews(company: Company, on: datetime.date) -> Iterator[Errand]:
    """All vehicles in one line; those already being looked at wait for an official."""
    window = on + datetime.timedelta(days=rules(on=on).window_days)
    asked = ReviewRequest.objects.open().filter(vehicle=OuterRef("pk"))
    due = ReviewedVehicle.objects.standing().filter(~Exists(asked), company=company, due_on__lte=window)
    if number := due.count():
        yield Errand(
            title=ngettext("Yearly review of %(n)s vehicle", "Yearly review of %(n)s vehicles", number) % {"n": number},
            due=due.aggregate(first=Min("due_on"))["first"],
            address=reverse("reviews:own"),
        )


def _inspections(company: Company) -> Iterator[Errand]:
    ordered = Result.objects.filter(
        inspection__company=company, rectify_by__isnull=False, report__isnull=True, missed__isnull=True
    )
    for result in ordered.select_related("inspection", "letter__service"):
        yield Errand(
            title=_("Put right what an inspection found, and report it"),
            about=result.inspection.number,
            due=result.last_day,
            address=reverse("inspections:our", args=[result.inspection.number]),
            happens=_("After that day it counts as not put right."),
        )


def _codes(company: Company, on: datetime.date) -> Iterator[Errand]:
    """The notice of a worse code, as long as one may object to it; and what a worse code asks for."""
    told = Confirmation.objects.filter(
        change__subject__company=company, change__void__isnull=True, change__drop__isnull=True
    )
    objected = Objection.objects.filter(change=OuterRef("change"))
    for confirmation in told.filter(~Exists(objected)).select_related("letter__service"):
        if is_over(confirmation.runs_until, on=on):
            continue
        yield Errand(
            title=_("Read the notice of your credit code; you may object to it"),
            about=confirmation.letter.number,
            due=confirmation.last_day,
            address=reverse("credit:own"),
            happens=_("After that day it is too late to object."),
        )
    for subject in Subject.objects.of_company(company):
        if subject.code in REFORM:
            yield Errand(
                title=_("Your credit code is %(colour)s: see what makes it green again")
                % {"colour": subject.get_colour_display()},
                about=str(subject.get_sector_display()),
                address=reverse("credit:own"),
            )
