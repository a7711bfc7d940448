"""The columns of the tables other platforms take, and what stands in each cell, in the platforms' own words.

What nobody confirmed stays empty: a code that was made up would be taken for one of theirs.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from supervision.inspections.models import ChosenItem, CompanyInspection
from supervision.inspections.result_models import Result

Cell = Callable[[Any], Any]
Columns = tuple[tuple[str, Cell], ...]


class OneOfficer(Exception):
    """An inspection with fewer than two officers is not reported: it was none (F-13.4)."""


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


def _several(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _listed(inspection: CompanyInspection, of: Callable[[Any], str]) -> str:
    return _several([of(one) for one in officers(inspection)])


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localdate(at)


def _has_findings(item: ChosenItem) -> bool:
    """Whether the record found something under this item; a joint visit has several items and one result."""
    record = max(item.inspection.records.all(), key=lambda one: one.turn, default=None)
    return record is None or any(line["item"] == item.code for line in record.findings)


def _outcome(item: ChosenItem) -> str:
    outcome = str(item.inspection.result.outcome)
    return outcome if outcome == Result.Outcome.CLEAN or _has_findings(item) else str(Result.Outcome.CLEAN)


def _platform_results(item: ChosenItem) -> str:
    """The platform's codes, several where several fit: an order that was carried out is “found and mended on order”."""
    code = _outcome(item)
    if code == Result.Outcome.RECTIFY:
        recheck = getattr(item.inspection.result, "recheck", None)
        code = "mended" if recheck is not None and recheck.passed else "open"
    return _several([codes()["platform"][code]])


def _kind_of(item: ChosenItem) -> str:
    return "individual" if item.inspection.company.is_individual else "company"


def _list_code(item: ChosenItem) -> str:
    """实施清单编码: the body's code, its level and the basic code (F-12.12); without a basic code there is none."""
    authority, basic = item.inspection.authority, codes()["list"].get(item.code, "")
    return f"{authority.code}{codes()['level'][_level(authority)]}{basic}" if basic else ""


def _level(authority: Any) -> str:
    return "county" if authority.division.city_id else "city"


def _platform_number(draw: Any) -> str:
    return max(draw.platform_numbers.all(), key=lambda one: one.pk).number if draw.platform_numbers.all() else ""


def _of_inspections(draw: Any, of: Callable[[Any], Any]) -> list[Any]:
    """What the inspections of a draw have, each once, in their order."""
    found = (of(row.inspection) for row in draw.objects_of.all() if hasattr(row, "inspection"))
    return list(dict.fromkeys(one for one in found if one))


def _items(draw: Any) -> str:
    names = _of_inspections(draw, lambda one: tuple(item.name_zh for item in one.items.all()))
    return _several(list(dict.fromkeys(name for each in names for name in each)))


def _until(draw: Any) -> datetime.date | str:
    return max(_of_inspections(draw, lambda one: one.planned_on), default="")


def _drawn_officers(draw: Any) -> str:
    return _several(sorted({number for line in draw.result.drawn for number in line["officers"][:2]}))


