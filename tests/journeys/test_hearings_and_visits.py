"""What has to be said, confirmed and heard before a decision that goes against somebody, or against an official."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotNow
from licensing.applications.models.application import Application
from licensing.decisions import visits
from licensing.decisions.actions.deciding import ObjectionsUnanswered
from licensing.decisions.models.checking import Review, SiteCheck, VisitReport
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.decisions.models.limits import Escalation
from licensing.decisions.rules import why_other_eyes
from licensing.decisions.serving.rules import unserved
from licensing.flow.open_steps import open_step_name
from licensing.moving import cases as flow
from licensing.moving import promises as after
from licensing.moving.finish import finish
from licensing.moving.progress import limits_of, open_node
from licensing.moving.timers import escalate, go_without_hearing
from licensing.verification.models import Inspection
from supervision.credit.subjects.models import Subject
from tests.factories import PASSWORD, accepted, principal_of, staff

pytestmark = pytest.mark.django_db
GRANT, REFUSE = Review.Recommendation.GRANT, Review.Recommendation.REFUSE


@pytest.fixture
def reviewer(catalogue):
    return staff("reviewer", "reviewer")


@pytest.fixture
def second(catalogue):
    return staff("second", "reviewer")


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def act(client, case, name, **values):
    return client.post(reverse("desk:act", args=[case.key, name]), {"act": "do", **values}, follow=True)


def reviewed(company, clerk, reviewer, *, opinion=GRANT):
    case = accepted(company, clerk=clerk, procedure="ordinary")
    flow.review(case, recommendation=opinion, opinion="安全制度不健全。", by=reviewer)
    return fresh(case)


def seen(case, reviewer, second, *, passed=True):
    flow.check_on_site(
        case, by=reviewer, second=second, checked_on=timezone.localdate(), passed=passed, findings="场地与申请不符。"
    )
    return fresh(case)


def decidable(company, clerk, reviewer, second, *, passed=True, opinion=GRANT):
    case = seen(reviewed(company, clerk, reviewer, opinion=opinion), reviewer, second, passed=passed)
    flow.confirm_site_check(case, agrees=True, by=second)
    flow.review(fresh(case), recommendation=GRANT, opinion="同意。", by=second, node="second_review")
    return fresh(case)


def test_a_check_on_site_counts_once_the_second_officer_has_confirmed_it_himself(
    taihang, clerk, reviewer, second, sign_in
):
    case = seen(reviewed(taihang, clerk, reviewer), reviewer, second)
    waits = open_node(case), SiteCheck.objects.count()
    named = sign_in(second).get(reverse("desk:queue")).content.decode()
    shown = sign_in(second).get(reverse("desk:case", args=[case.key])).content.decode()
    stranger = act(sign_in(clerk), case, "confirm-visit", agrees="yes")
    oneself = act(sign_in(reviewer), case, "confirm-visit", agrees="yes")

    act(sign_in(second), case, "confirm-visit", agrees="yes")

    assert waits == ("site_check", 0)
    assert "confirm the report of the visit" in named
    assert "场地与申请不符。" in shown
    assert (stranger.status_code, oneself.status_code) == (403, 403)
    assert open_node(fresh(case)) == "second_review"
    assert fresh(case).visit_reports.get().answer.answered_by == second


def test_a_report_stands_first_and_open_for_whom_it_waits_and_for_nobody_else(
    taihang, clerk, reviewer, second, sign_in
):
    case = seen(reviewed(taihang, clerk, reviewer), reviewer, second)

    awaited, written = (
        sign_in(person).get(reverse("desk:case", args=[case.key])).content.decode() for person in (second, reviewer)
    )

    assert 'aria-labelledby="act-confirm-visit"' in awaited
    assert "confirm-visit" not in written


def test_who_saw_it_with_another_is_offered_the_second_review_and_who_wrote_an_opinion_is_not(
    taihang, clerk, reviewer, second, sign_in
):
    case = seen(reviewed(taihang, clerk, reviewer), reviewer, second)
    flow.confirm_site_check(case, agrees=True, by=second)

    offered, barred = (
        sign_in(person).get(reverse("desk:case", args=[case.key])).content.decode() for person in (second, reviewer)
    )
    with pytest.raises(NotNow, match="needs another person"):
        flow.review(fresh(case), recommendation=GRANT, opinion="同意。", by=reviewer, node="second_review")
    act(sign_in(second), case, "second-review", recommendation="grant", opinion="同意。")

    assert "/do/second-review/" in offered
    assert "/do/second-review/" not in barred
    assert "needs another person" in barred
    assert open_node(fresh(case)) == "decide"
    assert why_other_eyes(second, fresh(case), "decide")


def test_what_the_second_officer_saw_otherwise_is_written_anew(taihang, clerk, reviewer, second, sign_in):
    case = seen(reviewed(taihang, clerk, reviewer), reviewer, second)

    wordless = act(sign_in(second), case, "confirm-visit", agrees="no")
    act(sign_in(second), case, "confirm-visit", agrees="no", words="当日没有进入停车场。")
    again = seen(fresh(case), reviewer, second)
    flow.confirm_site_check(again, agrees=True, by=second)

    assert wordless.status_code == 422
    assert case.visit_reports.count() == 2
    assert SiteCheck.objects.count() == 1


def test_who_has_no_duty_there_is_no_second_officer_whoever_names_them(taihang, clerk, reviewer, second):
    case = reviewed(taihang, clerk, reviewer)

    with pytest.raises(MayNotHandle):
        seen(case, reviewer, staff("keeper", "model-keeper"))

    assert not VisitReport.objects.exists()


@pytest.mark.parametrize(("day", "why"), [(-1, "cannot have been before"), (1, "cannot be in the future")])
def test_a_check_on_site_lies_between_acceptance_and_today(taihang, clerk, reviewer, second, sign_in, day, why):
    case = reviewed(taihang, clerk, reviewer)
    then = timezone.localdate() + datetime.timedelta(days=day)

    page = act(sign_in(reviewer), case, "site-check", checked_on=then.isoformat(), second=second.pk, passed="yes",
               findings="合格。")  # fmt: skip
    with pytest.raises(NotNow, match=why):
        flow.check_on_site(case, by=reviewer, second=second, checked_on=then, passed=True, findings="合格。")

    assert page.status_code == 422
    assert "合格。" in page.content.decode()
    assert not VisitReport.objects.exists()


@pytest.mark.parametrize(("passed", "opinion"), [(False, GRANT), (True, REFUSE)])
def test_a_grant_against_what_officials_found_answers_it_with_reasons(
    taihang, clerk, reviewer, second, sign_in, passed, opinion
):
    case = decidable(taihang, clerk, reviewer, second, passed=passed, opinion=opinion)
    desk = sign_in(clerk)
    address = reverse("desk:decide", args=[case.key])
    page = desk.get(reverse("desk:case", args=[case.key])).content.decode()

    silent = desk.post(address, {"outcome": "granted", "password": PASSWORD, "act": "decide"})
    with pytest.raises(ObjectionsUnanswered):
        flow.decide(case, Decision.Outcome.GRANTED, by=clerk)
    desk.post(address, {"outcome": "granted", "reasons": "复查时已经整改到位。", "password": PASSWORD, "act": "decide"})

    assert "Found against a grant" in page
    assert silent.status_code == 422
    assert "Answer it with reasons" in silent.content.decode()
    assert fresh(case).decision.reasons == "复查时已经整改到位。"


def asked_for(company, clerk, reviewer, second, *, parties=()):
    """2026-03-02 offered, 2026-03-04 asked for: to be held by 2026-04-01."""
    with at("2026-03-02 10:00+08:00"):
        case = decidable(company, clerk, reviewer, second)
        flow.offer_hearing(case, reasons="拟不予许可。", parties=parties, by=clerk)
    with at("2026-03-04 10:00+08:00"):
        flow.answer_hearing_offer(fresh(case), wants_hearing=True, words="", by=principal_of(company))
    return fresh(case)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-03-12", "not earlier than 2026-03-13"),
        ("2026-03-14", "not a working day"),
        ("2026-04-02", "not later than 2026-04-01"),
    ],
)
def test_day_and_place_are_told_seven_working_days_before_and_within_the_twenty(
    taihang, clerk, reviewer, second, sign_in, day, why
):
    case = asked_for(taihang, clerk, reviewer, second)

    with at("2026-03-04 11:00+08:00"):
        page = act(sign_in(clerk), case, "announce-hearing", held_on=day, time="09:30", place="三楼会议室")
        with pytest.raises(NotNow, match=why):
            flow.announce_hearing(
                case,
                held_on=datetime.date.fromisoformat(day),
                time=datetime.time(9, 30),
                place="三楼",
                chair=clerk,
                by=clerk,
            )

    assert page.status_code == 422
    assert why in page.content.decode()
    assert not Letter.objects.filter(kind="summons").exists()


def test_a_hearing_is_held_on_the_day_that_was_told(taihang, clerk, reviewer, second, sign_in):
    case = asked_for(taihang, clerk, reviewer, second)
    with at("2026-03-04 11:00+08:00"):
        with pytest.raises(NotNow, match="day and place"):
            flow.hold_hearing(case, held_on=datetime.date(2026, 3, 4), minutes="笔录。", by=clerk)
        flow.announce_hearing(
            case,
            held_on=datetime.date(2026, 3, 13),
            time=datetime.time(9, 30),
            place="三楼会议室",
            chair=clerk,
            by=clerk,
        )
    with at("2026-03-13 12:00+08:00"):
        wrong = act(sign_in(clerk), case, "hold-hearing", held_on="2026-03-10", minutes="笔录。")
        flow.hold_hearing(fresh(case), held_on=datetime.date(2026, 3, 13), minutes="笔录。", by=clerk)

    told = "".join(Letter.objects.get(kind="summons").paragraphs)
    assert "2026年3月13日09:30" in told
    assert "三楼会议室" in told
    assert f"由{clerk.name}主持" in told
    assert wrong.status_code == 422
    assert "笔录。" in wrong.content.decode()
    assert open_node(fresh(case)) == "decide"


def test_the_chair_is_named_in_the_summons_looked_into_nothing_and_is_who_files_the_minutes(
    taihang, clerk, reviewer, second, sign_in
):
    case = asked_for(taihang, clerk, reviewer, second)
    other = staff("other-decider", "decider")
    told = {"held_on": datetime.date(2026, 3, 13), "time": datetime.time(9, 30), "place": "三楼会议室", "by": clerk}
    with at("2026-03-04 11:00+08:00"):
        with pytest.raises(NotNow, match="somebody of the authority who decides"):
            flow.announce_hearing(case, chair=reviewer, **told)
        act(sign_in(clerk), case, "announce-hearing", held_on="2026-03-13", time="09:30", place="三楼", chair=other.pk)
    with at("2026-03-13 12:00+08:00"):
        with pytest.raises(NotNow, match="announce it anew"):
            flow.hold_hearing(fresh(case), held_on=datetime.date(2026, 3, 13), minutes="笔录。", by=clerk)
        flow.hold_hearing(fresh(case), held_on=datetime.date(2026, 3, 13), minutes="笔录。", by=other)

    assert f"由{other.name}主持" in "".join(Letter.objects.get(kind="summons").paragraphs)
    assert fresh(case).hearing_offer.record.chaired_by == other


def test_a_hearing_not_held_within_twenty_working_days_is_told_to_the_supervisor(taihang, clerk, reviewer, second):
    asked_for(taihang, clerk, reviewer, second)
    with at("2026-04-01 23:00+08:00"):
        escalate()
        in_time = Escalation.objects.filter(limit="hearing").count()
    with at("2026-04-02 00:30+08:00"):
        escalate()

    assert in_time == 0
    assert Escalation.objects.get(limit="hearing").due == datetime.date(2026, 4, 1)


def test_interested_third_parties_are_told_by_letters_of_their_own_and_may_ask_for_the_hearing(
    taihang, clerk, reviewer, second, sign_in
):
    with at("2026-03-02 10:00+08:00"):
        case = decidable(taihang, clerk, reviewer, second)
        act(sign_in(clerk), case, "offer-hearing", reasons="拟准予许可。", parties="焦作邻里物业，人民路3号\n张邻居")
    with at("2026-03-03 10:00+08:00"):
        flow.answer_hearing_offer(fresh(case), wants_hearing=False, words="", by=principal_of(taihang))
        party = fresh(case).hearing_offer.parties.first()
        with pytest.raises(NotNow, match="has not reached 焦作邻里物业"):
            flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)
        for letter in unserved(fresh(case)):
            paper = {"way": "in-person", "served_on": "2026-03-03", "proof": "本人签收"}
            act(sign_in(clerk), case, "record-service", letter=letter.pk, **paper)
        with pytest.raises(NotNow, match="interested party may ask"):
            flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)
        act(sign_in(clerk), case, "party-answer", party=party.pk, wants="yes", words="影响出入。")
        stopped = limits_of(fresh(case)).is_stopped
        flow.announce_hearing(
            fresh(case),
            held_on=datetime.date(2026, 3, 13),
            time=datetime.time(9, 30),
            place="三楼会议室",
            chair=clerk,
            by=clerk,
        )
    with at("2026-03-10 10:00+08:00"):
        go_without_hearing()
        with pytest.raises(NotNow, match="hearing"):
            flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)
    with at("2026-03-13 12:00+08:00"):
        flow.hold_hearing(fresh(case), held_on=datetime.date(2026, 3, 13), minutes="笔录。", by=clerk)
        flow.decide(fresh(case), Decision.Outcome.REFUSED, by=clerk, reasons="理由成立。", articles="第二十一条")

    told = Letter.objects.filter(kind="hearing").values_list("addressee", flat=True)
    assert set(told) == {taihang.name, "焦作邻里物业", "张邻居"}
    assert "利害关系人" in "".join(Letter.objects.get(kind="hearing", addressee="张邻居").paragraphs)
    assert Letter.objects.filter(kind="summons").count() == 3
    assert stopped


def test_a_verification_on_site_takes_effect_once_the_second_officer_has_confirmed_it(taihang, clerk, sign_in):
    verifier = staff("verifier", "verifier")
    case = accepted(taihang, clerk=clerk)
    Subject.objects.filter(company=taihang).update(colour="yellow")
    flow.decide(case, "granted", by=clerk)
    finish(fresh(case))
    case = fresh(case)
    statements = case.verification.commitment.statements
    results = [{"code": s["code"], "zh": s["zh"], "kept": s["code"] != "safety", "note": ""} for s in statements]
    for row in results:
        row["note"] = "未见制度文本" if not row["kept"] else ""

    after.inspect(case, results=results, outcome=Inspection.Outcome.RECTIFY, notes="", by=verifier, second=clerk)
    reported = open_step_name(case), case.letters.filter(kind="rectification").count()
    page = sign_in(clerk).get(reverse("desk:after_grant", args=[case.key])).content.decode()
    sign_in(clerk).post(reverse("desk:after_act", args=[case.key, "confirm-visit"]), {"act": "do", "agrees": "yes"})

    assert reported == ("verify", 0)
    assert "未见制度文本" in page
    assert open_step_name(case) == "rectify"
    assert case.letters.filter(kind="rectification").count() == 1
    inspection = Inspection.objects.get()
    assert (inspection.officer, inspection.second_officer) == (verifier, clerk)


def test_nobody_confirms_what_no_report_names_him_for(taihang, clerk, reviewer, second):
    case = reviewed(taihang, clerk, reviewer)

    with pytest.raises(NotNow, match="no report waiting"):
        visits.answer_report(case, VisitReport.Step.SITE_CHECK, agrees=True, words="", by=second)
