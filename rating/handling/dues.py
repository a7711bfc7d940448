"""Limits of a bad rating as rows: one runs at a time, counted in working days by the one clock."""

from __future__ import annotations

import datetime

from django.utils import timezone

from clock.hours import Span, Unit, moment_after
from clock.working_days import CalendarUnknown
from rating import events
from rating.handling.models import RatingDue
from rating.recording import tell
from rating.service_models import Rating, Settlement

Step = RatingDue.Step
_LATER = datetime.timedelta(days=1)
"""When nobody can tell a due day, a timer looks again the next day."""


def begin_if_known(rating: Rating) -> None:
    """A bad rating is to be given to somebody from the moment officials may know it."""
    if rating.is_bad and Settlement.objects.filter(subject=rating.service.subject).exists():
        _open(rating)


def settled(subject: str) -> None:
    """A matter is over: what was rated badly before is to be given to somebody now."""
    for rating in Rating.objects.bad().filter(service__subject=subject, dues__isnull=True).select_related("service"):
        _open(rating)


def _open(rating: Rating) -> None:
    begin(rating, Step.ASSIGN)
    tell(events.OPENED, rating.service, by="portal")


def begin(rating: Rating, step: RatingDue.Step) -> None:
    """A step is to be done from now on; the one before is done."""
    meet(rating)
    due = RatingDue(rating=rating, step=step)
    reckon(due)
    due.save()


def meet(rating: Rating) -> None:
    """What was to be done is done."""
    RatingDue.objects.running().filter(rating=rating).update(met_at=timezone.now(), look_at=None)


def reckon(due: RatingDue) -> None:
    """Count when it is over; a calendar nobody entered is told by no day."""
    rules = due.rating.service.rules
    days = {
        Step.ASSIGN: rules.assign_working_days,
        Step.MEND: rules.mend_working_days,
        Step.CALL_BACK: rules.call_back_working_days,
    }[Step(due.step)]
    try:
        due.due_at = due.look_at = moment_after(due.began_at, Span(amount=days, unit=Unit.WORKING_DAY))
    except CalendarUnknown:
        due.due_at, due.look_at = None, timezone.now() + _LATER
