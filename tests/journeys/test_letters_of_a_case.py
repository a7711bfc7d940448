"""What the letters of a real case say: what is granted, whom to turn to, days that still come."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from licensing.applications.actions.drafting import save_section
from licensing.applications.documents import commitment_paper
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates.foresight import foresee
from licensing.certificates.models import Certificate
from licensing.decisions.models.letters import Letter
from licensing.moving import cases as flow
from licensing.moving.progress import stages_of
from licensing.moving.timers import deem_accepted
from tests.factories import PASSWORD, accepted, draft, granted, sign, submitted

pytestmark = pytest.mark.django_db


def test_a_grant_says_what_is_granted_with_the_numbers_the_certificates_bear(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    told = dict(case.letters.get(kind="grant").table)
    licence = Certificate.objects.get(kind=Certificate.Kind.LICENCE, decision__application=case)
    vehicles = Certificate.objects.filter(kind=Certificate.Kind.VEHICLE, decision__application=case)

    assert told["准予内容"] == "道路运输经营许可证：道路普通货物运输"
    assert told["证件编号"] == licence.number
    assert told["有效期限"].startswith(f"{licence.valid_from.year}年{licence.valid_from.month}月")
    assert vehicles
    assert all(v.plate in told["准予车辆"] and v.number in told["准予车辆"] for v in vehicles)
    assert told["开始经营"].startswith("自")


def test_vehicles_still_to_be_bought_are_named_with_the_day_operation_may_start(taihang):
    day = timezone.localdate() + datetime.timedelta(days=60)
    plan = {"planned-count": 3, "planned-date": day.isoformat()}
    case = save_section(draft(taihang), fields=plan, rows={"vehicle": []}, doubts={})
    told = dict(foresee(sheet_of(case), keep=False).rows)

    written = f"{day.year}年{day.month}月{day.day}日前（含当日）"
    assert told["拟投入车辆"] == f"3辆，于{written}投入"
    assert told["开始经营"] == f"自{written.removesuffix('前（含当日）')}起，承诺的车辆投入使用之前不得经营"


def test_the_preview_of_a_grant_draws_no_number(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    address = reverse("desk:decide", args=[case.key])

    shown = sign_in(clerk).post(address, {"outcome": "granted", "act": "preview"}).content.decode()
    sign_in(clerk).post(address, {"outcome": "granted", "password": PASSWORD})

    assert "作出决定时编号" in shown
    assert "准予车辆" in shown
    assert dict(Letter.objects.get(kind="grant").table)["证件编号"].endswith("410802000001号")


def test_a_refusal_names_the_body_and_the_court(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    flow.decide(case, "refused", by=clerk, reasons="车辆不合格。", articles="《中华人民共和国道路运输条例》第二十一条")

    told = case.letters.get(kind="refusal")
    assert "焦作市解放区人民政府申请行政复议" in told.remedies
    assert "焦作市解放区人民法院提起行政诉讼" in told.remedies
    assert told.number.startswith("焦解交许不〔")


def test_acceptance_by_law_promises_no_day_that_is_past(taihang):
    case = submitted(taihang)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20), tick=True):
        deem_accepted()
        letter = case.letters.get(kind="acceptance")

    words = "\n".join(letter.paragraphs)
    assert "本机关承诺于" not in words
    assert "法定办理期限" in words
    assert letter.remedies.startswith("对本机关未依法履行职责不服的，应当依法先")


def test_the_notice_tells_materials_required_replaced_and_looked_up(taihang, chen, sign_in):
    case = sign(draft(taihang))
    told = dict(case.commitments.get().notice_text)
    page = sign_in(chen).get(reverse("applications:commitment", args=[case.key])).content.decode()

    assert told["事项"] == "道路普通货物运输经营许可（新办）"
    assert "《中华人民共和国道路运输条例》第二十一条" in told["法律依据"]
    assert "身份证" in told["需要提交的材料"]
    assert told["以承诺代替证明的材料"]
    assert "营业执照" in told["由行政机关查询、无需提交的材料"]
    assert all(part in page for part in ("Materials you bring", "Promised instead of proved", "Looked up by the"))


def test_a_commitment_signed_before_the_notice_was_kept_stays_the_paper_it_was(taihang):
    signed = sign(draft(taihang)).commitments.get()
    signed.notice_text = []

    assert "事项" not in dict(commitment_paper(signed).notice_paragraphs)


def test_what_is_still_open_is_never_called_done(taihang, clerk):
    case = submitted(taihang)
    with translation.override("zh-hans"):
        before = [stage.name for stage in stages_of(case) if stage.at is None]
        flow.accept(case, by=clerk)
        after = [stage.name for stage in stages_of(Application.objects.get(pk=case.pk)) if stage.at is None]

    assert before[:2] == ["待受理", "待决定"]
    assert all(name.startswith("待") for name in [*before, *after])
    assert "待受理" not in after
