"""Timer: some days after an interview was held who leads is told that its promises are to be followed up (F-10.15)."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from hotline.interviews import events
from hotline.interviews.models import Interview, InterviewReminder, InterviewStep
from hotline.interviews.states import NEXT, state_of
from hotline.interviews.triggers import triggers_of

BY_TIMER = "timer:interviews"
Kind = InterviewStep.Kind


def tick() -> int:
    """Remind, once an interview, of those that are not over; returns how many. Nothing ends by it."""
    rows = InterviewStep.objects.filter(kind=Kind.HELD, interview__reminder__isnull=True)
    found = rows.select_related("interview__desk", "interview__authority")
    return sum(_remind(step.interview) for step in found if _is_due(step))


def _is_due(held: InterviewStep) -> bool:
    days = triggers_of(held.interview.edition).follow_up_days
    return held.at + datetime.timedelta(days=days) <= timezone.now() and bool(NEXT[state_of(held.interview)])


def _remind(interview: Interview) -> bool:
    try:
        with transaction.atomic():
            InterviewReminder.objects.create(interview=interview)
            events.DUE.record(
                subject=f"interview:{interview.pk}",
                by=BY_TIMER,
                authority=str(interview.authority.division_id),
                desk=interview.desk.code,
            )
    except IntegrityError:
        return False  # another worker was quicker
    return True
