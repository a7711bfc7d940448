"""The official letters of a case, in the words of the law; always zh-Hans whatever the reader's language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from accounts.authorities import Authority
from licensing.applications.models import Application, Procedure
from licensing.decisions.models import Decision, Letter

REMEDIES = (
    "如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，"
    "也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。"
)
"""Licensing Law art. 38: reasons and the right to reconsideration (60 days) and to sue (6 months)."""

WORDS = {
    Letter.Kind.RECEIPT: ("收件", "行政许可申请收件回执"),
    Letter.Kind.ACCEPTANCE: ("许受", "行政许可申请受理通知书"),
    Letter.Kind.GRANT: ("许准", "准予行政许可决定书"),
    Letter.Kind.REFUSAL: ("许不", "不予行政许可决定书"),
    Letter.Kind.WITHDRAWAL: ("许撤", "行政许可申请撤回确认书"),
}
"""Series name in the document number, and title."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter before it has a number: what the clerk sees in the preview."""

    kind: Letter.Kind
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    remedies: str
    dated: datetime.date


def letter_number(authority: Authority, kind: Letter.Kind, year: int, serial: int) -> str:
    """A document number such as 焦解交许准〔2026〕12号."""
    return f"{authority.letter_prefix}{WORDS[kind][0]}〔{year}〕{serial}号"


def _chinese(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _case_table(application: Application) -> tuple[tuple[str, str], ...]:
    rows = [
        ("受理编号", application.receipt_number),
        ("事项名称", application.item.name_zh),
        ("申请人", application.company.name),
        ("统一社会信用代码", application.company.uscc),
        ("办理方式", "告知承诺" if application.procedure == Procedure.COMMITMENT else "一般程序"),
    ]
    return tuple(rows)


def _letter(
    application: Application, kind: Letter.Kind, paragraphs: list[str], dated: datetime.date, remedies: str = ""
) -> Draft:
    return Draft(
        kind=kind,
        title=WORDS[kind][1],
        addressee=application.company.name,
        paragraphs=tuple(paragraphs),
        table=_case_table(application),
        remedies=remedies,
        dated=dated,
    )


def receipt(application: Application, *, dated: datetime.date, waived: list[str]) -> Draft:
    """Receipt of the application (收件), with what was not asked for."""
    spared = f"本次办理免予提交的材料：{'、'.join(waived)}。" if waived else "本次办理无免予提交的材料。"
    return _letter(
        application,
        Letter.Kind.RECEIPT,
        [
            f"你单位于{_chinese(dated)}提交的“{application.item.name_zh}”申请已收到，"
            f"收件编号为{application.receipt_number}。",
            spared,
            "本机关将依法审查你单位的申请，办理进度可凭收件编号在本系统查询。",
        ],
        dated,
    )


def acceptance(
    application: Application, *, dated: datetime.date, promised_until: datetime.date, statutory_until: datetime.date
) -> Draft:
    """Notice of acceptance (Licensing Law art. 32), with both limits."""
    return _letter(
        application,
        Letter.Kind.ACCEPTANCE,
        [
            f"你单位提出的“{application.item.name_zh}”申请，材料齐全、符合法定形式，"
            "根据《中华人民共和国行政许可法》第三十二条的规定，决定予以受理。",
            f"本机关承诺于{_chinese(promised_until)}前作出决定；法定办理期限至{_chinese(statutory_until)}。",
        ],
        dated,
    )


def grant(application: Application, *, dated: datetime.date) -> Draft:
    """The decision that grants (Licensing Law art. 38)."""
    paragraphs = [
        f"你单位提出的“{application.item.name_zh}”申请，经审查，符合法定条件、标准。"
        f"依据{application.item.legal_basis_zh}和《中华人民共和国行政许可法》第三十八条第一款的规定，决定准予行政许可，"
        f"颁发《{application.item.result_zh}》。"
    ]
    if application.procedure == Procedure.COMMITMENT:
        paragraphs.append(
            "本许可以告知承诺方式作出。本机关将对承诺内容进行事后核查；承诺不实的，"
            "依据《中华人民共和国行政许可法》第六十九条的规定撤销本许可决定。"
        )
    paragraphs.append("请依法从事经营活动，按照许可的范围经营，并接受监督检查。")
    return _letter(application, Letter.Kind.GRANT, paragraphs, dated)


def refusal(application: Application, *, dated: datetime.date, reasons: str, articles: str) -> Draft:
    """The decision that refuses, with reasons and remedies (Licensing Law art. 38)."""
    return _letter(
        application,
        Letter.Kind.REFUSAL,
        [
            f"你单位提出的“{application.item.name_zh}”申请，经审查，不符合法定条件、标准，理由如下：",
            *[line.strip() for line in reasons.splitlines() if line.strip()],
            f"依据{articles}和《中华人民共和国行政许可法》第三十八条第二款的规定，决定不予行政许可。",
        ],
        dated,
        remedies=REMEDIES,
    )


def withdrawal(application: Application, *, dated: datetime.date) -> Draft:
    return _letter(
        application,
        Letter.Kind.WITHDRAWAL,
        [
            f"你单位于{_chinese(dated)}撤回“{application.item.name_zh}”申请（收件编号{application.receipt_number}），"
            "本机关终止办理。你单位可以再次提出申请。"
        ],
        dated,
    )


def of_decision(
    application: Application, outcome: Decision.Outcome, *, dated: datetime.date, reasons: str, articles: str
) -> Draft:
    """The letter a decision would send: what the decider previews and what is then stored."""
    if outcome == Decision.Outcome.GRANTED:
        return grant(application, dated=dated)
    return refusal(application, dated=dated, reasons=reasons, articles=articles)
