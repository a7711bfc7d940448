"""A limit that a letter begins runs from the day the letter reached whom it concerns: silence before is nothing."""

import datetime
import json
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from clock.working_days import add_working_days
from desk.refusals import NotNow, NotYourTask
from licensing.applications.models.application import Application
from licensing.decisions.models.ends import Ending
from licensing.decisions.models.letters import BEGINS_A_LIMIT, Letter
from licensing.decisions.models.limits import Escalation
from licensing.decisions.rules import answer_is_overdue, why_not_yet
from licensing.decisions.serving.models import Service, ServiceConsent
from licensing.decisions.serving.rules import unserved
from licensing.decisions.writing import letter_set
from licensing.decisions.writing.letter_set import LETTERS
from licensing.flow.open_steps import open_step_name
from licensing.moving import cases as flow
from licensing.moving import promises as after
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.moving.serving import opened, record_service, say_of_service, serve_announced_letters
from licensing.moving.timers import escalate, go_without_hearing
from licensing.telling.contests import contests
from licensing.verification.models import Inspection
from papers.letters.kinds import kind_of_texts
from papers.letters.texts import shipped
from papers.serving.lasting import runs_until
from papers.serving.rows import Way
from supervision.credit.subjects.models import Subject
from tests.factories import accepted, draft, picture, principal_of, sign, staff, submitted
from trail.append_only import AppendOnlyViolated

pytestmark = pytest.mark.django_db
POINT = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": "不清晰"}
TEXTS = Path(letter_set.__file__).parent / "data/letters.json"
MONDAY = "2026-03-02 10:00+08:00"
LONG_AFTER = "2026-05-18 10:00+08:00"


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def act(client, case, name, **values):
    return client.post(reverse("desk:act", args=[case.key, name]), {"act": "do", **values}, follow=True)


def look_at(client, name, *arguments):
    """To the last byte."""
    b"".join(client.get(reverse(name, args=arguments)))


def on_paper(case):
    """The applicant never agreed to be served on line, or has taken it back."""
    say_of_service(case, agrees=False, by=case.started_by)
    return fresh(case)


def asked_to_correct(company, clerk):
    case = on_paper(submitted(company, procedure="ordinary"))
    flow.ask_for_correction(case, [POINT], by=clerk)
    return fresh(case)


def offered_a_hearing(company, clerk, **more):
    case = on_paper(accepted(company, clerk=clerk, **more))
    flow.offer_hearing(case, reasons="拟不予许可。", by=clerk)
    return fresh(case)


def test_whoever_agreed_is_served_on_the_day_of_the_letter(taihang, clerk):
    with at(MONDAY):
        case = submitted(taihang, procedure="ordinary")
        flow.ask_for_correction(case, [POINT], by=clerk)

    correction = fresh(case).correction
    assert correction.letter.service.way == Way.AGREED
    assert correction.runs_until == correction.answer_by


def test_a_correction_nobody_received_is_never_unanswered_and_its_office_is_told_to_serve_it(taihang, clerk, sign_in):
    with at(MONDAY):
        case = asked_to_correct(taihang, clerk)
    with at(LONG_AFTER):
        escalate()
        refused = act(sign_in(clerk), case, "terminate", reasons="未补正。")
        overdue = answer_is_overdue(fresh(case), on=datetime.date(2026, 5, 18))

    assert not overdue
    assert "has not reached the applicant yet" in refused.content.decode()
    assert open_node(fresh(case)) == "correct"
    assert Escalation.objects.get(application=case).limit == "service"


def test_once_it_is_opened_the_applicant_has_as_many_days_as_the_letter_gave(taihang, clerk, sign_in):
    with at(MONDAY):
        case = asked_to_correct(taihang, clerk)
    with at(LONG_AFTER):
        shown = sign_in(principal_of(taihang)).get(reverse("applications:progress", args=[case.key]))
    day = add_working_days(datetime.date(2026, 5, 18), settings.CORRECTION_DAYS)

    assert day.isoformat() in shown.content.decode()
    assert fresh(case).correction.runs_until == day
    assert not answer_is_overdue(fresh(case), on=day)
    assert answer_is_overdue(fresh(case), on=day + datetime.timedelta(days=1))
    assert Service.objects.get().way == Way.OPENED


@pytest.mark.parametrize("page", ["progress", "correct", "letter"])
def test_every_page_that_shows_the_letter_serves_it(taihang, clerk, sign_in, page):
    case = asked_to_correct(taihang, clerk)
    more = [case.correction.letter_id] if page == "letter" else []

    look_at(sign_in(principal_of(taihang)), f"applications:{page}", case.key, *more)

    assert Service.objects.get().letter == case.correction.letter


