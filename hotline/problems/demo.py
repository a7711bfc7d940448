"""The demo's problems: ten drivers tell of one road, ten of one yard; one has an owner, the root of one was changed."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.people import Person
from hotline.desks.models import Desk
from hotline.problems import actions
from hotline.problems.finding import tick
from hotline.problems.models import Problem
from hotline.problems.rules import EDITIONS, rules_on
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.models import Against

TOLD = (
    ("detention", Against.STATION, "焦作东货运场站", "装货等待六小时以上，没有压车费。", "改装卸预约，重划出口装卸区"),
    ("passage", Against.ROAD, "国道327修武段", "夜间限行没有提前标志。", "补设限行标志"),
)
"""Theme, whom it is about, its name, what is told, the measure."""


def seed() -> int:
    """Open what there is, take two up, close one; 0 when they are there already."""
    people = {one.username: one for one in Person.objects.filter(username__in=("leader", "handler"))}
    desk = Desk.objects.filter(code="jiefang").first()
    if Problem.objects.exists() or desk is None or len(people) < 2:
        return 0
    number = (rules_on(timezone.localdate()) or EDITIONS.newest).tickets
    for theme, against, name, facts, _measure in TOLD:
        for nth in range(number):
            phone = f"138391200{nth:02d}"
            told = Told(
                channel="phone",
                kind="complaint",
                theme=theme,
                facts=facts,
                against=against,
                object_name=name,
                phone=phone,
            )
            record(told, authority=desk.authority, by=None)
    tick()
    due = timezone.localdate() + datetime.timedelta(days=30)
    leader, found = people["leader"], list(Problem.objects.order_by("pk"))
    for problem, (*_told, words) in zip(found, TOLD, strict=False):
        actions.take_up(problem, desk=desk, owner=people["handler"], words=words, due=due, by=leader)
    if len(found) > 1:
        actions.close(
            found[0], change="road", reference="焦作东货运场站出口装卸区标线", words="已施划，装卸改为预约。", by=leader
        )
    return Problem.objects.count()
