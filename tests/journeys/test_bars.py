"""Who lied may not apply again: a year after false materials, three after deceit; every way to the licence is shut."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from desk.refusals import NotNow
from licensing.applications.actions import drafting
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.applications.sheet import sheet_of
from licensing.applications.standing.bars import bar_on, last_day_of_bar, leads_to
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.verification import ending, proceedings
from licensing.verification.models import End
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import item_in_force
from tests.factories import PASSWORD, accepted, draft, drafted, granted, held_on_paper, principal_of, sign, staff

pytestmark = pytest.mark.django_db
REASONS = {"reasons": "提交虚假的安全管理制度。", "articles": "《中华人民共和国行政许可法》第三十一条第一款"}


def at(day):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{day} 10:00+08:00"), tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def refuse_for_falsehood(case, *, by):
    "The applicant is told what is intended and waives the hearing a hearing; then it is refused."
    flow.offer_hearing(case, reasons="拟不予许可并给予警告。", by=by)
    flow.answer_hearing_offer(fresh(case), wants_hearing=False, words="", by=principal_of(case.company))
    return flow.decide(fresh(case), Decision.Outcome.REFUSED, by=by, is_for_falsehood=True, **REASONS)


def revoke_for_deceit(case, *, found_by, by):
    inquiry = proceedings.open_inquiry(
        case,
        End.REVOCATION,
        reasons="欺骗取得。",
        articles="第六十九条第二款",
        finding="现场没有所填车辆。",
        is_untrue=True,
        by=found_by,
    )
    proceedings.state_case(inquiry, words="无。", wants_hearing=False, proofs=[], by=principal_of(case.company))
    return proceedings.decide_inquiry(inquiry, ends=True, by=by)


def test_a_refusal_for_false_materials_warns_bars_and_enters_the_credit_file(taihang, clerk, item):
    with at("2026-03-02"):
        case = accepted(taihang, clerk=clerk)
        refuse_for_falsehood(case, by=clerk)
        finish(fresh(case))

    entry = CreditEntry.objects.get()
    letter = Letter.objects.get(application=case, kind="refusal")
    words = "".join(letter.paragraphs)
    assert entry.ground == CreditEntry.Ground.FALSE_APPLICATION
    assert entry.barred_until == datetime.date(2027, 3, 2)
    assert "给予警告" in words
    assert "第七十八条" in words
    assert "至2027年3月2日（含当日）" in words
    assert "行政复议" in letter.remedies


def test_a_warning_is_told_beforehand(taihang, clerk):
    case = accepted(taihang, clerk=clerk)

    with pytest.raises(NotNow, match="right to be heard"):
        flow.decide(case, Decision.Outcome.REFUSED, by=clerk, is_for_falsehood=True, **REASONS)

    assert not CreditEntry.objects.exists()


def test_the_desk_offers_it_as_a_refusal_of_its_own_kind(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    desk = sign_in(clerk)
    address = reverse("desk:decide", args=[case.key])
    chosen = {"outcome": "refused-false", "standard": ["false"], "act": "preview"}
    own_words = {
        "outcome": "refused",
        "reasons": "虚假材料。",
        "articles": "《行政许可法》第七十八条",
        "act": "preview",
    }

    preview = desk.post(address, chosen).content.decode()
    wrong = desk.post(address, own_words)
    early = desk.post(address, {**chosen, "act": "decide", "password": PASSWORD}, follow=True).content.decode()

    assert "给予警告" in preview
    assert wrong.status_code == 422
    assert "choose that" in wrong.content.decode()
    assert "right to be heard" in early


def test_letter_and_code_agree_on_the_last_day(taihang, clerk, item):
    with at("2026-03-02"):
        refuse_for_falsehood(accepted(taihang, clerk=clerk), by=clerk)
    with at("2027-03-02"), pytest.raises(drafting.CannotStart, match="2027-03-02"):
        drafting.start(item, taihang, by=principal_of(taihang))
    with at("2027-03-03"):
        begun = drafting.start(item, taihang, by=principal_of(taihang))

    assert begun.pk


@pytest.mark.parametrize("ground", [CreditEntry.Ground.DECEIT, CreditEntry.Ground.FALSE_APPLICATION])
def test_a_bar_stops_every_way_to_the_licence(taihang, clerk, ground):
    with at("2026-03-02"):
        old = draft(taihang, procedure="ordinary", vehicles=1)
        case = accepted(taihang, clerk=clerk)
        CreditEntry.objects.create(
            company=taihang,
            application=case,
            entered_by=clerk,
            ground=ground,
            reasons="不实。",
            barred_until=datetime.date(2027, 3, 2),
        )
    with at("2026-06-01"):
        missing = " ".join(m.message for m in sheet_of(old).missing)
        shut = {}
        for code in ("freight-licence-establish", "freight-licence-scope", "freight-licence-renew"):
            with pytest.raises(drafting.CannotStart) as refused:
                drafting.start(item_in_force(code), taihang, by=principal_of(taihang))
            shut[code] = str(refused.value)
        bundle = ServiceItem.everything.get(code="start-freight-company", version=item_in_force(code).version)
        barred_bundle = bar_on(bundle, taihang, on=datetime.date(2026, 6, 1))
        with pytest.raises(NotYetCertain) as refused:
            flow.decide(case, Decision.Outcome.GRANTED, by=clerk)
        other_licence = bar_on(item_in_force("rental-file"), taihang, on=datetime.date(2026, 6, 1))

    assert "up to and including 2027-03-02" in missing
    assert all("2027-03-02" in why for why in shut.values())
    assert barred_bundle is not None
    assert any("2027-03-02" in o.reason for o in refused.value.obstacles)
    assert other_licence is None


def test_deceit_bars_for_three_years_even_a_case_that_waits(taihang, clerk):
    with at("2026-03-02"):
        case = granted(taihang, clerk=clerk)
        scope = drafted("freight-licence-scope", taihang)
        sign(scope)
        flow.hand_in(scope, by=principal_of(taihang))
        revoke_for_deceit(case, found_by=clerk, by=staff("head", "decider"))
        reasons = " ".join(o.reason for o in _obstacles(scope))

    entry = CreditEntry.objects.get()
    letter = Letter.objects.get(kind="revocation")
    assert entry.barred_until == datetime.date(2029, 3, 2)
    assert "至2029年3月2日（含当日）" in "".join(letter.paragraphs)
    assert "up to and including 2029-03-02" in reasons


def _obstacles(case):
    from licensing.decisions.weighing.weigh import obstacles_to_grant

    return obstacles_to_grant(sheet_of(fresh(case)))


@pytest.mark.parametrize("code", ["road-tree-felling", "network-freight-licence", "freight-licence-change"])
def test_only_what_touches_public_safety_is_barred(taihang, code):
    held_on_paper(code, taihang)
    case = drafting.start(item_in_force(code), taihang, by=principal_of(taihang))
    today = datetime.date(2026, 3, 2)

    grounds = (CreditEntry.Ground.DECEIT, CreditEntry.Ground.FALSE_APPLICATION)

    assert [last_day_of_bar(case, ground, on=today) for ground in grounds] == [None, None]


def test_false_materials_close_the_commitment_until_credit_is_repaired(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    other = drafting.start(item_in_force("freight-licence-reissue"), taihang, by=principal_of(taihang))
    refuse_for_falsehood(case, by=clerk)
    closed = sheet_of(other).closed

    told = {"reasons": "已经更正材料。", "by": clerk}
    today, entry = timezone.localdate(), CreditEntry.objects.get()
    for document, dated in (("", today), ("焦信修〔2026〕1号", today - datetime.timedelta(days=400))):
        with pytest.raises(NotNow, match="decision on repair"):
            ending.repair_credit(entry, document=document, dated=dated, **told)
    ending.repair_credit(entry, document="焦信修〔2026〕1号", dated=today, **told)

    assert "False materials were submitted" in closed
    assert sheet_of(other).closed == ""


def test_which_items_lead_to_a_licence_is_data(world):
    establish = item_in_force("freight-licence-establish")
    bundle = ServiceItem.everything.get(code="start-freight-company", version=establish.version)
    change = item_in_force("freight-licence-change")

    assert leads_to(establish) & leads_to(bundle)
    assert leads_to(establish) & leads_to(item_in_force("freight-licence-scope"))
    assert not leads_to(establish) & leads_to(change)