def test_an_official_who_looks_at_the_letter_serves_nobody(taihang, clerk, sign_in):
    case = asked_to_correct(taihang, clerk)

    look_at(sign_in(clerk), "desk:case", case.key)
    look_at(sign_in(clerk), "desk:letter", case.key, case.correction.letter_id)

    assert list(unserved(case)) == [case.correction.letter]


def test_nobody_goes_without_a_hearing_they_never_heard_of(taihang, clerk):
    with at(MONDAY):
        case = offered_a_hearing(taihang, clerk)
    with at(LONG_AFTER):
        moved = go_without_hearing()
        why = why_not_yet(fresh(case), on=datetime.date(2026, 5, 18))
        with pytest.raises(NotYourTask):
            flow.decide(fresh(case), "refused", by=clerk, reasons="理由。", articles="第二十一条")

    assert moved == 0
    assert "has not reached the applicant" in why
    assert open_node(fresh(case)) == "hearing"


def test_service_on_paper_begins_the_five_days_and_then_the_case_goes_on(taihang, clerk, sign_in):
    with at(MONDAY):
        case = offered_a_hearing(taihang, clerk)
    with at("2026-03-09 10:00+08:00"):
        letter = case.hearing_offer.letter
        told = {"letter": letter.pk, "way": "post", "served_on": "2026-03-09", "proof": "EMS 1234567890123"}
        offered = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
        page = act(sign_in(clerk), case, "record-service", acknowledgement=picture(), **told)
        scanned = fresh(case).hearing_offer.letter.service.acknowledgement
        shown = [
            client.get(reverse(name, args=[case.key, scanned.pk]))
            for name, client in (
                ("desk:site_photo", sign_in(clerk)),
                ("applications:proof", sign_in(principal_of(taihang))),
            )
        ]
    with at("2026-03-16 10:00+08:00"):
        on_the_last_day = go_without_hearing()
    with at("2026-03-17 00:30+08:00"):
        then = go_without_hearing()

    assert f'value="{letter.pk}" selected' in offered, "there is nothing to choose"
    assert [one["Content-Type"] for one in shown] == ["image/png"] * 2
    assert "The limit runs from that day" in page.content.decode()
    assert (on_the_last_day, then) == (0, 1)
    assert open_node(fresh(case)) == "decide"


def test_a_promise_is_not_missed_and_a_defence_not_forfeited_by_who_was_not_told(taihang, clerk):
    verifier = staff("verifier", "verifier")
    with at(MONDAY):
        case = on_paper(accepted(taihang, clerk=clerk))
        flow.decide(case, "granted", by=clerk)
        finish(fresh(case))
        Subject.objects.filter(company=taihang).update(colour="green")
        statements = fresh(case).verification.commitment.statements
        results = [{"code": s["code"], "zh": s["zh"], "kept": False, "note": "不全"} for s in statements]
        outcome = Inspection.Outcome.RECTIFY
        after.inspect(fresh(case), results=results, outcome=outcome, notes="", by=verifier, second=clerk)
        if open_step_name(fresh(case)) == "verify":
            after.confirm_inspection(fresh(case), agrees=True, by=clerk)
    with at(LONG_AFTER):
        moved = after.time_passed()
        order = Letter.objects.get(kind="rectification")
        paper = {"way": Way.IN_PERSON, "served_on": datetime.date(2026, 5, 18), "proof": "本人签收"}
        record_service(fresh(case), order, by=verifier, **paper)
    with at("2026-06-17 23:00+08:00"):
        on_the_last_day = after.time_passed()
    with at("2026-06-18 00:30+08:00"):
        then = after.time_passed()

    assert (moved, on_the_last_day, then) == (0, 0, 1)  # thirty days from service, not from the date of the order


@pytest.mark.parametrize(
    ("served_on", "last_day"),
    [
        ("2026-03-02", "2026-04-01"),
        ("2026-05-18", "2026-06-17"),
        ("2026-05-21", "2026-06-22"),
    ],  # not 2026-06-20, Saturday
)
def test_days_of_the_calendar_counted_from_service_end_on_no_holiday(world, served_on, last_day):
    letter = Letter(dated=datetime.date(2026, 3, 2))
    letter.service = Service(letter=letter, served_on=datetime.date.fromisoformat(served_on))

    told = datetime.date(2026, 4, 1)
    assert runs_until(told, letter, in_calendar_days=True) == datetime.date.fromisoformat(last_day)


def test_the_box_beside_the_signature_agrees_and_unticked_it_says_nothing(taihang, sign_in):
    ticked, silent = (sign(draft(taihang)) for _ in range(2))
    client = sign_in(principal_of(taihang))
    page = client.get(reverse("applications:check", args=[ticked.key])).content.decode()

    client.post(reverse("applications:submit", args=[ticked.key]), {"electronic-service": "yes"})
    client.post(reverse("applications:submit", args=[silent.key]))

    assert 'name="electronic-service"' in page
    assert 'electronic-service" value="yes" checked' not in page
    assert [consent.application for consent in ServiceConsent.objects.all()] == [fresh(ticked)]


