"""The demo's tickets: a few in each state, told and handled by the same acts as everybody's."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.authorities import Authority, Division
from accounts.people import Person
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.tickets.doing import calling_back, handling, reviewing, sorting, transferring
from hotline.tickets.doing.ending import strike_off
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.models import Against, Ticket

COUNTY = "410802"
PEOPLE = (
    "operator", "dispatcher", "handler", "platform", "justice", "reply-reviewer", "caller-back", "ticket-supervisor",
)  # fmt: skip


def seed_tickets(authority: Authority) -> int:
    """Tickets in every state; 0 when they are there or somebody is missing."""
    people = {one.username: one for one in Person.objects.filter(username__in=PEOPLE)}
    if len(people) < len(PEOPLE) or Ticket.objects.exists():
        return 0
    _Story(authority, people).tell()
    return Ticket.objects.count()


class _Story:
    def __init__(self, authority: Authority, people: dict[str, Person]) -> None:
        self.authority, self.people = authority, people
        self.bureau = Desk.objects.get(code="jiefang")
        self.oversight = Desk.objects.get(code="oversight")
        self.platform = Platform.objects.get(desk__seats__person=people["platform"])
        self.county = Division.objects.get(pk=COUNTY)

    def tell(self) -> None:
        self._told("consultation", "licence", "从业资格证遗失后怎么补办？", number=1)
        answered = self._told("consultation", "licence", "换证还要体检表吗？", number=2)
        sorting.answer_at_once(answered, words="系统可以查到体检信息的，不用再提交。", by=self.people["operator"])
        self._accepted("passage", "国道327修武段夜间限行未设标志。", number=3, against=Against.ROAD, name="G327修武段")
        unpaid: dict[str, Any] = {"against": Against.PLATFORM, "platform": self.platform, "amount": Decimal("8600.00")}
        words = "运单完成四十天，平台以货主未确认为由不付运费。"
        self._signed(self._accepted("freight-unpaid", words, number=4, **unpaid), self.platform.desk, "platform")
        joined = self._accepted("freight-unpaid", "同一平台拖欠我两单运费。", number=5, **unpaid)
        mother = Ticket.objects.order_by("-pk")[1]
        transferring.join(joined, to=mother, by=self.people["dispatcher"])
        words = "检查时未出示执法证件，直接罚款，没有文书。"
        dispute = self._accepted("enforcement", words, number=6, against=Against.UNIT, unit=self.bureau)
        self._signed(dispute, self.oversight, "justice")
        self._handled(number=7, until="review")
        self._handled(number=8, until="call_back")
        self._handled(number=9, until="redo")
        self._handled(number=10, until="strike_off", promised="在物流园增设候车区")
        self._handled(number=11, until="struck_off")

    def _told(self, kind: str, theme: str, facts: str, *, number: int, name: str = "", **more: Any) -> Ticket:
        told = Told(
            channel="phone",
            kind=kind,
            theme=theme,
            facts=facts,
            name=f"司机{number:02d}",
            phone=f"138391100{number:02d}",
            plate=f"豫H5{number:04d}",
            division=self.county,
            object_name=name,
            happened_on=timezone.localdate(),
            **more,
        )
        return record(told, authority=self.authority, by=self.people["operator"])

    def _accepted(self, theme: str, facts: str, *, number: int, name: str = "", **more: Any) -> Ticket:
        made = self._told("complaint", theme, facts, number=number, name=name, **more)
        sorting.accept(made, by=self.people["operator"])
        return made

    def _signed(self, ticket: Ticket, desk: Desk, by: str) -> Ticket:
        transferring.transfer(ticket, to=desk, by=self.people["dispatcher"])
        transferring.sign(ticket, by=self.people[by])
        return ticket

    def _handled(self, *, number: int, until: str, promised: str = "") -> None:
        name = f"孟州{number}号物流园"
        told: dict[str, Any] = {"against": Against.STATION, "name": name}
        ticket = self._accepted("detention", "装货等待八小时，不付压车费。", number=number, **told)
        self._signed(ticket, self.bureau, "handler")
        day = timezone.localdate() + datetime.timedelta(days=20) if promised else None
        handling.reply(
            ticket,
            facts="查看进出场登记，等待七小时四十分。",
            steps="约见物流园负责人，当日支付压车费三百元。",
            basis="《道路货物运输及站场管理规定》",
            result="verified",
            promised=promised,
            promised_on=day,
            by=self.people["handler"],
        )
        if until == "review":
            return
        reviewing.review(ticket, agrees=True, words="", by=self.people["reply-reviewer"])
        if until == "call_back":
            return
        stars, solved, words = (1, "no", "压车费没有收到。") if until == "redo" else (5, "yes", "")
        calling_back.call_back(
            ticket, responded=True, solved=solved, stars=stars, words=words, by=self.people["caller-back"]
        )
        if until == "struck_off":
            strike_off(ticket, by=self.people["ticket-supervisor"])
