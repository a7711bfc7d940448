"""The people of the demo: who can be tried, as plain data that the sign-in page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

PASSWORD = "demo-Tongban-2026"  # noqa: S105  published on the sign-in page of every demo


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """Somebody to sign in as; without a division they are an applicant."""

    username: str
    name: str
    role: Role
    also: tuple[Role, ...] = ()
    division: str = ""
    phone: str = ""
    id_number: str = ""
    note: str | Promise = ""

    @property
    def email(self) -> str:
        """Made up, as everything of the demo: the domain is one nobody can own (RFC 2606)."""
        return f"{self.username}@tongban.example"


PEOPLE = (
    DemoPerson(
        username="chen",
        name="陈建国",
        role=Role.APPLICANT,
        phone="13903910001",
        id_number="410802199001010010",
        note=_("legal representative of two companies"),
    ),
    DemoPerson(
        username="li",
        name="李晓燕",
        role=Role.APPLICANT,
        phone="13903910002",
        id_number="410821198506151235",
        note=_("handler with a delegation from one company"),
    ),
    DemoPerson(
        username="zhao",
        name="赵顺达",
        role=Role.APPLICANT,
        phone="13903910003",
        id_number="410882197512310026",
        note=_("sole trader"),
    ),
    DemoPerson(
        username="clerk",
        name="王丽",
        role=Role.COUNTER_CLERK,
        also=(Role.DECIDER,),
        division="410802",
        note=_("accepts and decides applications on the spot"),
    ),
    DemoPerson(username="reviewer", name="刘志强", role=Role.REVIEWER, division="410802"),
    DemoPerson(
        username="reviewer2",
        name="何静",
        role=Role.REVIEWER,
        division="410802",
        note=_("second reviewer, independent of the first"),
    ),
    DemoPerson(username="decider", name="张明远", role=Role.DECIDER, division="410802"),
    DemoPerson(username="head", name="郑国栋", role=Role.HEAD, division="410802"),
    DemoPerson(
        username="rating",
        name="卢慧",
        role=Role.RATING_OFFICER,
        division="410802",
        note=_("looks into bad ratings"),
    ),
    DemoPerson(username="verifier", name="孙海涛", role=Role.VERIFIER, division="410802"),
    DemoPerson(
        username="credit",
        name="许文静",
        role=Role.CREDIT_OFFICER,
        division="410802",
        note=_("proposes changes to credit codes and imports facts"),
    ),
    DemoPerson(
        username="credit2",
        name="秦岭",
        role=Role.CREDIT_CONFIRMER,
        division="410802",
        note=_("confirms what the credit officer proposes"),
    ),
    DemoPerson(username="objection", name="邵立平", role=Role.OBJECTION_DECIDER, division="410802"),
    DemoPerson(username="keeper", name="高洁", role=Role.MODEL_KEEPER, division="410802"),
    DemoPerson(
        username="keeper2",
        name="田野",
        role=Role.MODEL_KEEPER,
        division="410802",
        note=_("puts in force what the other model keeper wrote"),
    ),
    DemoPerson(username="auditor", name="周敏", role=Role.AUDITOR, division="410802"),
    DemoPerson(username="supervisor", name="吴国栋", role=Role.SUPERVISOR, division="410802"),
    DemoPerson(username="admin", name="郑伟", role=Role.ADMINISTRATOR, division="410802"),
    DemoPerson(
        username="admin2",
        name="宋岩",
        role=Role.ADMINISTRATOR,
        division="410802",
        note=_("second administrator"),
    ),
    DemoPerson(username="chief", name="田野", role=Role.GRID_CHIEF, division="410800", note=_("manages all grids")),
    DemoPerson(username="member", name="方圆", role=Role.GRID_MEMBER, division="410802", note=_("grid member")),
    DemoPerson(
        username="officer",
        name="程立新",
        role=Role.OFFICER,
        division="410802",
        note=_("drafts and carries out inspections"),
    ),
    DemoPerson(
        username="officer2",
        name="沈国强",
        role=Role.OFFICER,
        division="410802",
        note=_("second enforcement officer"),
    ),
    DemoPerson(username="officer3", name="方明", role=Role.OFFICER, division="410802"),
    DemoPerson(username="officer4", name="贾春生", role=Role.OFFICER, division="410802"),
    DemoPerson(
        username="operator", name="苏晴", role=Role.OPERATOR, division="410800", note=_("answers calls to 12328")
    ),
    DemoPerson(
        username="dispatcher",
        name="潘志远",
        role=Role.DISPATCHER,
        division="410800",
        note=_("transfers tickets, manages desks and platforms"),
    ),
    DemoPerson(
        username="handler",
        name="魏东",
        role=Role.TICKET_HANDLER,
        division="410802",
        note=_("handles tickets of the county's transport bureau"),
    ),
    DemoPerson(username="unit-head", name="康建民", role=Role.UNIT_HEAD, division="410802"),
    DemoPerson(
        username="justice",
        name="章正平",
        role=Role.TICKET_HANDLER,
        division="410800",
        note=_("supervision of enforcement: complaints against officers"),
    ),
    DemoPerson(
        username="platform", name="丁一鸣", role=Role.PLATFORM_DESK, note=_("headquarters desk of a freight platform")
    ),
    DemoPerson(username="reply-reviewer", name="薛敏", role=Role.REPLY_REVIEWER, division="410800"),
    DemoPerson(username="caller-back", name="江小雨", role=Role.CALLER_BACK, division="410800"),
    DemoPerson(username="ticket-supervisor", name="傅国安", role=Role.TICKET_SUPERVISOR, division="410800"),
    DemoPerson(username="leader", name="任长征", role=Role.HOTLINE_LEADER, division="410800"),
    DemoPerson(
        username="care",
        name="余婷",
        role=Role.CARE_OFFICER,
        division="410800",
        note=_("care for drivers: programmes, applications, receipts"),
    ),
    DemoPerson(
        username="care2", name="汪洋", role=Role.CARE_OFFICER, division="410800", note=_("second officer of care")
    ),
    DemoPerson(username="city-unit-head", name="段立新", role=Role.UNIT_HEAD, division="410800"),
    DemoPerson(username="analyst", name="柳青", role=Role.ANALYST, division="410800"),
    DemoPerson(username="city-auditor", name="冯雪", role=Role.AUDITOR, division="410800"),
    DemoPerson(username="city-supervisor", name="韩建军", role=Role.SUPERVISOR, division="410800"),
    DemoPerson(username="xw-clerk", name="马玉兰", role=Role.COUNTER_CLERK, also=(Role.DECIDER,), division="410821"),
    DemoPerson(username="xw-decider", name="胡文斌", role=Role.DECIDER, division="410821"),
)


def demo(request: HttpRequest) -> dict[str, Any]:
    """Context processor: whom to try, on the sign-in page of a demo and nowhere else."""
    return {"demo_people": PEOPLE, "demo_password": PASSWORD} if settings.DEMO else {}
