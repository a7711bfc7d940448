"""What the papers of an inspection say: made of its rows, always Chinese."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import override

from papers.letters.texts import numbered_lines
from supervision.credit.letters.writing import Draft, chinese, draft
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import CompanyInspection
from supervision.inspections.programme.editions import programme_of
from supervision.inspections.result_models import Record, RecordFile, Result
from supervision.inspections.rules import officers_now
from supervision.limits.models import YearlyPlace
from supervision.limits.queries import limits_of, spent_by
from supervision.officers.models import EnforcementCertificate

Kind = InspectionLetter.Kind
ANSWERS = {"yes": "符合", "no": "不符合", "na": "不涉及"}
OF_FILES = {
    RecordFile.Kind.PHOTO: "现场照片",
    RecordFile.Kind.SAMPLING: "抽样取证凭证",
    RecordFile.Kind.QUESTIONING: "询问笔录",
}
"""What belongs to a record, as its paper names it."""


def moment(at: datetime.datetime) -> str:
    """2026年12月8日9时30分."""
    local = timezone.localtime(at)
    return f"{chinese(local.date())}{local.hour}时{local.minute:02d}分"


def _clause(words: str) -> str:
    """What somebody typed, as part of a sentence that ends by itself."""
    return words.strip().rstrip("。；;.")


def _officers(officers: Sequence[EnforcementCertificate]) -> str:
    return "、".join(f"{one.person.name}（{one.number}）" for one in officers)


def _items(inspection: CompanyInspection) -> str:
    return "；".join(f"{item.name_zh}（{item.basis}）" for item in inspection.items.all()) + "。"


def _source(inspection: CompanyInspection) -> str:
    exception = programme_of(inspection.edition).exception(inspection.source)
    if exception is not None:
        return exception.name_zh
    return {"plan": "年度检查计划", "draw": "随机抽查"}[inspection.source]


def _counted(inspection: CompanyInspection) -> tuple[int, int]:
    """How many on-site inspections of the year this one makes, and how many may be."""
    place = YearlyPlace.objects.filter(about=inspection.number).first()
    if place is not None:
        return place.turn, place.limit
    on = inspection.planned_on
    company = inspection.company_id
    before = spent_by([company], year=on.year)[company]
    return before + int(inspection.on_site), limits_of([company], on=timezone.localdate())[company]


def _draft(
    kind: InspectionLetter.Kind,
    inspection: CompanyInspection,
    *,
    flags: dict[str, bool],
    values: dict[str, str],
    rows: Sequence[tuple[str, str]] = (),
) -> Draft:
    with override("zh-hans"):
        return draft(
            kind,
            inspection.company,
            inspection.authority,
            dated=timezone.localdate(),
            flags=flags,
            values={"number": inspection.number, "items": _items(inspection), **values},
            rows=rows,
        )


def about_the_visit(kind: InspectionLetter.Kind, inspection: CompanyInspection, *, note: str = "") -> Draft:
    """The approval form, or the notice. The form stays in the house: it addresses nobody."""
    count, limit = _counted(inspection)
    found = _draft(
        kind,
        inspection,
        flags={
            "exception": not inspection.is_routine,
            "afterwards": inspection.urgent,
            "joint": bool(inspection.joint),
        },
        values={
            "source": _source(inspection),
            "words": inspection.words,
            "method": "入企检查" if inspection.on_site else "非现场检查",
            "planned_on": chinese(inspection.planned_on),
            "officers": _officers(officers_now(inspection)),
            "joint": inspection.joint,
            "count": str(count),
            "limit": str(limit),
            "note": note,
        },
    )
    return replace(found, addressee="") if kind == Kind.APPROVAL else found


def record_paper(record: Record, *, confirmed_by: str) -> Draft:
    """The record on site, with the checklist as its table."""
    inspection = record.inspection
    entry = inspection.entry
    return _draft(
        Kind.RECORD,
        inspection,
        flags={state: record.signed == state for state in Record.Signed.values},
        values={
            "officers": _officers([entry.first, entry.second]),
            "entered_at": moment(entry.at),
            "left_at": moment(record.left_at),
            "statement": record.statement or "无。",
            "signed_words": _clause(record.signed_words),
            "written_by": record.by.name,
            "confirmed_by": confirmed_by,
        },
        rows=[
            (told["zh"], ANSWERS[told["answer"]] + (f"：{told['note']}" if told["note"] else ""))
            for told in record.answers
        ]
        + [
            (f"附件{number}：{OF_FILES[RecordFile.Kind(file.kind)]}", f"SHA-256 {_in_groups(file.upload.digest)}")
            for number, file in enumerate(record.files.select_related("upload"), start=1)
        ],
    )


def _in_groups(digest: str) -> str:
    """A digest as people compare it, and as a line can break."""
    return " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))


def findings_of(record: Record) -> str:
    """What was not in order, each with its article: a line for each, which the paper makes a paragraph."""
    return numbered_lines(
        f"{line['zh']}：不符合（{line['article']}）：{_clause(line['note'])}。" for line in record.findings
    )


def result_paper(
    inspection: CompanyInspection,
    record: Record,
    outcome: Result.Outcome,
    *,
    rectify_by: datetime.date | None,
    words: str,
) -> Draft:
    """The result as it is told: a result letter, or an order to rectify."""
    is_order = outcome == Result.Outcome.RECTIFY
    return _draft(
        Kind.ORDER if is_order else Kind.RESULT,
        inspection,
        flags={"clean": outcome == Result.Outcome.CLEAN, "transferred": outcome == Result.Outcome.TRANSFERRED},
        values={
            "entered_at": moment(inspection.entry.at),
            "findings": findings_of(record),
            "rectify_by": chinese(rectify_by) if rectify_by else "",
            "words": words,
        },
    )


def recheck_paper(result: Result, *, passed: bool, words: str) -> Draft:
    """What the second look found."""
    letter = result.letter
    original = f"《{letter.title}》（{letter.number}，{chinese(letter.dated)}）"
    return _draft(
        Kind.RECHECK, result.inspection, flags={"passed": passed}, values={"original": original, "words": words}
    )
