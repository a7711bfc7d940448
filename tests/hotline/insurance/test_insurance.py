"""A truck nobody insures: who was asked is kept, a refusal of compulsory cover goes to the regulator with evidence."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow
from hotline.insurance.actions import (
    DoneAlready,
    Said,
    by_code,
    enter_insurer,
    note_answer,
    report,
    sign_pledge,
    take_step,
    withdraw_pledge,
)
from hotline.insurance.asking import ask_insurer
from hotline.insurance.asking_models import InsurerLate
from hotline.insurance.figures import figures_for, overdue
from hotline.insurance.letters.models import InsuranceLetter
from hotline.insurance.models import CaseStep, InsuranceCase, InsurerAnswer, Step
from hotline.insurance.reading import asked_in
from hotline.insurance.rules import in_force, is_urgent
from hotline.insurance.screens.forms import ReportForm
from hotline.insurance.telling.post_set import read
from hotline.insurance.telling_others import list_of_month
from hotline.insurance.timing import tick
from materials.uploads.rules import checked
from papers.letters.writing import letter_paper
from tests.factories import picture, staff
from tests.hotline.insurance.conftest import truck
from trail.models import Event

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def said(insurer, answer="refused", **more):
    told = {"insurer": insurer, "asked_on": TODAY(), "channel": "offline", "answer": answer}
    if answer == "refused":
        told["reason"] = "quota"
    if answer == "quote":
        told["premium"] = Decimal("11000.00")
    return Said(**{**told, **more})


@pytest.fixture
def case(officer):
    return report(truck(), authority=officer.authority)[0]


def fresh(case):
    return InsuranceCase.objects.get(pk=case.pk)


def test_an_insurer_refuses_compulsory_cover_and_the_regulator_has_the_clue_with_its_evidence(
    case, insurer, pledge, officer, client
):
    take_step(case, Step.SENT, by=officer)
    answer = note_answer(case, said(insurer, words="额度已满"), evidence=[checked(picture())], by=officer)
    take_step(case, Step.REGULATOR, answer=answer, by=officer)

    assert fresh(case).state == "regulator"
    assert answer.breaks == pledge
    client.force_login(officer)
    page = client.get(reverse("insurance:case", args=[case.pk])).text
    assert "额度已满" in page
    assert "第三十八条" in page
    assert answer.evidence.get().original_name in page


def test_the_clue_is_a_letter_with_its_evidence_and_without_the_owner(case, insurer, pledge, officer, client):
    answer = note_answer(case, said(insurer, words="额度已满"), evidence=[checked(picture())], by=officer)
    take_step(case, Step.REGULATOR, answer=answer, by=officer)

    letter = InsuranceLetter.objects.get(about=case.number)
    told = "".join(letter.paragraphs)
    for part in (case.number, "豫H77777D", "太行保险", "机构额度", "额度已满", "证据1件", "第三十八条"):
        assert part in told
    assert "王德福" not in told
    client.force_login(officer)
    file = client.get(reverse("insurance:letter", args=[letter.pk]))
    assert b"".join(file.streaming_content).startswith(b"%PDF")


def test_the_letter_of_a_month_lists_its_cases_and_who_refused(case, insurer, officer):
    note_answer(case, said(insurer), by=officer)

    letter = list_of_month(officer.authority, TODAY(), by=officer)

    assert letter.table == [[f"{case.number} {case.plate}", "交强险，纯电动，普通货运；太行保险拒保（机构额度）"]]
    with pytest.raises(NotNow):
        list_of_month(officer.authority, TODAY() - datetime.timedelta(days=70), by=officer)


def test_without_evidence_it_is_no_clue_and_a_quote_is_none_either(case, insurer, officer):
    bare = note_answer(case, said(insurer), by=officer)
    quote = note_answer(case, said(insurer, "quote"), by=officer)

    for answer in (None, bare, quote):
        with pytest.raises(NotNow):
            take_step(case, Step.REGULATOR, answer=answer, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStep.objects.create(case=case, step="regulator", by=officer)


def test_commercial_cover_goes_to_the_platform_and_then_to_the_meeting_never_to_the_regulator(insurer, officer):
    case = report(truck(cover="third-party"), authority=officer.authority)[0]
    with pytest.raises(NotNow, match="platform"):
        take_step(case, Step.PLATFORM, by=officer)
    answer = note_answer(case, said(insurer, words="不保"), by=officer)

    with pytest.raises(NotNow, match="compulsory"):
        take_step(case, Step.REGULATOR, answer=answer, by=officer)
    with pytest.raises(NotNow, match="meeting"):
        take_step(case, Step.MEETING, by=officer)
    take_step(case, Step.PLATFORM, by=officer)
    take_step(case, Step.MEETING, by=officer)

    assert fresh(case).state == "meeting"


def test_it_is_insured_by_a_quote_of_its_own_and_then_nothing_more_is_done(case, insurer, officer):
    other = report(truck(plate="豫H55555D"), authority=officer.authority)[0]
    foreign = note_answer(other, said(insurer, "quote"), by=officer)
    quote = note_answer(case, said(insurer, "quote"), by=officer)

    with pytest.raises(NotNow):
        take_step(case, Step.INSURED, answer=foreign, by=officer)
    take_step(case, Step.INSURED, answer=quote, by=officer)

    with pytest.raises(NotNow, match="settled"):
        take_step(case, Step.DECLINED, words="x", by=officer)


def test_a_step_is_taken_once(case, officer):
    take_step(case, Step.SENT, by=officer)

    with pytest.raises(DoneAlready):
        take_step(case, Step.SENT, by=officer)


@pytest.mark.parametrize(("answer", "missing"), [("refused", "reason"), ("quote", "premium")])
def test_a_refusal_has_its_reason_and_a_quote_its_premium(case, insurer, officer, answer, missing):
    with pytest.raises(NotNow):
        note_answer(case, said(insurer, answer, **{missing: None}), by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        InsurerAnswer.objects.create(
            case=case, insurer=insurer, asked_on=TODAY(), channel="online", answer=answer, by=officer
        )


def test_a_pledge_is_broken_only_while_it_stands(case, insurer, pledge, officer):
    before = note_answer(case, said(insurer, asked_on=TODAY() - datetime.timedelta(days=1)), by=officer)
    broken = note_answer(case, said(insurer), by=officer)
    with pytest.raises(NotNow):
        sign_pledge(insurer, text="x", channels="x", contact="x", signed_on=TODAY(), by=officer)
    withdraw_pledge(pledge, on=TODAY(), by=officer)
    after = note_answer(case, said(insurer), by=officer)

    assert [row.breaks for row in (before, broken, after)] == [None, pledge, None]
    [row] = figures_for([officer.authority_id]).insurers
    assert (row.refusals, row.breaches) == (3, 1)


def test_days_are_told_at_the_beginning_and_stay(case):
    limits = in_force(on=TODAY())

    assert (limits.send, limits.offer, limits.settle) == (1, 3, 5)
    assert case.settle_by == add_working_days(TODAY(), 5)
    assert case.edition == limits.edition


@pytest.mark.parametrize(("days", "urgent"), [(-1, True), (7, True), (8, False)])
def test_a_policy_that_ends_within_seven_days_is_urgent(days, urgent):
    assert is_urgent(TODAY() + datetime.timedelta(days=days), on=TODAY()) is urgent


def test_what_is_not_settled_after_its_last_day_is_overdue(case, officer):
    assert overdue([officer.authority_id], on=case.settle_by) == 0
    assert overdue([officer.authority_id], on=case.settle_by + datetime.timedelta(days=1)) == 1


def test_shares_wait_for_ten_settled_cases(insurer, officer):
    for number in range(10):
        case = report(truck(plate=f"豫H5555{number}D"), authority=officer.authority)[0]
        if number == 9:
            assert figures_for([officer.authority_id]).insured_share is None
        quote = note_answer(case, said(insurer, "quote"), by=officer)
        take_step(case, Step.INSURED, answer=quote, by=officer)

    found = figures_for([officer.authority_id])
    assert (found.insured_share, found.premium_change) == (100, 10)


def test_another_authority_and_an_event_learn_no_owner(case, insurer):
    with pytest.raises(MayNotHandle):
        note_answer(case, said(insurer), by=staff("elsewhere", "care-officer", division="410821"))

    told = str(list(Event.objects.filter(subject=f"insurance:{case.pk}").values_list("values", flat=True)))
    assert "王德福" not in told
    assert "77777" not in told


def test_an_owner_reports_without_an_account_and_reads_by_the_code(officer, client):
    values = {
        "owner": "王德福", "phone": "13903910018", "plate": "豫H77777D", "drive": "battery", "use": "general",
        "gross_mass": "25000", "first_year": "2023", "claims": "0", "cover": "compulsory",
    }  # fmt: skip

    wrong = client.post(reverse("insurance:report"), {**values, "plate": "不是车牌"})
    page = client.post(reverse("insurance:report"), values)

    assert wrong.status_code == 422
    assert "不是车牌" in wrong.text
    code = page.text.partition('id="code">')[2].partition("<")[0].strip()
    assert by_code(code) == InsuranceCase.objects.get()
    found = client.post(reverse("insurance:track"), {"code": code.lower()})
    assert InsuranceCase.objects.get().number in found.text


def test_the_list_of_a_month_is_a_file_of_the_association(case, insurer, officer, client):
    note_answer(case, said(insurer), by=officer)
    client.force_login(officer)

    file = client.get(reverse("insurance:list"), {"since": TODAY().isoformat(), "as": "csv"})

    told = b"".join(file.streaming_content).decode("utf-8-sig")
    assert "太行保险" in told
    assert case.plate in told


def test_what_was_typed_stays_when_a_step_is_refused(case, officer, client):
    client.force_login(officer)

    answer = client.post(reverse("insurance:step", args=[case.pk]), {"step": "regulator", "words": "打了很多字"})

    assert answer.status_code == 422
    assert "打了很多字" in answer.text


def test_a_settled_case_offers_nothing_more_and_loses_no_words(case, insurer, officer, client):
    quote = note_answer(case, said(insurer, "quote"), by=officer)
    take_step(case, Step.INSURED, answer=quote, by=officer)
    client.force_login(officer)

    page = client.get(reverse("insurance:case", args=[case.pk])).text
    late = client.post(reverse("insurance:step", args=[case.pk]), {"step": "declined", "words": "晚了一步"})

    assert reverse("insurance:step", args=[case.pk]) not in page
    assert "晚了一步" in late.text


def test_an_evening_case_has_the_day_of_shanghai(officer):
    late = datetime.datetime(2026, 11, 26, 17, 30, tzinfo=datetime.UTC)
    with time_machine.travel(late, tick=False):
        case = report(truck(), authority=officer.authority)[0]

    assert case.send_by == add_working_days(datetime.date(2026, 11, 27), 1)


def ask(case, insurer, officer):
    return ask_insurer(case, insurer, asked_on=TODAY(), channel="offline", by=officer)


def test_an_insurer_that_is_asked_answers_by_the_day_its_pledge_promised_else_by_that_of_the_limits(
    case, insurer, officer
):
    first = ask(case, insurer, officer)
    other = enter_insurer(officer.authority, name="云台保险", contact="", by=officer)
    signed = {"text": "愿保尽保", "channels": "网点", "contact": "车险部", "signed_on": TODAY(), "by": officer}
    promise = sign_pledge(other, answer_days=1, **signed)
    second = ask(case, other, officer)

    assert (first.answer_by, first.pledge) == (add_working_days(TODAY(), in_force(on=TODAY()).offer), None)
    assert (second.answer_by, second.pledge) == (add_working_days(TODAY(), 1), promise)
    with pytest.raises(DoneAlready):
        ask(case, other, officer)


def test_days_that_pass_are_told_once_and_silence_breaks_only_a_pledge_that_promised_days(case, insurer, officer):
    leader = staff("leader-of-hotline", "hotline-leader", division="410800")
    other = enter_insurer(officer.authority, name="云台保险", contact="", by=officer)
    signed = {"text": "愿保尽保", "channels": "网点", "contact": "车险部", "signed_on": TODAY(), "by": officer}
    promise = sign_pledge(insurer, answer_days=1, **signed)
    asked = [ask(case, one, officer) for one in (insurer, other)]
    answered = enter_insurer(officer.authority, name="沁河保险", contact="", by=officer)
    ask(case, answered, officer)
    note_answer(case, said(answered, "silent"), by=officer)
    note_answer(case, said(answered, "quote"), by=officer)
    assert tick() == 0

    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        tick()
        assert tick() == 0, "each is looked at once"

    assert [row.breaks for row in InsurerLate.objects.order_by("asked")] == [promise, None]
    assert InsurerLate.objects.filter(asked__in=asked).count() == 2
    told = Event.objects.filter(by="timer:insurance").values_list("kind", flat=True)
    assert sorted(told) == [
        "insurance.insurer_late", "insurance.insurer_late", "insurance.limit_passed", "insurance.limit_passed",
        "insurance.pledge_broken",
    ]  # fmt: skip
    broken = read(Event.objects.get(kind="insurance.pledge_broken"), ["officers", "leaders"])
    assert broken.people == {"officers": {officer.pk}, "leaders": {leader.pk}}
    row = next(one for one in figures_for([officer.authority_id]).insurers if one.name == insurer.name)
    assert (row.late, row.breaches) == (1, 1)
    month = timezone.localdate(InsurerLate.objects.first().at)
    paper = letter_paper(list_of_month(officer.authority, month, by=officer))
    assert (insurer.name, "逾期未答复1次，其中违反承诺1次") in paper.table


def test_the_page_says_who_was_asked_and_who_is_late(case, insurer, officer, client):
    client.force_login(officer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    at = reverse("insurance:ask", args=[case.pk])
    client.post(at, {"insurer": insurer.pk, "asked_on": TODAY().isoformat(), "channel": "offline"})
    assert "waits for its answer" in client.get(reverse("insurance:case", args=[case.pk])).text

    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        tick()

    assert "did not answer in time" in client.get(reverse("insurance:case", args=[case.pk])).text


def test_the_day_an_insurer_said_so_counts_and_not_the_day_it_was_typed(case, insurer, officer):
    promise = sign_pledge(
        insurer, answer_days=1, text="愿保尽保", channels="网点", contact="车险部", signed_on=TODAY(), by=officer
    )
    asked = ask(case, insurer, officer)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        other = enter_insurer(officer.authority, name="云台保险", contact="", by=officer)
        tick()
        assert asked.late.breaks == promise
        # Noted afterwards, for a day long ago: its answer can be noted too before anybody is late.
        afterwards = ask_insurer(case, other, asked_on=asked.asked_on, channel="offline", by=officer)
        tick()
        assert not hasattr(afterwards, "late")
        note_answer(case, said(other, "quote", asked_on=asked.asked_on, answered_on=asked.asked_on), by=officer)

        note_answer(case, said(insurer, "quote", asked_on=asked.asked_on, answered_on=asked.answer_by), by=officer)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=21)):
        tick()
    assert InsurerLate.objects.count() == 1
    assert asked.late.cleared.answer.insurer == insurer
    assert not any((row.late, row.breaches) != (0, 0) for row in figures_for([officer.authority_id]).insurers)
    assert promise.times_broken == 0
    assert [state for _row, state in asked_in(fresh(case))] == ["answered", "answered"]
    assert Event.objects.filter(kind="insurance.late_cleared").count() == 1


def test_an_answer_that_came_late_is_late_even_when_it_is_noted_before_the_timer_looks(case, insurer, officer):
    asked = ask(case, insurer, officer)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        note_answer(case, said(insurer, "quote", asked_on=asked.asked_on), by=officer)
        tick()

    assert InsurerLate.objects.counted().get().asked == asked
    with pytest.raises(NotNow):
        note_answer(case, said(insurer, "quote", answered_on=TODAY() - datetime.timedelta(days=1)), by=officer)


def test_a_day_nobody_can_count_by_is_refused_on_the_form(case, insurer, officer, client):
    client.force_login(officer)
    at = reverse("insurance:ask", args=[case.pk])
    truck_typed = {"policy_end": "0001-01-01", "wish_on": "9999-12-31"}

    assert client.post(at, {"insurer": insurer.pk, "asked_on": "0001-01-01", "channel": "online"}).status_code == 422
    assert {"policy_end", "wish_on"} <= set(ReportForm(truck_typed).errors)
