"""What was promised is verified; kept, mended, or undone – and register, certificates and credit follow at once."""

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from clock.working_days import add_calendar_days
from desk.refusals import NotNow, NotYourTask
from licensing.applications.actions.drafting import CannotStart, start
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.applications.sheet import sheet_of
from licensing.certificates.checking.authenticity import by_number
from licensing.certificates.models import Certificate
from licensing.decisions.models.letters import Letter
from licensing.flow.models import AfterGrantProcess
from licensing.flow.open_steps import open_step_name
from licensing.moving import cases, timers
from licensing.moving.finish import finish
from licensing.moving.promises import begin_verification, decide_inquiry, time_passed
from licensing.moving.worker import sweep
from licensing.verification.ending import end_directly
from licensing.verification.models import End, InquiryDecision, Inspection, Verification
from licensing.verification.proceedings import hearing_letter
from licensing.verification.rules import limit_of, method_for
from licensing.verification.statements import answered_by_data, verifiable
from materials.lookups.ask import ask
from materials.lookups.contract import Outcome, Purpose, Question
from tests.factories import PASSWORD, accepted, answered_since, applicant, granted, picture, principal_of, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifier(catalogue):
    return staff("verifier", "verifier")


@pytest.fixture
def head(catalogue):
    return staff("head", "decider")


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def act(client, case, name, **values):
    return client.post(reverse("desk:after_act", args=[case.key, name]), {"act": "do", **values}, follow=True)


def checklist(case, *, broken=(), note=""):
    found = {}
    for statement in case.verification.commitment.statements:
        code = statement["code"]
        found[f"kept-{code}"] = "no" if code in broken else "yes"
        found[f"note-{code}"] = note if code in broken else ""
    return found


def first_statement(case):
    return verifiable(case.verification.commitment)[0]["code"]


def with_second(case, second):
    on_site = case.verification.method == Verification.Method.ON_SITE
    return {"second": second.pk} if on_site else {}


def test_a_promise_is_verified_once_whatever_is_tried_again(taihang, clerk, head):
    """It is ordered in the transaction of the one decision a case can have; the worker's steps never order it."""
    case = accepted(taihang, clerk=clerk)
    cases.decide(case, "granted", by=clerk)
    asked = timezone.localdate()

    for person in (clerk, head):
        with pytest.raises(NotYourTask):
            cases.decide(fresh(case), "granted", by=person)
    for _ in range(2):
        finish(fresh(case))
        sweep()
        assert timers.pass_expiry() + time_passed() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        begin_verification(fresh(case))

    assert timezone.localdate(Verification.objects.get(application=case).created_at) == asked
    assert AfterGrantProcess.objects.filter(application=case).count() == 1
    assert open_step_name(fresh(case)) == "verify"


def test_every_grant_under_commitment_is_to_be_verified_in_the_time_its_notice_tells(taihang, clerk):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)

        limit = limit_of(case.verification, on=timezone.localdate())

    told = case.verification.commitment.notice.notice["verification"]
    assert case.verification.days == told["deadline_days"]
    assert limit.due > datetime.date(2026, 3, 2)
    assert open_step_name(case) == "verify"


def test_green_companies_are_checked_by_data_only_all_others_on_site():
    assert method_for("green") == Verification.Method.DATA
    assert {method_for(standing) for standing in ("yellow", "red", "")} == {Verification.Method.ON_SITE}


