"""What the tables of access look at in the bulletins of the hotline: a week that was signed, a month with a task."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from accounts.people import Person
from hotline.bulletins.following import decide, release
from hotline.bulletins.making import make
from hotline.bulletins.models import BulletinFigure, Kind
from hotline.bulletins.periods import last_period
from hotline.desks.models import Desk
from hotline.interviews import actions as interviews
from hotline.interviews.letters.models import InterviewService
from hotline.interviews.models import Interview
from hotline.problems import actions as problems
from hotline.problems.models import Problem
from materials.uploads.actions import accept
from tests.factories import picture


def bulletined(people: dict[str, Person | None]) -> dict[str, dict[str, Any]]:
    """A bulletin with its paper and a figure; a task of the handler at the desk."""
    leader, handler = people["hotline-leader here"], people["ticket-handler here"]
    assert leader and leader.authority and handler  # noqa: PT018
    today = timezone.localdate()
    week, month = (
        make(leader.authority, kind, since=since, until=until)
        for kind in (Kind.WEEKLY, Kind.MONTHLY)
        for since, until in [last_period(kind, today)]
    )
    assert week and month  # noqa: PT018
    release(week, by=leader)
    task = decide(
        month,
        cause="因",
        words="改",
        desk=Desk.objects.get(code="bureau"),
        owner=handler,
        due=today + datetime.timedelta(days=9),
        by=leader,
    )
    figure = BulletinFigure.objects.filter(bulletin=week, code="satisfied").earliest("pk")
    interview = Interview.objects.create(
        authority=leader.authority,
        desk=task.desk,
        bulletin=month,
        month=month.since,
        edition="2026",
        grounds=[{"code": "satisfied", "number": 1, "of": 10}],
    )
    interviews.decide(interview, "approved", words="", by=leader)
    meets_at = timezone.now() + datetime.timedelta(days=14)
    notice = interviews.serve(interview, meets_at=meets_at, place="室", by=leader).letter
    assert notice
    problem = Problem.objects.create(
        authority=leader.authority,
        edition="2026",
        theme="detention",
        about="object",
        key="station:某",
        label="某",
        nth=1,
    )
    problems.take_up(problem, desk=task.desk, owner=handler, words="改", due=task.due, by=leader)
    told = {"way": "post", "served_on": notice.dated, "proof": "EMS", "acknowledgement": accept(picture(), by=leader)}
    InterviewService.objects.create(letter=notice, **told)
    return {
        "interviews:acknowledgement": {"pk": notice.pk},
        "problems": {"pk": problem.pk, "name": "noted"},
        "interviews:letter": {"pk": notice.pk},
        "interviews": {"pk": interview.pk, "name": "hold"},
        "bulletins:task": {"pk": task.pk},
        "bulletins:decide": {"pk": month.pk},
        "bulletins": {"pk": week.pk, "figure": figure.pk, "part": "of"},
    }