def test_a_wrong_password_does_not_untick_the_box(taihang, sign_in):
    case = draft(taihang)
    client = sign_in(principal_of(taihang))
    address = reverse("applications:commitment", args=[case.key])

    page = client.post(address, {"password": "wrong", "electronic-service": "yes", "act": "hand-in"})

    assert page.status_code == 422
    box = page.content.decode().split('id="electronic-service"')[1].split(">")[0]
    assert "checked" in box


def test_consent_is_taken_back_for_letters_from_then_on(taihang, clerk, sign_in):
    case = submitted(taihang, procedure="ordinary")
    client = sign_in(principal_of(taihang))

    client.post(reverse("applications:service", args=[case.key]), {"agrees": "no"})
    client.post(reverse("applications:service", args=[case.key]), {"agrees": "no"})
    flow.ask_for_correction(fresh(case), [POINT], by=clerk)

    assert list(ServiceConsent.objects.values_list("agrees", flat=True)) == [True, False]
    assert not Service.objects.exists()


def test_a_letter_is_served_once_between_its_date_and_today(taihang, clerk, sign_in):
    with at(MONDAY):
        case = offered_a_hearing(taihang, clerk)
        letter = case.hearing_offer.letter
        early = {"letter": letter.pk, "way": "post", "served_on": "2026-02-27", "proof": "EMS"}
        page = act(sign_in(clerk), case, "record-service", **early)
        paper = {"way": Way.LEFT, "served_on": letter.dated, "proof": "见证人张三、李四"}
        record_service(case, letter, by=clerk, **paper)
        with pytest.raises(NotNow, match="already been recorded"):
            record_service(case, letter, by=clerk, **paper)
        again = opened(case, [letter], by=principal_of(taihang))

    assert "between its date and today" in page.content.decode()
    assert again == 0
    assert Service.objects.get().way == Way.LEFT


def test_service_on_paper_is_shown_by_something_and_no_row_of_it_is_ever_changed(taihang, clerk):
    case = offered_a_hearing(taihang, clerk)
    row = {"letter": case.hearing_offer.letter, "served_on": case.hearing_offer.letter.dated}

    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.create(way=Way.POST, **row)
    kept = Service.objects.create(way=Way.POST, proof="EMS", **row)
    with pytest.raises(AppendOnlyViolated):
        kept.delete()


def test_every_letter_whose_silence_counts_has_to_be_served():
    of = kind_of_texts(LETTERS)
    say_until_when = {of[name] for name, text in shipped(LETTERS).items() if "{answer_by}" in text.body}

    assert say_until_when == BEGINS_A_LIMIT, "“needed” of the letter has to name answer_by"


def test_the_unanswered_correction_ends_the_case_once_it_was_served(taihang, clerk):
    with at(MONDAY):
        case = asked_to_correct(taihang, clerk)
        opened(case, [case.correction.letter], by=principal_of(taihang))
    with at(LONG_AFTER):
        flow.terminate(fresh(case), Ending.Kind.UNANSWERED, reasons="未补正。", by=clerk)

    assert fresh(case).ending.kind == Ending.Kind.UNANSWERED


def test_after_five_days_of_silence_nothing_is_asked_for_and_acceptance_not_refused_timer_or_not(taihang, clerk):
    with at(MONDAY):
        case = submitted(taihang, procedure="ordinary")
    last_day = add_working_days(datetime.date(2026, 3, 2), 5)
    with at(f"{last_day + datetime.timedelta(days=1)} 08:00+08:00"):
        with pytest.raises(NotNow, match="counts as accepted"):
            flow.ask_for_correction(fresh(case), [POINT], by=clerk)
        with pytest.raises(NotNow, match="counts as accepted"):
            flow.refuse_acceptance(
                fresh(case), Ending.Kind.NOT_COMPETENT, reasons="非本机关管辖。", articles="第三十二条", by=clerk
            )
    with at(f"{last_day} 17:00+08:00"):
        flow.ask_for_correction(fresh(case), [POINT], by=clerk)

    assert fresh(case).correction


def test_after_the_days_for_a_hearing_a_word_to_what_is_intended_is_still_heard(taihang, clerk, sign_in):
    with at(MONDAY):
        case = offered_a_hearing(taihang, clerk)
        opened(case, [case.hearing_offer.letter], by=principal_of(taihang))
    with at("2026-03-10 00:30+08:00"):
        go_without_hearing()
        client = sign_in(principal_of(taihang))
        page = client.get(reverse("applications:progress", args=[case.key])).text
        address = reverse("applications:hearing", args=[case.key])
        late = client.post(address, {"wants": "yes", "words": "请求听证。"}, follow=True).text
        client.post(address, {"wants": "no", "words": "材料系笔误。"})

    assert "The days to ask for a hearing are over" in page
    assert "five working days to ask for a hearing are over" in late
    assert fresh(case).hearing_offer.answer.words == "材料系笔误。"
    assert open_node(fresh(case)) == "decide"


