"""What the letters of a real case say: what is granted, whom to turn to, days that still come."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions import save_section
from licensing.certificates.foresight import foresee
from licensing.certificates.models import Certificate
from licensing.decisions.models import Letter
from licensing.flow import actions as flow
from licensing.flow.timers import deem_accepted
from tests.factories import PASSWORD, accepted, draft, granted, submitted

pytestmark = pytest.mark.django_db


def test_a_grant_says_what_is_granted_with_the_numbers_the_certificates_bear(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    told = dict(case.letters.get(kind=Letter.Kind.GRANT).table)
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
    told = dict(foresee(case, keep=False).rows)

    written = f"{day.year}年{day.month}月{day.day}日前（含当日）"
    assert told["拟投入车辆"] == f"3辆，于{written}投入"
    assert told["开始经营"] == f"承诺的车辆投入使用之后，最迟于{written}"


def test_the_preview_of_a_grant_draws_no_number(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    address = reverse("desk:decide", args=[case.key])

    shown = sign_in(clerk).post(address, {"outcome": "granted", "act": "preview"}).content.decode()
    sign_in(clerk).post(address, {"outcome": "granted", "password": PASSWORD})

    assert "作出决定时编号" in shown
    assert "准予车辆" in shown
    assert dict(Letter.objects.get(kind=Letter.Kind.GRANT).table)["证件编号"].endswith("410802000001号")


def test_a_refusal_names_the_body_and_the_court(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    flow.decide(case, "refused", by=clerk, reasons="车辆不合格。", articles="《中华人民共和国道路运输条例》第二十一条")

    told = case.letters.get(kind=Letter.Kind.REFUSAL)
    assert "焦作市解放区人民政府申请行政复议" in told.remedies
    assert "焦作市解放区人民法院提起行政诉讼" in told.remedies
    assert told.number.startswith("焦解交许不〔")


def test_acceptance_by_law_promises_no_day_that_is_past(taihang):
    case = submitted(taihang)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20), tick=True):
        deem_accepted()
        letter = case.letters.get(kind=Letter.Kind.ACCEPTANCE)

    words = "\n".join(letter.paragraphs)
    assert "本机关承诺于" not in words
    assert "法定办理期限" in words
    assert letter.remedies.startswith("对本机关未依法履行职责不服的，应当依法先")
