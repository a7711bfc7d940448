"""The demo's inspections: a few in each state, drafted, approved and carried out by the same acts as everybody's."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company
from supervision.credit.subjects.models import Subject
from supervision.draws.models import Draw, DrawObject
from supervision.draws.queries import result_of
from supervision.inspections.doing import planning, telling, visiting
from supervision.inspections.models import CompanyInspection
from supervision.inspections.result_models import (
    Record,
    Result,
    TurnedAway,
)
from supervision.inspections.rules import drawn_pair
from supervision.officers.models import EnforcementCertificate

COUNTY = "410802"
REACHED = ("enter", "record", "confirm", "tell", "closed", "rectify", "refused")
"""How far each of the demo's inspections gets."""


def seed_inspections() -> int:
    """Inspections in every state; 0 when they are there or nobody is to carry them out."""
    officers = list(EnforcementCertificate.objects.filter(authority__division=COUNTY).select_related("person")[:2])
    head = Person.objects.filter(username="head").first()
    if len(officers) < 2 or head is None or CompanyInspection.objects.exists():
        return 0
    _from_the_draw(head)
    chen = Person.objects.filter(username="chen").first()
    own = _own(chen)
    subjects = [subject for subject in _subjects() if own is None or subject.pk != own.pk]
    for reached, subject in zip(REACHED, subjects, strict=False):
        _complained_of(subject, officers, head, reached)
    if own is not None and chen is not None:
        for reached in ("mended", "recheck", "rectify", "enter"):
            _complained_of(own, officers, head, reached)
        words = "一人前来，要求检查未公布的事项。"
        telling.turn_away(own.company, reason=TurnedAway.Reason.ONE_OFFICER, shown="", words=words, by=chen)
    return CompanyInspection.objects.count()


def _subjects() -> list[Subject]:
    rows = Subject.objects.filter(authority__division=COUNTY, sector="freight", is_active=True)
    rows = rows.exclude(colour="green").select_related("company", "authority")
    return list(rows.order_by("-pk")[: len(REACHED)])


def _own(chen: Person | None) -> Subject | None:
    """The company people can try on the sign-in page."""
    if chen is None:
        return None
    rows = Subject.objects.filter(company__in=Company.objects.acted_for_by(chen), authority__division=COUNTY)
    return rows.select_related("company", "authority").order_by("pk").first()


def _from_the_draw(head: Person) -> None:
    """Of the demo's draw: two companies inspected and told, one with nothing found; the last one waits for the head."""
    draw = Draw.objects.order_by("pk").first()
    result = result_of(draw) if draw is not None else None
    if draw is None or result is None or not result.drawn:
        return
    rows = DrawObject.objects.select_related("subject__company", "subject__authority", "draw").filter(draw=draw)
    drawn = {row.key: row for row in rows}
    for line, reached in zip(reversed(result.drawn), ("", "closed", "rectify"), strict=False):
        _inspected(drawn[line["object"]], head, reached)


def _inspected(drawn: DrawObject, head: Person, reached: str) -> None:
    """An inspection of a drawn company by the two the draw sends, as far as it gets."""
    pair = drawn_pair(drawn)
    inspection = planning.draft(
        drawn.subject,
        items=["source-overload", "vehicle-technical"],
        source=CompanyInspection.Source.DRAW,
        words=f"抽查批次{drawn.draw.number}。",
        planned_on=timezone.localdate(),
        drawn=drawn,
        by=pair[0].person,
    )
    if reached:
        _carried(inspection, pair, head, reached)


def _complained_of(subject: Subject, officers: list[EnforcementCertificate], head: Person, reached: str) -> None:
    """An inspection of a complaint, as far as it gets."""
    inspection = planning.draft(
        subject,
        items=["source-overload", "licence-scope"],
        source=CompanyInspection.Source.COMPLAINT,
        words="12328工单：夜间出场车辆未苫盖、疑似超载。",
        planned_on=timezone.localdate(),
        officers=officers,
        by=officers[0].person,
    )
    _carried(inspection, officers, head, reached)


def _carried(inspection: CompanyInspection, officers: list[EnforcementCertificate], head: Person, reached: str) -> None:
    """A drafted inspection goes on as far as it gets."""
    first, second = (officer.person for officer in officers)
    if reached == "refused":
        planning.approve(inspection, granted=False, words="线索已由交警处理。", by=head)
        return
    planning.approve(inspection, granted=True, words="", by=head)
    inspection = CompanyInspection.objects.select_related("company", "authority", "subject").get(pk=inspection.pk)
    if reached == "enter":
        return
    visiting.enter(inspection, by=first)
    if reached == "record":
        return
    is_clean = reached == "closed"
    answers = {f"{line['item']}/{line['code']}": ("yes", "") for line in visiting.checklist(inspection)}
    if not is_clean:
        answers["source-overload/weighed"] = ("no", "抽查三车，均无称重登记。")
    visiting.record(
        inspection,
        answers=answers,
        statement="地磅故障，已报修。" if not is_clean else "",
        signed=Record.Signed.REFUSED if reached == "tell" else Record.Signed.SIGNED,
        signed_words="认为地磅故障不应记载，拒绝签字。" if reached == "tell" else "现场负责人王海",
        by=first,
    )
    if reached == "confirm":
        return
    visiting.confirm(inspection, agrees=True, words="", by=second)
    if reached == "tell":
        return
    outcome = Result.Outcome.CLEAN if is_clean else Result.Outcome.RECTIFY
    day = None if is_clean else timezone.localdate() + datetime.timedelta(days=30)
    telling.tell_result(inspection, outcome, rectify_by=day, words="", by=first)
    _put_right(inspection, second, reached)


def _put_right(inspection: CompanyInspection, second: Person, reached: str) -> None:
    """What follows an order; only the company of the sign-in page has somebody who reports."""
    if reached not in ("recheck", "mended"):
        return
    acting = Person.objects.filter(memberships__company=inspection.company).first()
    if acting is None:
        return
    telling.report_rectified(inspection, words="地磅已修复，恢复称重登记。", by=acting)
    if reached == "mended":
        telling.recheck(inspection, passed=True, words="现场核查，称重登记完整。", by=second)
