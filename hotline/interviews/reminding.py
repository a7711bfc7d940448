"""Timers: who leads is told that the promises of an interview are to be followed up, or its notice reached nobody."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from desk.serving.following import Standing, serve_announced, standing_of, tell_once
from hotline.interviews import events
from hotline.interviews.letters.models import InterviewLetter
from hotline.interviews.models import Interview, InterviewReminder, InterviewStep
from hotline.interviews.serving import notice_of
from hotline.interviews.triggers import triggers_of
from pages.one_by_one import one_by_one
from trail.events import EventKind


def tick() -> int:
    """Remind, once an interview, of those that are not over; returns how many. Nothing ends by it."""
    due = (one for one in Interview.objects.to_remind() if _is_due(one))
    return one_by_one(due, _remind, what="reminding of an interview")


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


def follow_notices() -> int:
    """Notices to platforms that reached nobody: the next way is told once, and a public notice ends them (0087)."""
    today = timezone.localdate()
    waiting = {notice: one for one in Interview.objects.with_unserved_notice() if (notice := notice_of(one))}

    def served(letter: InterviewLetter, served_on: datetime.date) -> None:
        _of_notice(events.NOTICE_SERVED, waiting[letter], day=served_on.isoformat(), way="served-notice")

    def late(standing: Standing[InterviewLetter], _what: str) -> None:
        day = standing.due.isoformat() if standing.due else ""
        _of_notice(events.NOTICE_LATE, waiting[standing.letter], day=day)

    standings = standing_of(waiting, on=today)
    return serve_announced(standings, served, on=today) + tell_once(standings, late)


def _of_notice(kind: EventKind, interview: Interview, **told: str) -> None:
    subject, authority = f"interview:{interview.pk}", str(interview.authority.division_id)
    kind.record(subject=subject, by=events.BY_TIMER, authority=authority, desk=interview.desk.code, **told)
