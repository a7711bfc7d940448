"""What the notice (告知书) tells before anybody promises: conditions, materials, verification, choice (F-3.1)."""

from __future__ import annotations

from typing import Any

from materials.catalogue.models.items import Notice
from materials.catalogue.models.materials import Material

MATERIALS = {
    "required_materials": ("需要提交的材料", "无需提交材料"),
    "replaced_materials": ("以承诺代替证明的材料", "无"),
    "looked_up_materials": ("由行政机关查询、无需提交的材料", "无"),
}
"""What a notice tells of materials: required, promised instead of proved, looked up (domain F-3.1)."""


def _basis(entries: list[dict[str, Any]]) -> str:
    return "、".join(f"《{entry['law_zh']}》{'、'.join(entry['articles']) or '（条款待核实）'}" for entry in entries)


def materials_told(notice: Notice) -> dict[str, list[Material]]:
    """The materials a notice names, by what becomes of them."""
    codes = {kind: notice.notice.get(kind) or [] for kind in MATERIALS}
    known = {
        material.code: material
        for material in Material.objects.filter(
            version=notice.item.version_id, code__in=[code for named in codes.values() for code in named]
        )
    }
    return {kind: [known[code] for code in named if code in known] for kind, named in codes.items()}


def told(notice: Notice) -> list[list[str]]:
    """What the notice says, as (heading, text) in zh-Hans: kept with the signature it was given for (domain F-3.1)."""
    item = notice.item
    opening = [["事项", item.name_zh], ["法律依据", _basis(item.legal_basis)]]
    materials = [
        [MATERIALS[kind][0], "、".join(m.name_zh for m in named) or MATERIALS[kind][1]]
        for kind, named in materials_told(notice).items()
    ]
    paragraphs = [list(paragraph) for paragraph in notice_paragraphs(notice)]
    conditions = len(notice.conditions)
    return [*opening, *paragraphs[:conditions], *materials, *paragraphs[conditions:]]


def notice_paragraphs(notice: Notice) -> tuple[tuple[str, str], ...]:
    """The conditions, verification, publicity and choice of a notice as (heading, text) (国办发〔2020〕42号)."""
    body = notice.notice
    paragraphs = [("许可条件", f"{c['zh']}（依据：{_basis(c['legal_basis'])}）") for c in notice.conditions]
    verification = body["verification"]
    unit = "个工作日" if verification["day_kind"] == "working" else "日"
    paragraphs += [
        (
            "事后核查",
            f"{verification['by_zh']}自作出决定之日起{verification['deadline_days']}{unit}内核查。{verification['method_zh']}",
        ),
        ("不适用情形", body["not_available_zh"]),
        ("公开", body["publicity_zh"]),
        ("自愿选择", body["right_to_refuse_zh"]),
    ]
    return tuple(paragraphs)
