"""The demo's interviews: what the months call for; one is approved and its notice served."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.people import Person
from clock.working_days import add_working_days
from hotline.interviews import actions
from hotline.interviews.models import Interview, InterviewStep
from hotline.interviews.proposing import tick


def seed() -> int:
    """Propose, approve and serve the first; 0 when they are there already."""
    leader = Person.objects.filter(username="leader").first()
    if leader is None or Interview.objects.exists():
        return 0
    tick()
    found = Interview.objects.order_by("pk").first()
    if found is not None and actions.may_lead(leader, found):
        actions.decide(found, InterviewStep.Kind.APPROVED, words="", by=leader)
        day = add_working_days(timezone.localdate(), 4)
        meets_at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(15)))
        actions.serve(found, meets_at=meets_at, place="焦作市交通运输局三楼会议室", by=leader)
    return Interview.objects.count()
