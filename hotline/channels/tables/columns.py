"""The columns of a table of tickets, with the words other hotlines use for them; each is a field of a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from hotline.rulebook.reading import Rulebook
from hotline.tickets.models import Against
from materials.tables.headings import Column
from materials.tables.values import NO, YES

_COLUMNS: tuple[tuple[str, str, object, tuple[str, ...]], ...] = (
    ("external", "external", _("Number of the sender"), ("工单编号", "工单号", "来件编号", "诉求编号", "流水号")),
    ("told-version", "version", _("Version"), ("版本", "版本号")),
    ("told-state", "state", _("State"), ("是否撤回",)),
    ("kind", "type", _("Kind"), ("诉求类型", "工单类型", "业务类型", "类型")),
    ("theme", "theme", _("Theme"), ("诉求主题", "问题分类", "诉求分类", "主题", "事项分类")),
    ("urgency", "urgency", _("Urgency"), ("紧急程度", "紧急")),
    ("is-driver", "driver", _("Truck driver"), ("是否货车司机", "货车司机")),
    ("plate", "plate", _("Plate"), ("车牌号",)),
    ("practitioner-number", "certificate", _("Number of the driver's certificate"), ("从业资格证号",)),
    ("caller-name", "caller/name", _("Name"), ("来电人", "来电人姓名", "诉求人", "诉求人姓名", "市民姓名", "联系人")),
    ("caller-phone", "caller/phone", _("Caller's number"), ("来电号码", "联系电话", "诉求人电话", "电话")),
    ("is-anonymous", "caller/anonymous", _("Wants to stay anonymous: no call-back"), ("是否匿名", "匿名")),
    ("consent", "caller/consent", _("Whom it is about may learn who called"), ("同意公开身份",)),
    ("county", "division", _("County"), ("所属区县", "县区", "区县", "行政区划", "行政区划代码", "属地")),
    ("place", "place", _("Road, kilometre, place"), ("地点", "发生地点", "事发地点", "事发地址")),
    ("happened-on", "happened_on", _("Day it happened"), ("发生日期", "事发日期", "发生时间", "事发时间")),
    ("against", "against", _("Who or what it is about"), ("被反映对象类型", "对象类型")),
    ("object", "object", _("Name of whom it is about"), ("被反映对象", "被投诉单位", "涉及单位", "对象名称")),
    ("facts", "facts", _("What the caller reports"), ("诉求内容", "反映内容", "工单内容", "问题描述", "内容")),
    ("wish", "wish", _("What the caller wishes"), ("诉求目的", "办理要求", "来电人要求")),
    ("amount", "amount", _("Money in dispute (yuan)"), ("涉及金额", "金额", "涉及金额（元）")),
    ("recording", "recording", _("Reference of the recording"), ("录音编号", "录音索引号")),
    ("handling-number", "handling/number", _("Number of their handling"), ("转办编号", "交办编号", "派单编号")),
    ("handling-kind", "handling/kind", _("Handling of the sender"), ("办理方式", "处理方式", "办件类型")),
    ("due-at", "handling/due_at", _("Limit of the sender"), ("办理期限", "办结期限", "截止时间", "到期时间")),
)  # fmt: skip
"""Code of the column, field of the message (docs/hotline.md), title, the words people use for it."""
FIELDS = {code: field for code, field, _title, _names in _COLUMNS}
TITLES = {f"/{field}": title for _code, field, title, _names in _COLUMNS}
"""Pointer of a reason → how the column is called."""
KEY = "external"
_YES = YES | NO | {"1": True, "0": False}
_STATES = {"正常": "open", "有效": "open", "已撤回": "withdrawn", "撤回": "withdrawn", "是": "withdrawn", "否": "open"}
_HANDLINGS = {"转办": 0, "交办": 0, "督办": 1, "回访": 2, "回访复核": 2, "0": 0, "1": 1, "2": 2}
_AGAINST = {
    "企业": "company", "平台": "platform", "平台企业": "platform", "单位": "unit", "执法人员": "unit",
    "货主": "shipper", "道路": "road", "路段": "road", "场站": "station", "物流园": "station", "其他": "other",
}  # fmt: skip
_TERMS = {"type": "types", "theme": "themes", "urgency": "urgencies"}
"""Field → the terms of the rulebook it takes."""
_KINDS = {"咨询": "consultation", "建议": "suggestion", "意见": "suggestion", "投诉": "complaint", "举报": "complaint"}


def columns() -> list[Column]:
    """What a table may hold; the number of the sender finds the ticket."""
    return [
        Column(code=code, label=str(title), names=(str(title), *names), is_key=code == KEY)
        for code, _field, title, names in _COLUMNS
    ]


def words_for(book: Rulebook, divisions: Mapping[str, str]) -> dict[str, Mapping[str, object]]:
    """Field → what people write in its cells → what a message says; what stands in none is left as it is written."""

    def terms(kind: str) -> dict[str, object]:
        rows = book.terms[kind].values()
        return {word: one.code for one in rows for word in (one.code, one.zh, one.en.lower())}

    return {
        **{field: terms(kind) for field, kind in _TERMS.items()},
        "type": _KINDS | terms(_TERMS["type"]),
        "against": {str(label): code for code, label in Against.choices} | _AGAINST,
        "division": divisions,
        "state": _STATES,
        "driver": _YES,
        "caller/anonymous": _YES,
        "caller/consent": _YES,
        "handling/kind": _HANDLINGS,
    }


def known_in(book: Rulebook, divisions: Sequence[str]) -> dict[str, Sequence[object]]:
    """Pointer of a field that takes one of some words → those words, as the reader calls them."""
    terms = {field: [one.name for one in book.terms[kind].values()] for field, kind in _TERMS.items()}
    return {f"/{field}": words for field, words in terms.items()} | {
        "/against": Against.labels,
        "/division": divisions,
        "/state": [*_STATES],
        "/handling/kind": [word for word in _HANDLINGS if not word.isdecimal()],
        **{f"/{field}": ["是", "否"] for field in ("driver", "caller/anonymous", "caller/consent")},
    }
