"""The bound case file as a paper: all that is known as tables, always zh-Hans; ID numbers masked as on the page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from licensing.applications.looks import TO_OFFICIALS
from licensing.auditing.dossier import Dossier
from licensing.decisions.standing.looks import STANDINGS, standing_of
from papers.figures import PaperTable
from papers.paper import AuthoritySeal
from papers.pdf import Enclosed
from papers.reports import DossierPaper

Row = tuple[str, ...]


def dossier_paper(dossier: Dossier, enclosed: Sequence[Enclosed], *, by: Person, purpose: str) -> DossierPaper:
    """What the bound file of a case says, and the list of what it encloses."""
    application = dossier.application
    authority, submission = application.authority, application.submission
    return DossierPaper(
        authority=AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id),
        number=application.receipt_number,
        about=(
            ("收件编号", application.receipt_number),
            ("申请人", application.company.name),
            ("事项", application.item.name_zh),
            ("办理方式", str(application.get_procedure_display())),
            ("办理机关", authority.name_zh),
            ("提交", f"{_moment(submission.submitted_at)}　{submission.submitted_by.name}"),
            ("状态", str(STANDINGS[standing_of(application)].label)),
            ("申报内容摘要值", submission.answers_digest),
        ),
        tables=tuple(table for table in _tables(dossier) if table.lines),
        files=tuple((one.name, one.description, one.sha256) for one in enclosed),
        made_at=timezone.now(),
        made_by=by.name,
        purpose=purpose,
    )


def _moment(at: datetime.datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


def _table(title: str, head: Row, lines: Iterable[Iterable[object]]) -> PaperTable:
    return PaperTable(title=title, head=head, lines=tuple(tuple(str(cell) for cell in line) for line in lines))


def _tables(dossier: Dossier) -> Iterator[PaperTable]:
    yield from _form(dossier)
    yield _table(
        "材料",
        ("材料", "如何处理", "凭据"),
        (
            (row.material.name, TO_OFFICIALS[row.treatment].label, "、".join(one.number for one in row.evidence) or "–")
            for row in dossier.not_asked_for
        ),
    )
    yield _table(
        "查询",
        ("编号", "登记库", "材料", "对象", "答复", "时间", "查询人", "答复摘要值"),
        (
            (
                row.number,
                row.registry_name,
                row.material_name,
                row.subject_label,
                row.outcome_label,
                _moment(row.answered_at),
                asker,
                row.answer_digest or "–",
            )
            for row, asker in dossier.evidence
        ),
    )
    yield _table(
        "人工核对",
        ("材料", "对象", "依据", "核对人", "时间"),
        (
            (row.material_name, row.subject_label, row.basis, row.checked_by.name, _moment(row.checked_at))
            for row in dossier.checks
        ),
    )
    yield _table(
        "登记信息变化后采用",
        ("项目", "申报", "登记库", "采用人", "时间"),
        (
            (one.get("label", ""), one.get("before", ""), one.get("now", ""), row.taken_by.name, _moment(row.taken_at))
            for row in dossier.takeovers
            for one in row.told
        ),
    )
    yield _table(
        "承诺",
        ("告知书", "版本", "签署人", "时间", "逐条确认"),
        (
            (
                row.notice.title_zh,
                row.notice.version_label,
                row.signed_by.name,
                _moment(row.signed_at),
                _("%(n)s statements") % {"n": len(row.statements)},
            )
            for row in dossier.commitments
        ),
    )
    yield _table(
        "窗口帮办",
        ("到场人", "身份依据", "录入人", "签名时间", "签署内容", "签名影像摘要值"),
        (
            (
                one.visit.visitor.name,
                one.visit.get_right_display(),
                f"{one.visit.authority.name_zh}{one.visit.clerk.name}",
                _moment(signed.signed_at) if signed else "未签名",
                (signed.shown or "申请或补正") if signed else "–",
                signed.picture.digest if signed else "–",
            )
            for one in dossier.at_counter
            for signed in one.signatures or (None,)
        ),
    )
    yield _table(
        "审查意见",
        ("环节", "意见", "理由", "经办人", "时间"),
        (
            (row.step, row.get_recommendation_display(), row.opinion, row.reviewed_by.name, _moment(row.reviewed_at))
            for row in dossier.reviews
        ),
    )
    yield _table(
        "文书",
        ("编号", "名称", "日期", "制作人"),
        (
            (row.number, row.title, row.dated.isoformat(), row.written_by.name if row.written_by else "依法或按规则")
            for row in dossier.letters
        ),
    )
    yield _table(
        "文书送达",
        ("编号", "受送达人", "方式", "情况", "时间"),
        (
            (
                row.letter.number,
                row.delivery.message.person.name if row.delivery else row.shown_to or "–",
                row.delivery.get_channel_display() if row.delivery else "本系统页面" if row.shown else "本系统未发送",
                row.step.get_state_display() if row.step else "当场出示" if row.shown else "–",
                _moment(row.step.at) if row.step else _moment(row.shown.at) if row.shown else "–",
            )
            for row in dossier.service
        ),
    )
    yield _table(
        "送达回证",
        ("编号", "送达日期", "方式", "证明", "登记时间"),
        (
            (
                letter.number,
                letter.service.served_on.isoformat(),
                letter.service.get_way_display(),
                letter.service.proof or "–",
                _moment(letter.service.recorded_at),
            )
            for letter in dossier.letters
            if hasattr(letter, "service")
        ),
    )
    yield _table(
        "证照",
        ("编号", "版次", "种类", "有效期", "状态"),
        (
            (row.number, row.version, row.get_kind_display(), f"{row.valid_from} 至 {row.valid_to}", row.state.label)
            for row in dossier.certificates
        ),
    )
    yield _table(
        "承诺核查",
        ("时间", "结果", "说明", "经办人"),
        (
            (
                _moment(row.inspected_at),
                row.get_outcome_display(),
                row.notes or "–",
                "、".join(one.name for one in (row.officer, row.second_officer) if one),
            )
            for row in dossier.inspections
        ),
    )
    yield _table(
        "一件事各事项",
        ("收件编号", "事项"),
        ((item.receipt_number, item.item.name_zh) for item in dossier.items),
    )
    yield _table("办理结果", ("环节", "内容", "经办人", "时间"), _outcomes(dossier))
    yield _table(
        "拟撤销、撤回等程序",
        ("程序", "认定事实", "理由", "时间"),
        ((row.get_end_display(), row.finding or "–", row.reasons, _moment(row.opened_at)) for row in dossier.inquiries),
    )
    yield _table(
        "直接终止",
        ("文书", "名称"),
        ((row.letter.number, row.letter.title) for row in dossier.direct_ends),
    )
    yield _table(
        "上传文件",
        ("材料", "文件", "上传人", "时间", "撤回", "SHA-256"),
        (
            (
                row.material_name,
                row.upload.original_name,
                row.added_by.name,
                _moment(row.added_at),
                _moment(row.removed_at) if row.removed_at else "–",
                row.upload.digest,
            )
            for row in dossier.attachments
        ),
    )
    yield _table("时限", ("日期", "情况"), ((turn.day.isoformat(), turn.words) for turn in dossier.turns))
    yield _table(
        "沟通",
        ("时间", "何人", "内容"),
        ((_moment(row.at), f"{row.by.name}（{row.get_side_display()}）", row.words or "–") for row in dossier.talk),
    )
    yield _table("经过", ("时间", "情况"), ((_moment(one.event.at), one.sentence) for one in dossier.trail))


def _outcomes(dossier: Dossier) -> Iterator[Row]:
    """Acceptance, correction, decision and other ends of the case."""
    case = dossier.application
    if accepted := getattr(case, "acceptance", None):
        by = accepted.accepted_by.name if accepted.accepted_by else "依法或按规则"
        yield "受理", "–", by, _moment(accepted.accepted_at)
    if asked := getattr(case, "correction", None):
        words = "；".join(str(point.get("words", "")) for point in asked.points)
        yield "补正", words or "–", asked.asked_by.name, _moment(asked.asked_at)
    if ended := getattr(case, "ending", None):
        yield str(ended.get_kind_display()), ended.reasons or "–", ended.ended_by.name, _moment(ended.ended_at)
    if decision := getattr(case, "decision", None):
        by = decision.decided_by.name if decision.decided_by else "依法"
        yield decision.outcome_label, decision.reasons or "–", by, _moment(decision.decided_at)
    if withdrawn := getattr(case, "withdrawal", None):
        yield "撤回申请", withdrawn.reason or "–", withdrawn.withdrawn_by.name, _moment(withdrawn.withdrawn_at)


def _form(dossier: Dossier) -> Iterator[PaperTable]:
    for topic in dossier.form:
        single = [(line.label, line.value) for line in topic.lines]
        rows = [
            (f"{number}. {line.label}", line.value) for number, row in enumerate(topic.rows, start=1) for line in row
        ]
        yield _table(f"申报内容：{topic.label}", ("项目", "内容"), [*single, *rows])
