"""Figures of ratings: each one definition – what is counted, of what, what is left out."""

from __future__ import annotations

import datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import HANDLE_RATINGS, SEE_RATINGS
from accounts.roles import visible_authorities
from pages.counted.figure import Counting, Figure
from pages.days import in_days
from rating.figures.counting import left_out, settled_services
from rating.handling.models import RatingDue
from rating.service_models import SATISFIED, Service

Step = RatingDue.Step
READERS = (HANDLE_RATINGS, SEE_RATINGS)


def served(person: Person, since: datetime.date, until: datetime.date) -> QuerySet[Service]:
    return settled_services(since, until).filter(authority__in=visible_authorities(person))


def rated(person: Person, since: datetime.date, until: datetime.date) -> QuerySet[Service]:
    return served(person, since, until).filter(rating__isnull=False)


def counted(person: Person, since: datetime.date, until: datetime.date) -> QuerySet[Service]:
    return rated(person, since, until).exclude(rating__in=left_out().values("pk"))


def satisfied(person: Person, since: datetime.date, until: datetime.date) -> QuerySet[Service]:
    return counted(person, since, until).filter(rating__grade__in=SATISFIED)


def due(step: RatingDue.Step) -> Counting:
    """Those whose limit passed or that were done, by the day the limit began."""

    def rows(person: Person, since: datetime.date, until: datetime.date) -> QuerySet[RatingDue]:
        found = in_days(RatingDue.objects.filter(step=step), "began_at", since, until)
        found = found.filter(rating__service__authority__in=visible_authorities(person))
        return found.filter(Q(met_at__isnull=False) | Q(look_at__isnull=True)).exclude(due_at__isnull=True)

    return rows


def in_time(step: RatingDue.Step) -> Counting:
    def rows(person: Person, since: datetime.date, until: datetime.date) -> QuerySet[RatingDue]:
        return due(step)(person, since, until).filter(met_at__lte=F("due_at"))

    return rows


_RUNNING = _("Limits that still run, and those whose calendar nobody entered.")
ALONE = (
    Figure(
        code="rated",
        title=_("Share rated"),
        counted=_("services that were rated"),
        of=_("services whose decision was served"),
        numerator=rated,
        denominator=served,
        permissions=READERS,
        left_out=_("Services of matters that are not decided yet."),
    ),
    Figure(
        code="satisfied",
        title=_("Share satisfied"),
        counted=_("services rated very, or fairly, satisfied or satisfied"),
        of=_("services that were rated"),
        numerator=satisfied,
        denominator=counted,
        permissions=READERS,
        left_out=_("What nobody rated, and what was closed as mistaken or malicious."),
    ),
    *(
        Figure(
            code=f"{step.value}-in-time",
            title=title,
            counted=_("done within the limit"),
            of=_("done, or whose limit passed"),
            numerator=in_time(step),
            denominator=due(step),
            permissions=READERS,
            left_out=_RUNNING,
        )
        for step, title in (
            (Step.ASSIGN, _("Assigned in time")),
            (Step.MEND, _("Put right and answered in time")),
            (Step.CALL_BACK, _("Called back in time")),
        )
    ),
)
FIGURES = {one.code: one for one in ALONE}