OF_CHECKS: Columns = (
    ("双随机计划编号", lambda row: row.inspection.drawn.draw.number if row.inspection.drawn else ""),
    ("双随机平台编号", lambda row: _platform_number(row.inspection.drawn.draw) if row.inspection.drawn else ""),
    ("监管事项目录编码", lambda row: codes()["directory"].get(row.code, "")),
    ("监管事项检查实施清单编码", _list_code),
    ("检查行为名称", lambda row: row.name_zh),
    ("检查行为编号", lambda row: f"{row.inspection.number}-{row.pk}"),
    ("实施机构", lambda row: row.inspection.authority.name_zh),
    ("实施机构编码", lambda row: row.inspection.authority.code),
    ("受委托部门", lambda row: ""),
    ("受委托部门编码", lambda row: ""),
    ("实施机构行政区划", lambda row: row.inspection.authority.division_id),
    ("监管对象", lambda row: row.inspection.company.name),
    ("监管对象类型", lambda row: codes()["holder"][_kind_of(row)]),
    ("行政相对人名称", lambda row: row.inspection.company.name),
    ("行政相对人性质", lambda row: codes()["holder"][_kind_of(row)]),
    ("行政相对人证件类型", lambda row: codes()["paper"][_kind_of(row)]),
    ("行政相对人编码", lambda row: row.inspection.company.public_code),
    ("注册地址", lambda row: row.inspection.company.registered_address),
    ("经营地址", lambda row: ""),
    ("行政区划", lambda row: row.inspection.company.division_id),
    ("检查形式", lambda row: codes()["form"]["on-site" if row.inspection.on_site else "off-site"]),
    ("检查类别", lambda row: codes()["class"][row.inspection.source]),
    ("检查方式", lambda row: codes()["mode"]["draw" if row.inspection.drawn else "other"]),
    ("检查依据", lambda row: row.basis),
    ("检查结果", lambda row: codes()["result"][_outcome(row)]),
    ("检查时间", lambda row: row.inspection.entry.at),
    ("检查人员", lambda row: _listed(row.inspection, lambda one: str(one.person.name))),
    ("执法证号", lambda row: _listed(row.inspection, lambda one: str(one.number))),
    ("报送时间", lambda row: timezone.now()),
    ("报送人", lambda row: row.inspection.result.by.name),
)
OF_MEASURES: Columns = (
    ("措施编号", lambda row: row.letter.number),
    ("检查行为编号", lambda row: row.inspection.number),
    ("措施名称", lambda row: row.letter.title),
    ("实施机构", lambda row: row.inspection.authority.name_zh),
    ("实施机构编码", lambda row: row.inspection.authority.code),
    ("行政相对人名称", lambda row: row.inspection.company.name),
    ("行政相对人编码", lambda row: row.inspection.company.uscc),
    ("开始日期", lambda row: _day(row.at)),
    ("结束日期", lambda row: row.last_day),
    ("执法人员", lambda row: _listed(row.inspection, lambda one: str(one.person.name))),
    ("执法证号", lambda row: _listed(row.inspection, lambda one: str(one.number))),
    ("结案情况", lambda row: row.recheck.words[:200] if hasattr(row, "recheck") else ""),
)
OF_TASKS: Columns = (
    ("计划编号", lambda row: row.number),
    ("计划名称", lambda row: row.purpose),
    ("任务编号", lambda row: row.number),
    ("任务名称", lambda row: row.purpose),
    ("平台编号", _platform_number),
    ("抽查类型", lambda row: "不定向"),
    ("抽查事项", _items),
    ("检查对象范围", lambda row: codes()["sector"][row.sector]),
    ("实施机构", lambda row: row.authority.name_zh),
    ("实施机构编码", lambda row: row.authority.code),
    ("抽查开始日期", lambda row: _day(row.frozen_at)),
    ("抽查结束日期", _until),
    ("抽取时间", lambda row: row.result.drawn_at),
    ("检查对象总数", lambda row: len(row.objects_of.all())),
    ("抽取数量", lambda row: row.wanted),
    ("抽中对象数", lambda row: len(row.result.drawn)),
    ("抽中执法人员", _drawn_officers),
    ("执法人员区域", lambda row: row.authority.division_id),
    ("联合部门", lambda row: _several(_of_inspections(row, lambda one: one.joint))),
    ("名单摘要", lambda row: row.digest),
    ("随机种子", lambda row: row.result.seed),
)
OF_DRAWN: Columns = (
    ("计划编号", lambda row: row.inspection.drawn.draw.number),
    ("任务编号", lambda row: row.inspection.drawn.draw.number),
    ("平台编号", lambda row: _platform_number(row.inspection.drawn.draw)),
    ("检查编号", lambda row: row.inspection.number),
    ("抽查类型", lambda row: "不定向"),
    ("检查机关", lambda row: row.inspection.authority.name_zh),
    ("检查对象", lambda row: row.inspection.company.name),
    ("统一社会信用代码", lambda row: row.inspection.company.uscc),
    ("检查日期", lambda row: _day(row.inspection.entry.at)),
    ("检查事项", lambda row: row.name_zh),
    ("检查结果代码", _platform_results),
    ("公示日期", lambda row: _day(row.inspection.result.at)),
)
