"""Timer: some days after an interview was held who leads is told that its promises are to be followed up (F-10.15)."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from hotline.interviews import events
from hotline.interviews.models import Interview, InterviewReminder, InterviewStep
from hotline.interviews.triggers import triggers_of


def tick() -> int:
    """Remind, once an interview, of those that are not over; returns how many. Nothing ends by it."""
    return sum(_remind(one) for one in Interview.objects.to_remind() if _is_due(one))


def _is_due(interview: Interview) -> bool:
    held = next(step for step in interview.steps.all() if step.kind == InterviewStep.Kind.HELD)
    days = triggers_of(interview.edition).follow_up_days
    return held.at + datetime.timedelta(days=days) <= timezone.now()


def _remind(interview: Interview) -> bool:
    try:
        with transaction.atomic():
            InterviewReminder.objects.create(interview=interview)
            events.DUE.record(
                subject=f"interview:{interview.pk}",
                by=events.BY_TIMER,
                authority=str(interview.authority.division_id),
                desk=interview.desk.code,
            )
    except IntegrityError:
        return False  # another worker was quicker
    return True
