"""The demo's ratings: most are content, one is not and is being looked into, one waits to be given to somebody."""

from __future__ import annotations

from accounts.people import Person
from accounts.represented.companies import Membership
from rating.giving import rate
from rating.handling import acting as handling
from rating.service_models import Rating, Service

SAID: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("very-satisfied", "当场办结，没有让我提交任何材料。", {"efficiency": "very-satisfied", "guide": "satisfied"}),
    ("satisfied", "", {"efficiency": "satisfied"}),
    (
        "dissatisfied",
        "等了三天才收到证件，电话没人接。",
        {"efficiency": "very-dissatisfied", "convenience": "satisfied"},
    ),
    ("fairly-satisfied", "指南上的地址写得不清楚。", {"guide": "dissatisfied"}),
    ("very-dissatisfied", "理由写得看不懂。", {}),
)
"""Grade, words, what was graded beside the whole: of the oldest services, in their order."""


def seed() -> int:
    """Rate what was served, look into the first bad one; 0 when it was done already."""
    if Rating.objects.exists():
        return 0
    rows = Service.objects.filter(company__isnull=False).order_by("pk").select_related("authority")
    for service, (grade, words, indicators) in zip(rows, SAID, strict=False):
        by = Person.objects.get(pk=Membership.objects.acting_for(service.company_id or 0)[0])
        rate(service, grade=grade, words=words, indicators=indicators, channel=Rating.Channel.PC, by=by)
    _look_into()
    return Rating.objects.count()


def _look_into() -> None:
    officer = Person.objects.filter(username="rating").first()
    bad = Rating.objects.bad().filter(service__authority=officer.authority).first() if officer else None
    if officer is None or bad is None:
        return
    handling.assign(bad, handler=officer, words="请核实制证和接听电话的情况。", by=officer)
    told = "制证设备当日故障，窗口电话无人值守。"
    handling.check(bad, finding="true", proof="", words=told, by=officer)
    handling.mend(bad, words="增设备用设备，窗口电话转接值班人员。", by=officer)
