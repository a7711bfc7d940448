"""The dashboard as a paper: the report of a period, signed, always zh-Hans; made when it is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone, translation

from accounts.authorities import Authority
from accounts.people import Person
from licensing.auditing.dashboard import reading
from licensing.auditing.dashboard.measures import BY_PLACE, MEASURES, Days
from licensing.auditing.dashboard.reading import Group, Numbers
from papers.figures import PaperChart, PaperTable
from papers.paper import AuthoritySeal
from papers.pdf import render
from papers.reports import ReportPaper
from papers.sign import sign

MOST_GROUPS = 40
"""So many services or authorities stand in a report; the page and its table have all of them."""


def report_pdf(
    counted: Numbers, days: Days, *, by: Person, of: Authority, counted_at: datetime.datetime, team: str = ""
) -> bytes:
    """The PDF of what was counted, signed for an authority. Raises NoSigningKey."""
    paper = report_paper(counted, days, by=by, of=of, counted_at=counted_at, team=team)
    return sign(render(paper), signer=paper.authority.code, name=paper.authority.name)


def report_paper(
    counted: Numbers, days: Days, *, by: Person, of: Authority, counted_at: datetime.datetime, team: str = ""
) -> ReportPaper:
    """What the report says."""
    with translation.override("zh-hans"):
        by_service, by_place = reading.services(counted, days), reading.places(counted, days)
        by_team = reading.teams(counted, days)
        return ReportPaper(
            authority=AuthoritySeal(name=of.name_zh, seal_text=of.seal_text, code=of.division_id),
            title_text="行政许可办理情况报告",
            period=f"{days[0]:%Y-%m-%d} 至 {days[1]:%Y-%m-%d}{f'，仅{team}' if team else ''}",
            tables=(
                _measures(counted, days),
                *_groups(by_service, by_place, by_team),
                *_waivers(counted, days),
                *_registries(counted, days),
            ),
            charts=tuple(
                PaperChart(
                    name=one.name,
                    title=str(one.title),
                    of=str(one.of),
                    counted=str(one.counted),
                    bars=tuple((mark.label, mark.value) for mark in one.drawn),
                )
                for one in reading.charts(counted, days, by_service=by_service, by_place=by_place)
            ),
            made_at=timezone.now(),
            counted_at=counted_at,
            made_by=by.name,
        )


def _measures(counted: Numbers, days: Days) -> PaperTable:
    middle, ninetieth = reading.whole_times(counted)
    lines = [
        (
            one.title,
            str(one.number.value),
            "–" if one.share is None else f"{one.share}%",
            "–" if one.earlier is None else str(one.earlier.value),
        )
        for one in reading.lines(counted, days)
    ]
    lines += [("办结天数（中位数）", middle, "–", "–"), ("办结天数（九成以内）", ninetieth, "–", "–")]
    return PaperTable(title="总体情况", head=("指标", "数量", "占比", "上一时段"), lines=tuple(lines))


def _groups(by_service: Sequence[Group], by_place: Sequence[Group], by_team: Sequence[Group]) -> Sequence[PaperTable]:
    heads = tuple(str(MEASURES[code].title) for code in BY_PLACE)
    found = []
    for title, first, groups in (
        ("按事项", "事项", by_service),
        ("按机关", "机关", by_place),
        ("按组（现持有或已决定案件的组）", "组", by_team),
    ):
        lines = tuple(_line(one) for one in groups[:MOST_GROUPS])
        if lines:
            found.append(PaperTable(title=title, head=(first, *heads, "中位天数", "九成以内"), lines=lines))
    return found


def _line(group: Group) -> tuple[str, ...]:
    return (group.name, *(str(number.value) for number in group.numbers), group.middle, group.ninetieth)


def _waivers(counted: Numbers, days: Days) -> Sequence[PaperTable]:
    lines = tuple(
        (
            row.name,
            str(row.waivable.value),
            str(row.waived.value),
            "–" if row.share is None else f"{row.share}%",
            str(row.found_by.value),
        )
        for row in reading.waivers(counted, days)
    )
    head = ("登记库", "按目录可免提交的案件", "实际免提交的案件", "占比", "查到目录要求提交的材料的案件")
    return [PaperTable(title="免提交材料情况", head=head, lines=lines)] if lines else []


def _registries(counted: Numbers, days: Days) -> Sequence[PaperTable]:
    lines = tuple(
        (row.name, str(row.asked), str(row.silent.value), row.seconds, str(row.checked.value), str(row.brought.value))
        for row in reading.registries(counted, days)
    )
    head = ("登记库", "查询", "未答复", "平均秒数", "改由人工核对", "改由申请人提交")
    return [PaperTable(title="登记库答复情况", head=head, lines=lines)] if lines else []
