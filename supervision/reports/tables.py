"""Tables other platforms take: 互联网+监管 and 双随机, made of the very rows of inspections and draws (F-13.3–13.6).

Only inspections and draws are read here. Visits and encounters are no inspections and never leave: an import contract
says so. A table's heads are the platform's own words, the same in every language.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.roles import visible_authorities
from pages.days import in_days
from supervision.draws.models import Draw
from supervision.inspections.models import ChosenItem, CompanyInspection
from supervision.inspections.result_models import Result

AT_ONCE = 500
Cell = Callable[[Any], Any]


class OneOfficer(Exception):
    """An inspection with fewer than two officers is not reported: it was none (F-13.4)."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a platform takes: `heads` and cells side by side, the rows of a reader's authorities in some days."""

    name: str
    title: Promise
    explained: Promise
    columns: tuple[tuple[str, Cell], ...]
    rows: Callable[[Person, datetime.date, datetime.date], Any]

    @property
    def heads(self) -> list[str]:
        return [head for head, _cell in self.columns]

    def lines(self, rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
        """The lines of a file. Raises OneOfficer."""
        for row in rows:
            yield [cell(row) for _head, cell in self.columns]


@cache
def codes() -> Mapping[str, Any]:
    """The dictionaries of the platforms, as data with their source."""
    text = (Path(__file__).parent / "data" / "codes.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def officers(inspection: CompanyInspection) -> Sequence[Any]:
    """The two who came. Raises OneOfficer."""
    entry = inspection.entry
    found = {entry.first_id: entry.first, entry.second_id: entry.second}
    if len(found) != 2:
        raise OneOfficer(inspection.number)
    return list(found.values())


def _listed(inspection: CompanyInspection, of: Callable[[Any], str]) -> str:
    return json.dumps([of(one) for one in officers(inspection)], ensure_ascii=False)


def _told(rows: Any, since: datetime.date, until: datetime.date, prefix: str = "") -> Any:
    return in_days(rows, f"{prefix}result__at", since, until)


def checks(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Each item of each inspection whose result was told in some days: a joint visit is several checks."""
    rows = ChosenItem.objects.filter(inspection__authority__in=visible_authorities(person))
    related = ("company", "authority", "drawn__draw", "result__by", "entry__first__person", "entry__second__person")
    found = _told(rows, since, until, "inspection__").select_related(*(f"inspection__{name}" for name in related))
    return found.order_by("pk")


def measures(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Orders to rectify that were told in some days."""
    rows = Result.objects.filter(outcome=Result.Outcome.RECTIFY, inspection__authority__in=visible_authorities(person))
    found = in_days(rows, "at", since, until)
    related = ("inspection__company", "inspection__authority", "letter", "recheck")
    return found.select_related(*related, "inspection__entry__first__person", "inspection__entry__second__person")


def tasks(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Draws that were drawn in some days."""
    rows = in_days(Draw.objects.visible_to(person), "result__drawn_at", since, until)
    return rows.select_related("authority", "result").defer("listed").order_by("pk")


def drawn_results(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Checks of drawn companies whose result was told in some days."""
    return checks(person, since, until).filter(inspection__drawn__isnull=False)


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localdate(at)


def _platform_result(result: Result) -> str:
    """The platform's code: an order that was carried out is “found and mended on order”."""
    code = str(result.outcome)
    if code == Result.Outcome.RECTIFY:
        recheck = getattr(result, "recheck", None)
        code = "mended" if recheck is not None and recheck.passed else "open"
    return str(codes()["platform"][code])


def _kind_of(item: ChosenItem) -> str:
    return "individual" if item.inspection.company.is_individual else "company"


OF_CHECKS: tuple[tuple[str, Cell], ...] = (
    ("双随机计划编号", lambda row: row.inspection.drawn.draw.number if row.inspection.drawn else ""),
    ("监管事项目录编码", lambda row: codes()["directory"].get(row.code, "")),
    ("监管事项检查实施清单编码", lambda row: row.code),
    ("检查行为名称", lambda row: row.name_zh),
    ("检查行为编号", lambda row: f"{row.inspection.number}-{row.pk}"),
    ("实施机构", lambda row: row.inspection.authority.name_zh),
    ("实施机构行政区划", lambda row: row.inspection.authority.division_id),
    ("监管对象", lambda row: row.inspection.company.name),
    ("行政相对人名称", lambda row: row.inspection.company.name),
    ("行政相对人性质", lambda row: codes()["holder"][_kind_of(row)]),
    ("行政相对人证件类型", lambda row: "统一社会信用代码"),
    ("行政相对人编码", lambda row: row.inspection.company.uscc),
    ("注册地址", lambda row: row.inspection.company.registered_address),
    ("行政区划", lambda row: row.inspection.company.division_id),
    ("检查形式", lambda row: codes()["form"]["on-site" if row.inspection.on_site else "off-site"]),
    ("检查类别", lambda row: codes()["class"][row.inspection.source]),
    ("检查方式", lambda row: codes()["mode"]["draw" if row.inspection.drawn else "other"]),
    ("检查依据", lambda row: row.basis),
    ("检查结果", lambda row: codes()["result"][row.inspection.result.outcome]),
    ("检查时间", lambda row: row.inspection.entry.at),
    ("检查人员", lambda row: _listed(row.inspection, lambda one: str(one.person.name))),
    ("执法证号", lambda row: _listed(row.inspection, lambda one: str(one.number))),
    ("报送时间", lambda row: timezone.now()),
    ("报送人", lambda row: row.inspection.result.by.name),
)
OF_MEASURES: tuple[tuple[str, Cell], ...] = (
    ("措施编号", lambda row: row.letter.number),
    ("检查行为编号", lambda row: row.inspection.number),
    ("措施名称", lambda row: row.letter.title),
    ("实施机构", lambda row: row.inspection.authority.name_zh),
    ("行政相对人名称", lambda row: row.inspection.company.name),
    ("行政相对人编码", lambda row: row.inspection.company.uscc),
    ("开始日期", lambda row: _day(row.at)),
    ("结束日期", lambda row: row.rectify_by),
    ("执法人员", lambda row: _listed(row.inspection, lambda one: str(one.person.name))),
    ("执法证号", lambda row: _listed(row.inspection, lambda one: str(one.number))),
    ("结案情况", lambda row: row.recheck.words[:200] if hasattr(row, "recheck") else ""),
)
OF_TASKS: tuple[tuple[str, Cell], ...] = (
    ("计划编号", lambda row: row.number),
    ("计划名称", lambda row: row.purpose),
    ("任务编号", lambda row: row.number),
    ("任务名称", lambda row: row.purpose),
    ("抽查类型", lambda row: "不定向"),
    ("检查对象范围", lambda row: row.sector),
    ("实施机构", lambda row: row.authority.name_zh),
    ("抽取时间", lambda row: row.result.drawn_at),
    ("抽取数量", lambda row: row.wanted),
    ("抽中对象数", lambda row: len(row.result.drawn)),
    ("名单摘要", lambda row: row.digest),
    ("随机种子", lambda row: row.result.seed),
)
OF_DRAWN: tuple[tuple[str, Cell], ...] = (
    ("计划编号", lambda row: row.inspection.drawn.draw.number),
    ("任务编号", lambda row: row.inspection.number),
    ("抽查类型", lambda row: "不定向"),
    ("检查机关", lambda row: row.inspection.authority.name_zh),
    ("检查对象", lambda row: row.inspection.company.name),
    ("统一社会信用代码", lambda row: row.inspection.company.uscc),
    ("检查日期", lambda row: _day(row.inspection.entry.at)),
    ("检查事项", lambda row: row.name_zh),
    ("检查结果代码", lambda row: _platform_result(row.inspection.result)),
)
TABLES = {
    table.name: table
    for table in (
        Table(
            name="checks",
            title=_("Checks (互联网+监管)"),
            explained=_("Each item of each inspection whose result was told: two officers, two numbers."),
            columns=OF_CHECKS,
            rows=checks,
        ),
        Table(
            name="measures",
            title=_("Other measures (互联网+监管)"),
            explained=_("Orders to rectify, from their day to the second look."),
            columns=OF_MEASURES,
            rows=measures,
        ),
        Table(
            name="draw-tasks",
            title=_("Tasks of random draws (双随机)"),
            explained=_("Draws with the digest of their list and their seed: the draw stays ours."),
            columns=OF_TASKS,
            rows=tasks,
        ),
        Table(
            name="draw-results",
            title=_("Results of random draws (双随机)"),
            explained=_("What was found at drawn companies, by the platform's codes."),
            columns=OF_DRAWN,
            rows=drawn_results,
        ),
    )
}
"""Every table that leaves, by the name in its address."""
