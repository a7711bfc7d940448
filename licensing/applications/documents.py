"""A signed commitment as the paper it is printed on: exact words, version and time."""

from __future__ import annotations

import datetime
from typing import Any

from licensing.applications.models import Commitment
from licensing.papers.models import Document
from licensing.papers.paper import AuthoritySeal, CommitmentPaper
from licensing.papers.produce import produce
from materials.catalogue.models import Notice


def _basis(entries: list[dict[str, Any]]) -> str:
    return "、".join(f"《{entry['law_zh']}》{'、'.join(entry['articles'])}" for entry in entries)


def notice_paragraphs(notice: Notice) -> tuple[tuple[str, str], ...]:
    """The notice as (heading, text) in zh-Hans, in the order the law lists its parts (国办发〔2020〕42号)."""
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


def commitment_paper(commitment: Commitment) -> CommitmentPaper:
    application = commitment.application
    authority, company, notice = application.authority, application.company, commitment.notice
    return CommitmentPaper(
        application_ref=str(application.key),
        item_name=application.item.name_zh,
        company_name=company.name,
        uscc=company.public_code,
        signed_by=commitment.signed_by.name,
        signed_at=commitment.signed_at,
        notice_version=notice.version_label,
        notice_title=notice.title_zh,
        notice_paragraphs=notice_paragraphs(notice),
        statements=tuple((s["zh"], datetime.datetime.fromisoformat(s["affirmed_at"])) for s in commitment.statements),
        consequences=tuple(c["zh"] for c in notice.consequences),
        authority=AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id),
    )


def commitment_document(commitment: Commitment) -> Document:
    """The signed PDF of a commitment, made at the first call and the same ever after."""
    return produce(commitment_paper(commitment), signer=commitment.application.authority.division_id)
