"""The official letters of a case before they are sent; always zh-Hans whatever the reader's language.

What they say is data (`texts`), whom to turn to `remedies`; this page knows what is filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from accounts.authorities import Authority
from licensing.applications.answers.facts import operates_from, planned_count
from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.credit import CreditEntry
from licensing.applications.standing.bars import last_day_of_bar
from licensing.decisions.models.ends import Decision
from licensing.decisions.writing.letter_set import LETTERS
from papers.letters.kinds import kind_of_texts
from papers.letters.remedies import remedies_against
from papers.letters.texts import OTHER, Text, fill_in, fill_in_title, names_of_texts, text_in_force

Rows = tuple[tuple[str, str], ...]
"""Labels and values of a letter's table."""
_KIND_OF_TEXT = kind_of_texts(LETTERS)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter before it has a number: what the clerk sees in the preview."""

    kind: str
    series: str
    version: int
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    remedies: str
    dated: datetime.date


def letter_number(authority: Authority, series: str, year: int, serial: int) -> str:
    """A document number such as 焦解交许准〔2026〕12号."""
    return f"{authority.letter_prefix}{series}〔{year}〕{serial}号"


def chinese(day: datetime.date) -> str:
    """2026-11-24 as a letter writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _case_table(application: Application) -> tuple[tuple[str, str], ...]:
    company = application.company
    code = () if company.is_individual else (("统一社会信用代码", company.uscc),)
    return (
        ("收件编号", application.receipt_number),
        ("事项名称", application.item.name_zh),
        ("申请人", company.name),
        *code,
        ("办理方式", "告知承诺" if application.procedure == Procedure.COMMITMENT else "一般程序"),
    )


def common_values(application: Application, dated: datetime.date) -> dict[str, str]:
    """What every letter of a case may say."""
    item = application.item
    return {
        "today": chinese(dated),
        "you": "您" if application.company.is_individual else "你单位",
        "item": item.name_zh,
        "matter": matter_of(application),
        "receipt": application.receipt_number,
        "authority": application.authority.name_zh,
        "applicant": application.company.name,
        "basis": item.legal_basis_zh,
        "result": item.result_zh,
    }


MATTERS = {"filing": "备案", "confirmation": "行政确认", "other": "办理"}
"""What an item that is no licence is called in its letters; the Licensing Law is not theirs."""


def matter_of(application: Application) -> str:
    """“备案” and the like, "行政许可" for a licence."""
    return MATTERS.get(application.item.type, "行政许可")


def name_of_text(application: Application, name: str) -> str:
    """The text of a letter for this type of item: its own where there is one."""
    own = f"{OTHER}{name}"
    return own if application.item.type in MATTERS and own in names_of_texts() else name


def draft(
    application: Application,
    name: str,
    *,
    dated: datetime.date,
    flags: Mapping[str, bool] | None = None,
    text: Text | None = None,
    rows: Rows = (),
    **values: str,
) -> Draft:
    """A letter of a case made from the text in force when the application was handed in; `rows` end its table."""
    handed_in = timezone.localdate(application.submission.submitted_at)
    text = text or text_in_force(name_of_text(application, name), on=handed_in)
    filled = {**common_values(application, dated), **values}
    raised = {"commitment": application.procedure == Procedure.COMMITMENT, **(flags or {})}
    return Draft(
        kind=_KIND_OF_TEXT[name],
        series=text.series,
        version=text.version,
        title=fill_in_title(text, filled),
        addressee=application.company.name,
        paragraphs=fill_in(text, filled, raised),
        table=(*_case_table(application), *rows),
        remedies=remedies_against(application.authority, text.remedies),
        dated=dated,
    )


def of_decision(
    application: Application,
    outcome: Decision.Outcome,
    *,
    dated: datetime.date,
    reasons: str,
    articles: str,
    rows: Rows = (),
    is_for_falsehood: bool = False,
) -> Draft:
    """The letter a decision would send: what the decider previews and what is then stored (art. 38).

    `rows` say what is granted: content, numbers, validity, vehicles, start of operation.
    """
    if outcome == Decision.Outcome.REFUSED and is_for_falsehood:
        return _refusal_with_warning(application, dated=dated, reasons=reasons, articles=articles)
    if outcome == Decision.Outcome.REFUSED:
        return draft(application, "refusal", dated=dated, reasons=reasons, articles=articles)
    if application.item.type != "licence":
        return draft(application, "registered", dated=dated, rows=rows)
    answers = application.answers
    planned = str(answers.fields.get("planned-date") or "")
    has_plan = bool(planned_count(answers)) and bool(planned)
    effect = application.item.effect
    starts = effect.get("act") == "issue" or bool(effect.get("adds_scope"))
    return draft(
        application,
        "grant",
        dated=dated,
        rows=rows,
        flags={"planned": has_plan, "starts": starts and application.procedure == Procedure.COMMITMENT},
        operate_from=chinese(operates_from(answers, on=dated)),
        planned_by=chinese(datetime.date.fromisoformat(planned)) if has_plan else "",
    )


def _refusal_with_warning(application: Application, *, dated: datetime.date, reasons: str, articles: str) -> Draft:
    """Refused because of false materials: with the warning, and the bar where public safety is touched (art. 78)."""
    barred = last_day_of_bar(application, CreditEntry.Ground.FALSE_APPLICATION, on=dated)
    return draft(
        application,
        "refusal-false",
        dated=dated,
        flags={"barred": barred is not None},
        reasons=reasons,
        articles=articles,
        barred_until=chinese(barred) if barred else "",
    )
