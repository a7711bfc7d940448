"""The ordinary procedure, step by step as the Licensing Law has it, with everything that may interrupt it."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clock.working_days import add_working_days
from licensing.applications.models.application import Application
from licensing.decisions.actions.accepting import acceptance_letter
from licensing.decisions.limits import statutory_limit
from licensing.decisions.models.checking import Acceptance, Review
from licensing.decisions.models.ends import Decision, Delivery, Ending
from licensing.decisions.models.letters import Letter
from licensing.decisions.models.limits import Escalation
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import limits_of, open_node
from licensing.moving.timers import deem_accepted, escalate, go_without_hearing
from materials.lookups.ask import forget
from tests.factories import PASSWORD, accepted, picture, principal_of, staff, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(catalogue):
    return staff("reviewer", "reviewer")


@pytest.fixture
def head(catalogue):
    return staff("head", "head")


@pytest.fixture
def second(catalogue):
    return staff("second", "reviewer")


def at(when):
    """The clock stands still at a time, given as ISO text or as a datetime."""
    moment = datetime.datetime.fromisoformat(when) if isinstance(when, str) else when
    return time_machine.travel(moment, tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def act(client, case, name, **values):
    return client.post(reverse("desk:act", args=[case.key, name]), {"act": "do", **values}, follow=True)


def in_hand(company, *, clerk, reviewer=None):
    """Accepted in the ordinary procedure; reviewed when a reviewer is given."""
    case = accepted(company, clerk=clerk, procedure="ordinary")
    if reviewer:
        flow.review(case, recommendation=Review.Recommendation.GRANT, opinion="齐全。", by=reviewer)
    return fresh(case)


def test_every_step_of_the_items_list_is_taken_by_whose_duty_it_is(taihang, clerk, reviewer, second, sign_in):
    case = in_hand(taihang, clerk=clerk)
    seen = [open_node(case)]
    desk = sign_in(reviewer)
    desk.post(reverse("desk:review", args=[case.key]), {"recommendation": "grant", "opinion": "材料齐全。"})
    seen.append(open_node(fresh(case)))
    act(desk, case, "site-check", checked_on=timezone.localdate().isoformat(), second=second.pk, passed="yes",
        findings="车辆停放有序。", photos=[picture("现场.png")])  # fmt: skip
    seen.append(open_node(fresh(case)))
    act(sign_in(second), case, "confirm-visit", agrees="yes")
    seen.append(open_node(fresh(case)))
    act(sign_in(second), case, "second-review", recommendation="grant", opinion="同意。")
    seen.append(open_node(fresh(case)))
    sign_in(clerk).post(
        reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD, "act": "decide"}
    )
    finish(fresh(case))

    assert seen == ["review", "site_check", "site_check", "second_review", "decide"]
    assert open_node(fresh(case)) == ""
    assert fresh(case).decision.is_granted
    assert fresh(case).site_check.photos.count() == 1
    assert fresh(case).delivery.way == Delivery.Way.ELECTRONIC


def test_the_second_review_needs_other_eyes(taihang, clerk, reviewer, second, sign_in):
    case = in_hand(taihang, clerk=clerk, reviewer=reviewer)
    checked(case, reviewer, second)

    page = act(sign_in(reviewer), case, "second-review", recommendation="grant", opinion="同意。")

    assert "needs another person" in page.content.decode()
    assert open_node(fresh(case)) == "second_review"


def test_a_check_on_site_by_one_officer_alone_is_refused(taihang, clerk, reviewer, second, sign_in):
    case = in_hand(taihang, clerk=clerk, reviewer=reviewer)

    page = act(sign_in(reviewer), case, "site-check", checked_on=timezone.localdate().isoformat(),
               second=reviewer.pk, passed="yes", findings="合格。")  # fmt: skip

    assert page.status_code == 422
    assert "合格。" in page.content.decode()
    assert open_node(fresh(case)) == "site_check"


def test_correction_is_asked_for_once_and_answered_on_the_very_fields(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")
    points = ["safety:-1:safety-phone", "vehicle:0:plate", "material:id-principal"]
    words = {"words-safety:-1:safety-phone": "电话无法接通", "words-material:id-principal": "身份证照片不清晰"}
    preview = sign_in(clerk).post(
        reverse("desk:ask_correction", args=[case.key]), {"point": points, "act": "preview", **words}
    )
    sign_in(clerk).post(reverse("desk:ask_correction", args=[case.key]), {"point": points, "act": "send", **words})
    applicant = sign_in(principal_of(taihang))
    address = reverse("applications:correct", args=[case.key])
    asked = applicant.get(address).content.decode()

    wrong = applicant.post(address, {"safety-phone": "12", "vehicle-0-plate": "豫H1", "act": "answer"})
    stands = case.answers.of_section("vehicle")[0]["plate"]
    right = applicant.post(
        address,
        {"safety-phone": "13900001111", "vehicle-0-plate": stands, "files-id-principal": [picture()], "act": "answer"},
    )

    assert "电话无法接通" in preview.content.decode()
    assert 'name="safety-phone"' in asked
    assert "身份证照片不清晰" in asked
    assert 'name="safety-person"' not in asked
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.content.decode()
    assert right.status_code == 302
    case = fresh(case)
    assert case.answers.fields["safety-phone"] == "13900001111"
    assert case.submission.answers["fields"]["safety-phone"] != "13900001111"
    assert open_node(case) == "check"
    again = sign_in(clerk).post(
        reverse("desk:ask_correction", args=[case.key]), {"point": points, "act": "send"}, follow=True
    )
    assert "the law allows only one" in again.content.decode()


def test_a_wrong_file_in_answer_to_a_correction_is_refused_and_nothing_typed_is_lost(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")
    flow.ask_for_correction(
        case,
        [
            {"section": "safety", "row": -1, "field": "safety-person", "material": "", "label": "安全", "words": ""},
            {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": ""},
        ],
        by=clerk,
    )
    bad = SimpleUploadedFile("证件.png", b"MZ this is a program", "image/png")

    page = sign_in(principal_of(taihang)).post(
        reverse("applications:correct", args=[case.key]),
        {"safety-person": "王安全", "files-id-principal": [bad], "act": "answer"},
    )

    assert page.status_code == 422
    assert "王安全" in page.content.decode()
    assert open_node(fresh(case)) == "correct"


def test_an_unanswered_correction_is_told_to_the_supervisor_and_then_terminated(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")
    point = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": ""}
    flow.ask_for_correction(case, [point], by=clerk)
    early = act(sign_in(clerk), case, "terminate", reasons="未补正。")

    with at(timezone.now() + datetime.timedelta(days=40)):
        escalate()
        act(sign_in(clerk), case, "terminate", reasons="申请人未在期限内补正。")
        finish(fresh(case))

    assert "still has time" in early.content.decode()
    assert Escalation.objects.get(application=case).limit == "correction"
    assert fresh(case).ending.kind == Ending.Kind.UNANSWERED
    assert open_node(fresh(case)) == ""
    assert (
        "申请人未在期限内补正"
        in sign_in(principal_of(taihang)).get(reverse("applications:progress", args=[case.key])).content.decode()
    )


def test_acceptance_is_refused_with_the_competent_authority_named(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")
    desk = sign_in(clerk)
    nameless = act(desk, case, "refuse-acceptance", kind="not-competent", standard=["na-other"])

    act(desk, case, "refuse-acceptance", kind="not-competent", standard=["na-other"], competent_body="焦作市交通运输局")
    finish(fresh(case))

    assert nameless.status_code == 422
    letter = Letter.objects.get(application=case, kind="non-acceptance")
    assert "焦作市交通运输局" in "".join(letter.paragraphs)
    assert "行政复议" in letter.remedies
    assert open_node(fresh(case)) == ""


def test_what_is_incomplete_may_only_be_refused_after_the_correction_request(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")

    page = act(sign_in(clerk), case, "refuse-acceptance", kind="incomplete", standard=["na-incomplete"])

    assert "has to be told once" in page.content.decode()
    assert not Ending.objects.exists()


def test_nothing_told_in_five_working_days_means_accepted_from_the_day_of_receipt(taihang):
    with at("2026-03-02 10:00+08:00"):
        case = submitted(taihang, procedure="ordinary")
    with at("2026-03-09 23:00+08:00"):
        in_time = deem_accepted()
    with at("2026-03-10 00:30+08:00"):
        late = deem_accepted()
        twice = deem_accepted()

    acceptance = Acceptance.objects.get(application=case)
    assert (in_time, late, twice) == (0, 1, 0)
    assert acceptance.is_deemed
    assert acceptance.accepted_by is None
    assert timezone.localdate(acceptance.accepted_at) == datetime.date(2026, 3, 2)
    assert "即为受理" in "".join(acceptance.letter.paragraphs)
    assert open_node(fresh(case)) == "review"


def test_the_limit_is_extended_once_by_the_head_and_the_reasons_are_told(taihang, clerk, reviewer, head, sign_in):
    with at("2026-03-02 10:00+08:00"):
        case = in_hand(taihang, clerk=clerk)
        before = limits_of(case).statutory

        act(sign_in(clerk), case, "extend", reasons="需要核实车辆档案。")
        asked = sign_in(head).get(reverse("desk:queue")).content.decode()
        waits = limits_of(fresh(case)).statutory
        act(sign_in(head), case, "approve-extension", approves="yes")
        again = act(sign_in(clerk), case, "extend", reasons="再次延长。")
        refused = act(sign_in(reviewer), case, "approve-extension", approves="yes")

    assert "asks for an extension of the limit" in asked
    assert waits == before
    assert limits_of(fresh(case)).statutory == add_working_days(before, 10)
    assert fresh(case).extension.approved_by == head
    assert "需要核实车辆档案。" in "".join(Letter.objects.get(kind="extension").paragraphs)
    assert "has already been extended" in again.content.decode()
    assert refused.status_code == 403


def test_the_decider_alone_never_extends_a_limit(taihang, clerk, sign_in):
    both = staff("both", "decider", "head")
    case = in_hand(taihang, clerk=clerk)

    alone = act(sign_in(clerk), case, "approve-extension", approves="yes")
    act(sign_in(both), case, "extend", reasons="需要核实。")
    self_approved = act(sign_in(both), case, "approve-extension", approves="yes").content.decode()

    assert alone.status_code == 403
    assert "cannot approve it: the head does" in self_approved
    assert not hasattr(fresh(case), "extension")


def test_what_the_head_does_not_approve_leaves_the_limit_as_it_is(taihang, clerk, head):
    case = in_hand(taihang, clerk=clerk)
    before = limits_of(case).statutory
    flow.ask_for_extension(case, reasons="需要核实。", by=clerk)

    flow.answer_extension(case, approves=False, words="按期办结。", by=head)

    assert limits_of(fresh(case)).statutory == before
    flow.ask_for_extension(case, reasons="档案仍未调取。", by=clerk)
    assert case.extension_requests.count() == 2


def test_the_hearing_stops_the_limit_and_the_decision_rests_on_its_minutes(taihang, clerk, reviewer, second, sign_in):
    with at("2026-03-02 10:00+08:00"):
        case = decidable(taihang, clerk, reviewer, second)
        due = limits_of(case).statutory
        act(sign_in(clerk), case, "offer-hearing", reasons="拟不予许可：安全管理制度不健全。")
        early = open_node(fresh(case))
    with at("2026-03-04 10:00+08:00"):
        sign_in(principal_of(taihang)).post(
            reverse("applications:hearing", args=[case.key]), {"wants": "yes", "words": "制度已经完善。"}
        )
        stopped = limits_of(fresh(case)).is_stopped
        act(sign_in(clerk), case, "announce-hearing", held_on="2026-03-13", time="09:30", place="三楼会议室")
    with at("2026-03-13 10:00+08:00"):
        act(sign_in(clerk), case, "hold-hearing", held_on="2026-03-13", minutes="申请人出示了制度文本。")
        case = fresh(case)
        after = limits_of(case).statutory

    assert early == "hearing"
    assert stopped
    assert after == add_working_days(due, 7)
    assert open_node(case) == "decide"


def checked(case, reviewer, second, *, passed=True):
    """Seen on site by two, and confirmed by the second."""
    day = timezone.localdate()
    flow.check_on_site(case, by=reviewer, second=second, checked_on=day, passed=passed, findings="车辆停放有序。")
    flow.confirm_site_check(fresh(case), agrees=True, by=second)


def decidable(company, clerk, reviewer, second, *, passed=True):
    """At the decision, everything before it done."""
    case = in_hand(company, clerk=clerk, reviewer=reviewer)
    checked(case, reviewer, second, passed=passed)
    flow.review(
        fresh(case), recommendation=Review.Recommendation.GRANT, opinion="同意。", by=second, node="second_review"
    )
    return fresh(case)


def test_who_does_not_ask_for_the_hearing_in_time_goes_without(taihang, clerk, reviewer, second):
    with at("2026-03-02 10:00+08:00"):
        case = decidable(taihang, clerk, reviewer, second)
        flow.offer_hearing(case, reasons="拟不予许可。", by=clerk)
    with at("2026-03-09 10:00+08:00"):
        assert go_without_hearing() == 0
    with at("2026-03-10 10:00+08:00"):
        assert go_without_hearing() == 1

        assert open_node(fresh(case)) == "decide"
        flow.decide(fresh(case), "refused", by=clerk, reasons="制度不健全。", articles="第二十一条")

    assert fresh(case).decision.outcome == Decision.Outcome.REFUSED


def test_who_reviewed_does_not_decide(taihang, reviewer, second, sign_in):
    everything = staff("everything", "counter-clerk", "reviewer", "decider")
    case = decidable(taihang, everything, everything, second)

    page = sign_in(everything).post(
        reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD, "act": "decide"},
        follow=True,
    )  # fmt: skip

    assert "another person has to" in page.content.decode()
    assert not Decision.objects.exists()


def test_the_applicant_leaves_the_commitment_and_brings_the_papers(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    applicant = sign_in(principal_of(taihang))
    address = reverse("applications:to_ordinary", args=[case.key])
    empty = applicant.post(address)
    wanted = [row.material.code for row in empty.context["rows"]]

    applicant.post(address, {f"files-{code}": [picture()] for code in wanted})

    assert "safety-rules" in wanted
    assert "driving-licence" not in wanted  # the register shows it
    assert open_node(fresh(case)) == "review"
    assert fresh(case).procedure == "ordinary"
    assert fresh(case).procedure_change.changed_by == principal_of(taihang)


def test_paper_is_delivered_by_hand_and_recorded(taihang, clerk, sign_in):
    from licensing.applications.actions.drafting import save_section
    from tests.factories import draft, sign

    case = draft(taihang)
    save_section(case, fields={"delivery-way": "counter"}, rows={}, doubts={})
    sign(fresh(case))
    flow.hand_in(fresh(case), by=principal_of(taihang))
    flow.accept(fresh(case), by=clerk)
    flow.decide(fresh(case), "granted", by=clerk)
    finish(fresh(case))
    waiting = open_node(fresh(case))

    act(sign_in(clerk), case, "deliver", way="counter", note="陈建国领取")

    assert waiting == "deliver"
    assert fresh(case).delivery.note == "陈建国领取"
    assert open_node(fresh(case)) == ""


def test_overdue_cases_are_told_to_the_supervisor_once_per_limit(taihang, clerk):
    with at("2026-03-02 10:00+08:00"):
        case = accepted(taihang, clerk=clerk)
        forget()
    with at("2026-03-06 10:00+08:00"):
        first, again = escalate(), escalate()
    with at("2026-04-06 10:00+08:00"):
        later = escalate()

    assert (first, again, later) == (1, 0, 1)
    assert set(Escalation.objects.values_list("limit", flat=True)) == {"promise", "decision"}
    assert case.escalations.count() == 2


@pytest.mark.parametrize(
    ("when", "is_deemed", "since", "due"),
    [
        ("2026-03-09 23:00+08:00", False, "2026-03-09", "2026-04-07"),  # on the fifth day: in time
        ("2026-03-10 09:00+08:00", True, "2026-03-02", "2026-03-30"),
    ],
)
def test_whoever_accepts_after_the_five_days_writes_down_what_the_law_did(taihang, clerk, when, is_deemed, since, due):
    """The worker stood still, no timer deemed it accepted: the days of the decision do not begin anew by that."""
    with at("2026-03-02 10:00+08:00"):
        case = submitted(taihang, procedure="ordinary")
    with at(when):
        shown = acceptance_letter(fresh(case))
        flow.accept(fresh(case), by=clerk)
        limit = statutory_limit(fresh(case), on=timezone.localdate())

    acceptance = fresh(case).acceptance
    assert (acceptance.is_deemed, acceptance.accepted_by) == (is_deemed, clerk)
    assert timezone.localdate(acceptance.accepted_at).isoformat() == since
    assert limit.due.isoformat() == due
    assert list(acceptance.letter.paragraphs) == list(shown.paragraphs)
