"""What a company has to do after the licence (`pages.errands`): promises, reviews, inspections, the credit code."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.errands import Errand, Kind, Whom
from papers.serving.lasting import is_over
from supervision.credit.codes.models import Confirmation, Objection
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.models import Subject
from supervision.inspections.result_models import Result
from supervision.promises.models import Failing
from supervision.reviews.models import ReviewedVehicle, ReviewRequest
from supervision.reviews.rules import rules

REFORM = (Colour.YELLOW, Colour.RED)


def _failing(whom: Whom) -> QuerySet[Failing]:
    return Failing.objects.of(whom.company).open().filter(passed_on__isnull=True)


def _promises(rows: QuerySet[Failing], _whom: Whom) -> Iterator[Errand]:
    for failing in rows:
        yield Errand(
            title=_("Put right or explain a promise that a register does not confirm"),
            about=f"{failing.material_name} · {failing.label}" if failing.label else str(failing.material_name),
            due=failing.mend_until,
            address=reverse("promises:own"),
            happens=_("After that day a verifier looks at it."),
        )


def _to_be_reviewed(whom: Whom) -> QuerySet[ReviewedVehicle]:
    """Those already being looked at wait for an official."""
    asked = ReviewRequest.objects.open().filter(vehicle=OuterRef("pk"))
    window = whom.later(lambda: rules(on=timezone.localdate()).window_days)
    return ReviewedVehicle.objects.standing().filter(~Exists(asked), company=whom.company, due_on__lte=window)


def _reviews(due: QuerySet[ReviewedVehicle], _whom: Whom) -> Iterator[Errand]:
    """All vehicles in one line."""
    found = due.aggregate(number=Count("pk"), first=Min("due_on"))
    if number := found["number"]:
        yield Errand(
            title=ngettext("Yearly review of %(n)s vehicle", "Yearly review of %(n)s vehicles", number) % {"n": number},
            due=found["first"],
            address=reverse("reviews:own"),
        )


def _ordered(whom: Whom) -> QuerySet[Result]:
    rows = Result.objects.filter(inspection__company=whom.company, rectify_by__isnull=False)
    return rows.filter(report__isnull=True, missed__isnull=True).select_related("inspection", "letter__service")


def _inspections(ordered: QuerySet[Result], _whom: Whom) -> Iterator[Errand]:
    for result in ordered:
        yield Errand(
            title=_("Put right what an inspection found, and report it"),
            about=result.inspection.number,
            due=result.last_day,
            address=reverse("inspections:our", args=[result.inspection.number]),
            happens=_("After that day it counts as not put right."),
        )


def _told_of_a_worse_code(whom: Whom) -> QuerySet[Confirmation]:
    objected = Objection.objects.filter(change=OuterRef("change"))
    told = Confirmation.objects.filter(
        ~Exists(objected),
        change__subject__company=whom.company,
        change__void__isnull=True,
        change__drop__isnull=True,
    )
    return told.select_related("letter__service")


def _notices(told: QuerySet[Confirmation], whom: Whom) -> Iterator[Errand]:
    """As long as one may object."""
    for confirmation in told:
        if is_over(confirmation.runs_until, on=whom.on):
            continue
        yield Errand(
            title=_("Read the notice of your credit code; you may object to it"),
            about=confirmation.letter.number,
            due=confirmation.last_day,
            address=reverse("credit:own"),
            happens=_("After that day it is too late to object."),
        )


def _reforms(subjects: QuerySet[Subject], _whom: Whom) -> Iterator[Errand]:
    for subject in subjects:
        yield Errand(
            title=_("Your credit code is %(colour)s: see what makes it green again")
            % {"colour": subject.get_colour_display()},
            about=str(subject.get_sector_display()),
            address=reverse("credit:own"),
        )


KINDS = (
    Kind(rows=_failing, tell=_promises),
    Kind(rows=_to_be_reviewed, tell=_reviews),
    Kind(rows=_ordered, tell=_inspections),
    Kind(rows=_told_of_a_worse_code, tell=_notices),
    Kind(rows=lambda whom: Subject.objects.of_company(whom.company).filter(colour__in=REFORM), tell=_reforms),
)
"""Everything there is to do for a company after the licence."""
