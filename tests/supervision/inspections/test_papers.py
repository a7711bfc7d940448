"""The papers of an inspection say what is so, in whole sentences."""

from __future__ import annotations

import pytest

from supervision.inspections.doing import planning, telling, visiting
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.result_models import Record, Result
from tests.supervision.inspecting import answers, approved, drafted, entered

pytestmark = pytest.mark.django_db


def paper(inspection, kind):
    return InspectionLetter.objects.get(about=inspection.number, kind=kind)


def test_typed_words_end_a_sentence_once(yellow, team, head):
    inspection = entered(yellow, team, head)
    found = answers(inspection, weighed="抽查三车，均无称重登记。", limit="一车超载")
    signed = {"signed": Record.Signed.REFUSED, "signed_words": "拒绝签字。"}
    visiting.record(inspection, answers=found, statement="", by=team[0].person, **signed)
    visiting.confirm(inspection, agrees=True, words="", by=team[1].person)
    day = telling.default_day(inspection)
    telling.tell_result(inspection, Result.Outcome.RECTIFY, rectify_by=day, words="", by=team[0].person)

    record = "".join(paper(inspection, "inspect-record").paragraphs)
    order = paper(inspection, "inspect-order").paragraphs

    assert "理由：拒绝签字。两名检查人员" in record
    findings = [line for line in order if "不符合（" in line]
    assert [line[:2] for line in findings] == ["1.", "2."]
    assert findings[0].endswith("）：抽查三车，均无称重登记。")
    assert findings[1].endswith("）：一车超载。")


def test_the_approval_form_addresses_nobody_and_the_notice_the_company(yellow, team, head):
    inspection = approved(yellow, team, head)

    assert paper(inspection, "inspect-approval").addressee == ""
    assert paper(inspection, "inspect-notice").addressee == yellow.company.name
    told = paper(inspection, "inspect-notice").paragraphs
    [kept] = [line for line in told if "五个严禁" in line]
    assert (kept.count("严禁"), kept.count("不得")) == (1 + 5, 1 + 8)


def test_an_urgent_notice_claims_no_approval(yellow, team, head):
    told = {"items": ["source-overload"], "source": "complaint", "words": "现场举报。", "officers": team[:2]}
    urgent = visiting.enter_urgently(yellow, by=team[0].person, **told)
    waits = drafted(yellow, team)
    planning.approve(waits, granted=True, words="", by=head)

    assert "负责人批准，决定" not in paper(urgent, "inspect-notice").paragraphs[0]
    assert "情况紧急" in paper(urgent, "inspect-notice").paragraphs[0]
    assert "负责人批准，决定" in paper(waits, "inspect-notice").paragraphs[0]