def a_refusal(company, clerk):
    """Refused on a Monday, of an applicant who is not served on line."""
    with at(MONDAY):
        case = on_paper(accepted(company, clerk=clerk))
        flow.decide(case, "refused", by=clerk, reasons="制度不健全。", articles="第二十一条")
        finish(fresh(case))
    return fresh(case).letters.get(kind="refusal")


def test_a_decision_is_served_within_seven_working_days_or_who_supervises_is_told_once(taihang, clerk):
    letter = a_refusal(taihang, clerk)
    cache.clear()
    with at("2026-03-11 10:00+08:00"):
        escalate()
        on_the_last_day = Escalation.objects.filter(limit="service").count()
    cache.clear()
    for _again in range(2):
        with at("2026-03-12 10:00+08:00"):
            escalate()

    told = Escalation.objects.get(limit="service")
    assert on_the_last_day == 0
    assert (told.application_id, told.due) == (letter.application_id, datetime.date(2026, 3, 11))


def test_the_days_to_contest_a_decision_run_from_its_service_and_their_end_is_told_before(taihang, clerk, sign_in):
    letter = a_refusal(taihang, clerk)
    nothing = letter.contestable_until
    with at("2026-03-12 10:00+08:00"):
        client = sign_in(principal_of(taihang))
        client.get(reverse("applications:progress", args=[letter.application.key]))
        page = client.get(reverse("applications:progress", args=[letter.application.key])).text
    fresh_one = Letter.objects.get(pk=letter.pk)
    days = [[limit.due for limit in contests(datetime.date(2026, 5, day))] for day in (1, 2, 11, 12)]

    assert nothing is None
    assert fresh_one.contestable_until == (datetime.date(2026, 5, 11), datetime.date(2026, 9, 14))
    assert "until 2026-05-11, a suit brought until 2026-09-14" in page
    assert days == [[datetime.date(2026, 5, 11)]] * 3 + [[]]
    suits = [
        [limit.due for limit in contests(datetime.date(2026, *day))] for day in ((8, 24), (8, 25), (9, 14), (9, 15))
    ]
    assert suits == [[], *[[datetime.date(2026, 9, 14)]] * 2, []]


def test_the_days_of_reconsideration_are_told_though_the_suit_ends_in_a_year_nobody_announced(taihang, clerk, sign_in):
    letter = a_refusal(taihang, clerk)
    with at("2026-07-03 10:00+08:00"):
        client = sign_in(principal_of(taihang))
        client.get(reverse("applications:progress", args=[letter.application.key]))
        page = client.get(reverse("applications:progress", args=[letter.application.key])).text

    assert "Reconsideration may be applied for until 2026-09-01; a suit may be brought for six months" in page
    assert [limit.due for limit in contests(datetime.date(2026, 8, 25))] == [datetime.date(2026, 9, 1)]


def test_of_a_case_too_a_public_notice_serves_only_when_the_other_ways_failed(taihang, clerk, sign_in):
    letter = a_refusal(taihang, clerk)
    with at("2026-03-03 10:00+08:00"):
        client = sign_in(clerk)
        told = {"letter": letter.pk, "served_on": "2026-03-03", "proof": "见记录"}
        too_early = act(client, letter.application, "record-service", way="notice", **told).text
        for way, failed in (("in-person", "absent"), ("post", "returned")):
            act(client, letter.application, "record-service", way=way, failed=failed, **told)
        announced = act(client, letter.application, "record-service", way="notice", **told).text
    with at("2026-04-02 23:00+08:00"):
        on_the_last_day = serve_announced_letters()
    with at("2026-04-03 01:00+08:00"):
        then = serve_announced_letters()

    assert "last resort" in too_early
    assert "when the period of the notice is over" in announced
    assert "The post returned it" in announced, "what was tried stands in the case"
    assert "It was announced: it counts as served" in announced
    assert (on_the_last_day, then) == (0, 1)
    assert Letter.objects.get(pk=letter.pk).service.served_on == datetime.date(2026, 4, 2)


def test_every_letter_of_a_case_that_tells_remedies_must_be_served():
    entries = json.loads(TEXTS.read_text(encoding="utf-8"))
    choice = {row.get("of", row["kind"]) for row in entries if row.get("remedies") == "choice"}

    assert choice == set(Letter.CONTESTABLE)
