"""The demo's bulletins: of the last two months and weeks and of yesterday, in every state, with tasks."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.bulletins import following
from hotline.bulletins.making import make, restate
from hotline.bulletins.models import Bulletin, Kind, TaskStep
from hotline.bulletins.past import tell_past
from hotline.bulletins.periods import last_period
from hotline.desks.models import Desk

CITY = "410800"
PEOPLE = (
    "operator", "dispatcher", "handler", "reply-reviewer", "caller-back", "ticket-supervisor", "leader", "unit-head",
)  # fmt: skip


def seed() -> int:
    """Fill an empty demo; 0 when they are there already or somebody is missing."""
    authority = Authority.objects.filter(division=CITY).first()
    people = {one.username: one for one in Person.objects.filter(username__in=PEOPLE).select_related("authority")}
    desk = Desk.objects.filter(kind=Desk.Kind.PLATFORM, seats__isnull=False).first()
    if authority is None or desk is None or len(people) < len(PEOPLE) or Bulletin.objects.exists():
        return 0
    with transaction.atomic():
        tell_past(authority, people, desk)
        _months(authority, people)
        _weeks(authority, people["leader"])
        _made(authority, Kind.DAILY, timezone.localdate())
    return Bulletin.objects.count()


def _made(authority: Authority, kind: Kind, today: datetime.date) -> Bulletin:
    since, until = last_period(kind, today)
    made = make(authority, kind, since=since, until=until)
    assert made is not None  # noqa: S101 - the demo is empty
    return made


def _months(authority: Authority, people: dict[str, Person]) -> None:
    """What the month before last decided – done, under way, not begun –, and the last month with a task of its own."""
    today = timezone.localdate()
    last, _until = last_period(Kind.MONTHLY, today)
    earlier = _made(authority, Kind.MONTHLY, last)
    bureau = Desk.objects.get(code="jiefang")
    causes = (
        ("物流园没有候车区，装货等待普遍", "与园区签订候车保障协议，公示压车费标准"),
        ("限行标志设置不全", "会同公安交管补设限行标志"),
        ("平台结算规则不透明", "约谈平台，公示结算时限"),
    )
    tasks = [
        following.decide(
            earlier,
            cause=cause,
            words=words,
            desk=bureau,
            owner=people["handler"],
            due=today + datetime.timedelta(days=20),
            by=people["leader"],
        )
        for cause, words in causes
    ]
    following.take_step(tasks[0], TaskStep.State.DONE, words="协议已签订，标准已上墙。", by=people["handler"])
    following.take_step(tasks[1], TaskStep.State.UNDER_WAY, words="已勘察，等待施工。", by=people["handler"])
    newest = _made(authority, Kind.MONTHLY, today)
    following.decide(
        newest,
        cause="换证咨询重复率高",
        words="知识库补充换证材料清单，窗口张贴",
        desk=bureau,
        owner=people["unit-head"],
        due=today + datetime.timedelta(days=12),
        by=people["leader"],
    )


def _weeks(authority: Authority, leader: Person) -> None:
    """The week before last signed, and counted anew afterwards; the last week waits for its signature."""
    last, _until = last_period(Kind.WEEKLY, timezone.localdate())
    earlier = _made(authority, Kind.WEEKLY, last)
    following.release(
        earlier,
        good="司机反映压车费纠纷，承办单位当日到场调解，两小时内结清。",
        bad="一件运费拖欠工单逾期五小时答复，已督办并说明原因。",
        by=leader,
    )
    restate(earlier, reason="省平台补录回访结果，重新统计。", by=leader)
    _made(authority, Kind.WEEKLY, timezone.localdate())
