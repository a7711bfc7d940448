"""The paper of a bulletin that was signed: made from its frozen rows and from nothing else, always zh-Hans."""

from __future__ import annotations

from django.utils import translation

from hotline.bulletins.freezing import RATES
from hotline.bulletins.models import Bulletin, BulletinFigure, Group
from hotline.bulletins.ranking import Compared
from hotline.bulletins.reading import Reading, title_of
from papers.documents import Document
from papers.figures import PaperChart, PaperTable
from papers.paper import AuthoritySeal
from papers.produce import produce
from papers.reports import BulletinPaper

TITLES = {Group.COUNTY: "按县区", Group.UNIT: "按承办单位", Group.PLATFORM: "按平台企业"}
HEAD = ("投诉", "限时办结", "响应", "解决", "满意", "重办", "逾期", "二级督办", "挂牌督办")
COLUMNS = ("complaints", *RATES, "redone", "now-overdue", "now-noticed", "now-listed")


def document_of(bulletin: Bulletin) -> Document:
    """The signed PDF, made at the first call and the same ever after. Of a bulletin that was signed."""
    return produce(paper_of(bulletin), signer=str(bulletin.authority.division_id))


def paper_of(bulletin: Bulletin) -> BulletinPaper:
    """What the paper of a signed bulletin says."""
    authority, release = bulletin.authority, bulletin.release
    with translation.override("zh-hans"):
        reading = Reading(bulletin)
        return BulletinPaper(
            authority=AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id),
            number=release.number,
            title_text="12328热线周通报" if bulletin.edition == 1 else f"12328热线周通报（第{bulletin.edition}版）",
            period=f"{_day(bulletin.since)}至{_day(bulletin.until)}",
            tables=(_whole(reading), *_places(reading), *_late(reading), *_problems(reading), *_changes(reading)),
            charts=_charts(reading),
            paragraphs=tuple((title, text) for title, text in _words(bulletin) if text),
            signed_by=release.by.name,
            dated=release.dated,
            contact=f"{authority.address} {authority.phone}".strip(),
        )


def _day(day: object) -> str:
    return f"{day:%Y}年{int(f'{day:%m}')}月{int(f'{day:%d}')}日"


def said(row: BulletinFigure | None) -> str:
    """12 / 15（80.0%）; without a share where there are too few."""
    if row is None or row.number is None:
        return "–"
    if row.of is None:
        return str(row.number)
    return f"{row.number} / {row.of}" + (f"（{row.share}%）" if row.share is not None else "")


def _whole(reading: Reading) -> PaperTable:
    lines = tuple(
        (
            title_of(line.figure.code),
            said(line.figure),
            f"{line.definition.target}%" if line.definition.target is not None else "–",
            said(line.before),
        )
        for line in reading.whole
    )
    return PaperTable(title="总体情况", head=("指标", "本周", "目标", "上周"), lines=lines)


def _places(reading: Reading) -> tuple[PaperTable, ...]:
    return tuple(
        PaperTable(title=TITLES[group], head=("名称", *HEAD), lines=tuple(_place(one) for one in rows))
        for group, rows in reading.places
    )


def _place(one: Compared) -> tuple[str, ...]:
    return (one.label, *(_short(code, one.figures.get(code)) for code in COLUMNS))


def _short(code: str, row: BulletinFigure | None) -> str:
    """A narrow cell: a share where there are enough, else the two counts; of what waits the number alone."""
    if row is None:
        return "–"
    if code == "complaints" or code.startswith("now-"):
        return str(row.number)
    return f"{row.share}%" if row.share is not None else f"{row.number}/{row.of}"


def _late(reading: Reading) -> tuple[PaperTable, ...]:
    lines = tuple((one.ticket.number, one.desk or "未转办", one.by or "–") for one in reading.late)
    return (PaperTable(title="逾期工单", head=("工单编号", "承办单位", "签收人"), lines=lines),) if lines else ()


def _problems(reading: Reading) -> tuple[PaperTable, ...]:
    head = ("诉求主题", "对象或者地点", "工单", "责任单位", "措施", "整改内容")
    lines = tuple(
        (
            one.theme,
            one.problem.label,
            str(one.tickets),
            one.taken.desk.name if one.taken and one.taken.desk else "待明确",
            one.taken.words if one.taken else "–",
            one.changed or "–",
        )
        for one in reading.problems
    )
    return (PaperTable(title="突出问题", head=head, lines=lines),) if lines else ()


def _changes(reading: Reading) -> tuple[PaperTable, ...]:
    lines = tuple(
        (f"{title_of(one.code)} {one.label}".strip(), said(one.was), said(one.now)) for one in reading.changes
    )
    return (PaperTable(title="本版更正", head=("指标", "前版", "本版"), lines=lines),) if lines else ()


def _charts(reading: Reading) -> tuple[PaperChart, ...]:
    themes = tuple((title_of(line.figure.code), line.figure.number or 0) for line in reading.themes)
    counties = tuple(
        (one.label, one.figures["complaints"].of or 0)
        for group, rows in reading.places
        if group == Group.COUNTY
        for one in rows
        if "complaints" in one.figures
    )
    found = (
        PaperChart(name="themes", title="诉求主题", of="主题", counted="工单", bars=themes),
        PaperChart(name="counties", title="各县区受理工单", of="县区", counted="工单", bars=counties),
    )
    return tuple(one for one in found if one.bars)


def _words(bulletin: Bulletin) -> tuple[tuple[str, str], ...]:
    release = bulletin.release
    return ("正面典型", release.good), ("反面典型", release.bad), ("更正说明", bulletin.reason)
