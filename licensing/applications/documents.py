"""A signed commitment as the paper it is printed on: exact words, version and time."""

from __future__ import annotations

import datetime

from licensing.applications.counter.queries import signature_under
from licensing.applications.models.promises import Commitment
from licensing.applications.notice import notice_paragraphs
from papers.documents import Document
from papers.paper import AuthoritySeal, CommitmentPaper
from papers.produce import produce


def commitment_paper(commitment: Commitment) -> CommitmentPaper:
    application = commitment.application
    authority, company, notice = application.authority, application.company, commitment.notice
    return CommitmentPaper(
        application_ref=str(application.key),
        item_name=application.item.name_zh,
        company_name=company.name,
        uscc=company.public_code,
        signed_by=_signed_by(commitment),
        signed_at=commitment.signed_at,
        notice_version=notice.version_label,
        notice_title=notice.title_zh,
        # Commitments signed before the notice was kept in full stay the paper they were.
        notice_paragraphs=tuple((heading, text) for heading, text in commitment.notice_text)
        or notice_paragraphs(notice),
        statements=tuple((s["zh"], datetime.datetime.fromisoformat(s["affirmed_at"])) for s in commitment.statements),
        consequences=tuple(c["zh"] for c in notice.consequences),
        authority=AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id),
    )


def _signed_by(commitment: Commitment) -> str:
    """Who signed; who did so on the phone or at the counter is called so, with how it was proved."""
    name = commitment.signed_by.name
    by_hand = getattr(commitment, "by_hand", None) or signature_under(commitment.application)
    if by_hand is not None:
        visit = by_hand.visit
        until = visit.delegated_until
        right = f"受{visit.delegated_by}委托（至{until:%Y年%m月%d日}），" if until else ""
        seen = f"窗口当面手写签名（影像摘要 {by_hand.picture.digest[:16]}），身份证原件已核对"
        return f"{name}，{right}{seen}，{visit.authority.name_zh}{visit.clerk.name}代为录入"
    return f"{name}，法定代表人，短信验证码和口令确认" if hasattr(commitment, "cosigned") else name


def commitment_document(commitment: Commitment) -> Document:
    """The signed PDF of a commitment, made at the first call and the same ever after."""
    return produce(commitment_paper(commitment), signer=commitment.application.authority.division_id)