def test_a_promise_kept_is_told_to_the_company_and_the_public(taihang, clerk, verifier, sign_in, client):
    case = granted(taihang, clerk=clerk)

    act(sign_in(verifier), case, "inspect", outcome="kept", **checklist(case), **with_second(case, clerk))

    page = sign_in(principal_of(taihang)).get(reverse("applications:progress", args=[case.key])).content.decode()
    public = client.get(reverse("verify:publicity"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Verified: Kept" in public
    assert taihang.legal_rep not in public
    assert open_step_name(case) == ""
    assert Inspection.objects.get().outcome == Inspection.Outcome.KEPT
    assert "verified" in case.letters.values_list("kind", flat=True)
    assert "Kept" in page


def test_an_outcome_that_contradicts_the_checklist_is_refused_and_nothing_is_lost(taihang, clerk, verifier, sign_in):
    case = granted(taihang, clerk=clerk)
    broken = {first_statement(case)}

    page = act(sign_in(verifier), case, "inspect", outcome="kept", notes="看了现场",
               **checklist(case, broken=broken, note="未见制度"), **with_second(case, clerk))  # fmt: skip

    assert page.status_code == 422
    assert "未见制度" in page.content.decode()
    assert not Inspection.objects.exists()


def test_what_can_be_mended_is_mended_and_verified_again(taihang, clerk, verifier, sign_in):
    case = granted(taihang, clerk=clerk)
    broken = {first_statement(case)}
    desk = sign_in(verifier)
    act(desk, case, "inspect", outcome="rectify", **checklist(case, broken=broken, note="制度不全"),
        **with_second(case, clerk))  # fmt: skip
    ordered = open_step_name(case)

    sign_in(principal_of(taihang)).post(
        reverse("applications:rectify", args=[case.key]), {"words": "制度已经补齐。", "proofs": [picture()]}
    )
    mended = open_step_name(case)
    act(desk, case, "inspect", outcome="kept", **checklist(case), **with_second(case, clerk))

    assert (ordered, mended, open_step_name(case)) == ("rectify", "verify", "")
    order = Inspection.objects.first()
    assert order.rectify_by == add_calendar_days(timezone.localdate(), 30)  # never a holiday (Civil Code art. 203)
    assert "制度不全" in "".join(order.letter.paragraphs)


def test_what_is_not_mended_in_time_goes_back_to_the_verifier(taihang, clerk, verifier, sign_in):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        broken = {first_statement(case)}
        act(sign_in(verifier), case, "inspect", outcome="rectify", **checklist(case, broken=broken, note="制度不全"),
            **with_second(case, clerk))  # fmt: skip
    with at("2026-04-01 10:00+08:00"):
        on_the_last_day = time_passed()
    with at("2026-04-02 10:00+08:00"):
        after = time_passed()

    assert (on_the_last_day, after) == (0, 1)
    assert open_step_name(case) == "verify"


def untrue(case, verifier, second, sign_in):
    act(sign_in(verifier), case, "inspect", outcome="untrue",
        **checklist(case, broken={first_statement(case)}, note="与事实不符"), **with_second(case, second))  # fmt: skip


def test_an_untrue_promise_ends_the_licence_after_the_holder_was_heard(taihang, clerk, verifier, head, sign_in):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        untrue(case, verifier, clerk, sign_in)
        waits = open_step_name(case)
        sign_in(principal_of(taihang)).post(
            reverse("applications:defend", args=[case.key]), {"words": "我们已经整改。"}
        )
        act(sign_in(head), case, "decide", ends="yes", reasons="理由不成立。", password=PASSWORD)

    licence = Certificate.objects.get(kind="licence")
    assert waits == "defend"
    assert InquiryDecision.objects.get().ends
    assert {c.state for c in Certificate.objects.all()} == {"revoked"}
    assert by_number(licence.number, licence.check_code).finding == "revoked"
    revoked = Letter.objects.get(kind="revocation")
    assert "我们已经整改" in "".join(revoked.paragraphs)
    assert "行政复议" in revoked.remedies
    answer = ask(
        Question(
            material="road-transport-licence",
            registry="bureau-licence",
            keys={"uscc": taihang.uscc},
            purpose=Purpose(item="x", case="y", legal_basis="z"),
            by="test",
        )
    )
    assert answer.outcome == Outcome.CONFLICT


def test_a_revoked_company_has_no_commitment_and_no_new_licence_until_the_day_comes(
    taihang, clerk, verifier, head, item, sign_in
):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        waiting = draft_of_renewal(taihang)
        untrue(case, verifier, clerk, sign_in)
    with at("2026-03-20 10:00+08:00"):
        time_passed()
        act(sign_in(head), case, "decide", ends="yes", password=PASSWORD)

        entry = CreditEntry.objects.get()
        closed = sheet_of(waiting).closed
        with pytest.raises(CannotStart, match="2029-03-20"):
            start(item, taihang, by=principal_of(taihang))
        act(
            sign_in(head),
            case,
            "repair-credit",
            document="焦信修〔2026〕1号",
            dated=f"{timezone.localdate()}",
            reasons="已更正。",
        )

        assert entry.barred_until == datetime.date(2029, 3, 20)
        assert "found untrue" in closed
        assert sheet_of(waiting).closed == ""


def draft_of_renewal(company):
    from materials.catalogue.queries import item_in_force

    return start(item_in_force("freight-licence-renew"), company, by=principal_of(company))


def test_nobody_decides_while_the_holder_may_still_speak_and_not_who_found_it(taihang, clerk, verifier, head, sign_in):
    both = staff("both", "verifier", "decider")
    case = granted(taihang, clerk=clerk)
    untrue(case, both, clerk, sign_in)
    early = act(sign_in(head), case, "decide", ends="yes", password=PASSWORD).content.decode()
    sign_in(principal_of(taihang)).post(reverse("applications:defend", args=[case.key]), {"words": "不属实。"})

    self_judged = act(sign_in(both), case, "decide", ends="yes", password=PASSWORD).content.decode()

    assert "already been done" in early
    assert "another person has to" in self_judged
    assert not InquiryDecision.objects.exists()


def test_a_statement_that_comes_late_is_heard_until_it_is_decided_and_only_the_hearing_lapsed(
    taihang, clerk, verifier, head, sign_in
):
    case = granted(taihang, clerk=clerk)
    untrue(case, verifier, clerk, sign_in)
    statement = {"words": "车辆已于上周过户。"}
    defend = reverse("applications:defend", args=[case.key])
    last_day = fresh(case).inquiries.get().runs_until
    with at(f"{last_day + datetime.timedelta(days=1)} 09:00+08:00"):
        time_passed()
        owner = sign_in(principal_of(taihang))
        page = owner.get(reverse("applications:progress", args=[case.key])).text
        too_late = owner.post(defend, {**statement, "wants_hearing": "on"}, follow=True).text
        owner.post(defend, statement)
        decide_inquiry(fresh(case), ends=True, reasons="", by=head)
        again = owner.post(defend, statement, follow=True).text

    assert open_step_name(fresh(case)) == ""
    assert "The days to ask for a hearing are over; what you state is considered" in page
    assert "wants_hearing" not in page
    assert "The days to ask for a hearing are over. Your statement" in too_late
    assert any("车辆已于上周过户" in line for line in fresh(case).letters.get(kind="revocation").paragraphs)
    assert "already been done" in again


def test_a_hearing_asked_for_comes_before_the_decision_and_proceedings_may_be_dropped(
    taihang, clerk, verifier, head, sign_in
):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        untrue(case, verifier, clerk, sign_in)
        sign_in(principal_of(taihang)).post(
            reverse("applications:defend", args=[case.key]), {"words": "请求听证。", "wants_hearing": "on"}
        )
        desk = sign_in(head)
        early = act(desk, case, "decide", ends="no", password=PASSWORD)
        act(desk, case, "announce-hearing", held_on="2026-03-11", time="09:30", place="三楼会议室")
    with at("2026-03-11 11:00+08:00"):
        desk = sign_in(head)
        act(desk, case, "hold-hearing", held_on="2026-03-11", minutes="制度文本已经核实。")
        act(desk, case, "decide", ends="no", reasons="陈述成立。", password=PASSWORD)

    assert "has not been held yet" in early.content.decode()
    assert InquiryDecision.objects.get().ends is False
    assert {c.state for c in Certificate.objects.all()} == {"in-force"}
    assert not CreditEntry.objects.exists()


def test_what_has_run_its_course_is_struck_off_by_an_act_of_its_own(taihang, clerk, head, sign_in):
    case = granted(taihang, clerk=clerk)
    answered_since(case, "business-licence", "conflict", **{"entity-status": "注销"})

    act(sign_in(head), case, "end", standard=["so-ended"], password=PASSWORD)

    assert {c.state for c in Certificate.objects.all()} == {"struck-off"}
    assert Certificate.objects.first().states.last().letter.kind == "striking-off"


def test_a_withdrawal_hears_the_holder_first_and_tells_what_is_compensated(taihang, clerk, verifier, head, sign_in):
    case = granted(taihang, clerk=clerk)
    words = {"end": "retraction", "standard": ["rt-law"], "reasons": "规章自2026年12月1日起废止。"}
    act(sign_in(verifier), case, "open-proceedings", **words)
    with pytest.raises(NotNow, match="must be heard first"):
        end_directly(fresh(case), End.RETRACTION, reasons="x", articles="x", by=head)
    sign_in(principal_of(taihang)).post(reverse("applications:defend", args=[case.key]), {"words": "车辆刚刚购置。"})

    desk = sign_in(head)
    silent = act(desk, case, "decide", ends="yes", password=PASSWORD).content.decode()
    act(desk, case, "decide", ends="yes", compensation="购置费用经核定补偿。", password=PASSWORD)

    told = "\n".join(case.letters.get(kind="retraction").paragraphs)
    assert "or that no loss arose" in silent
    assert {c.state for c in Certificate.objects.all()} == {"withdrawn"}
    assert "陈述、申辩意见：车辆刚刚购置。" in told
    assert "补偿的内容：购置费用经核定补偿。" in told


def test_verification_asks_what_can_be_verified_and_comes_filled_in_where_data_answers(
    taihang, clerk, verifier, sign_in
):
    case = granted(taihang, clerk=clerk)
    page = sign_in(verifier).get(reverse("desk:after_grant", args=[case.key])).content.decode()
    asked = set(re.findall(r'name="kept-([a-z-]+)"', page))

    assert asked == {s["code"] for s in case.verification.commitment.statements} - {
        "read", "check", "liability", "voluntary",
    }  # fmt: skip
    assert re.search(r'name="kept-registered" value="yes"[^>]*checked', page)
    assert "数据核对：营业执照" in page
    assert not re.search(r'name="kept-safety"[^>]*checked', page)


def test_a_registry_that_fell_silent_answers_no_statement(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    (registered,) = [s for s in verifiable(case.verification.commitment) if s["code"] == "registered"]
    known = sheet_of(case).evidence
    (key,) = [key for key in known if key[0] == "business-licence"]
    before = answered_by_data(known, registered)
    known[key].outcome = Outcome.UNAVAILABLE
    silent = answered_by_data(known, registered)
    known[key].outcome = Outcome.NOT_FOUND

    assert before.kept
    assert silent is None
    assert answered_by_data(known, registered).kept is False


def test_a_penalty_is_decided_only_after_proceedings(taihang, clerk, verifier, head, sign_in):
    case = granted(taihang, clerk=clerk)
    act(
        sign_in(verifier),
        case,
        "open-proceedings",
        end="penalty",
        standard=["pn-goods"],
        reasons="2026年11月20日检查发现，未苫盖的砂石沿途撒落，致三车相撞。",
    )
    sign_in(principal_of(taihang)).post(reverse("applications:defend", args=[case.key]), {"words": "当时已经苫盖。"})

    desk, reviewed = sign_in(head), {"legal_review": "法规科赵明，2026年11月26日审核，同意。"}
    unread = act(desk, case, "decide", ends="yes", password=PASSWORD)
    unheard = act(desk, case, "decide", ends="yes", **reviewed, password=PASSWORD)
    assert not InquiryDecision.objects.exists()
    discussed = "2026年11月27日，局长、两名副局长集体讨论，一致同意。"
    act(desk, case, "decide", ends="yes", **reviewed, discussed=discussed, password=PASSWORD)

    assert "Without a review in law" in unread.content.decode()
    assert "discuss a cancellation together" in unheard.content.decode()
    assert {c.state for c in Certificate.objects.all()} == {"cancelled"}
    penalty = case.letters.get(kind="penalty")
    told = "\n".join(penalty.paragraphs)
    for part in (
        "违法事实",
        "认定上述事实的证据：",
        "法制审核，并经本机关负责人集体讨论",
        "案卷所载材料",
        "第六十八条",
        "履行方式和期限",
        "前（含当日）将纸质证照交回",
    ):
        assert part in told
    assert "于前（含当日）" not in told
    assert "焦作市解放区人民政府" in penalty.remedies
    intended = "\n".join(case.letters.filter(kind="defence").first().paragraphs)
    assert "《中华人民共和国行政处罚法》第四十四条" in intended
    assert "第六十八条" in intended
    summons = hearing_letter(
        fresh(case).inquiries.get(),
        held_on=datetime.date(2026, 12, 10),
        time=datetime.time(9, 30),
        place="三楼会议室",
        chair=head,
    )
    assert "主持" in summons.paragraphs[0]
    assert summons.title == "行政处罚听证通知书"
    assert "《中华人民共和国行政处罚法》第六十四条第二项" in summons.paragraphs[0]
    assert End(fresh(case).inquiries.get().end) == End.PENALTY


def test_strangers_and_other_companies_see_nothing_of_it(taihang, clerk, verifier, sign_in):
    case = granted(taihang, clerk=clerk)
    stranger = applicant(username="nobody")

    assert sign_in(stranger).post(reverse("applications:defend", args=[case.key])).status_code in (302, 404)
    assert sign_in(stranger).get(reverse("desk:after_grant", args=[case.key])).status_code == 403


def test_the_auditor_reads_all_of_it_in_the_case_file(taihang, clerk, verifier, sign_in):
    case = granted(taihang, clerk=clerk)
    act(sign_in(verifier), case, "inspect", outcome="untrue", photos=[picture("现场.png")],
        **checklist(case, broken={first_statement(case)}, note="未见制度"), **with_second(case, clerk))  # fmt: skip
    auditor = sign_in(staff("reader", "auditor"))

    file = auditor.get(reverse("register:dossier", args=[case.key])).content.decode()
    photo = Inspection.objects.get().photos.get()
    shown = auditor.get(reverse("register:proof", args=[case.key, photo.pk]))
    content = b"".join(shown.streaming_content)

    assert "未见制度" in file
    assert "Untrue: deceit" in file
    assert shown.status_code == 200
    assert content.startswith(b"\x89PNG")
