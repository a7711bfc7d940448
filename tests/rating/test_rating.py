"""Whoever was served says how it was, once; nothing is chosen beforehand, and silence is no satisfaction."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from desk.refusals import NotNow
from licensing.decisions.served import matter_of
from licensing.moving import cases as flow
from post.telling import tail
from post.telling.models import Message
from rating.giving import RatedAlready, WasNotServed, rate
from rating.reading import standing_of
from rating.rules import EDITIONS
from rating.screens.forms import RatingForm
from rating.service_models import BAD, Grade, Invitation, Rating, Service, Settlement
from rating.serving import invite, serve
from rating.wire import GBT_39046, PLATFORM, grade_of, number_of
from tests.conftest import SHUNDA
from tests.factories import applicant, company_of, principal_of, submitted
from trail.append_only import AppendOnlyViolated
from trail.models import Event

pytestmark = pytest.mark.django_db
PC, SMS = Rating.Channel.PC, Rating.Channel.SMS


def test_a_granted_case_is_one_service_served_by_who_decided(case, service, taihang, clerk):
    assert (service.number, service.code, service.way) == (1, "result", "online")
    assert (service.company, service.served_by, service.reference) == (taihang, clerk, case.receipt_number)
    assert service.name
    assert Settlement.objects.filter(subject=case.subject).exists()


def test_what_is_withdrawn_was_a_service_too_and_nobody_in_person_served_it(taihang, chen):
    taken_back = submitted(taihang)
    flow.withdraw(taken_back, by=chen)

    found = Service.objects.get(subject=taken_back.subject)
    assert (found.code, found.served_by) == ("withdrawn", None)


def test_services_of_a_matter_are_numbered_to_ninety_nine_and_no_further(case, clerk):
    matter = matter_of(case)
    for _nth in range(97):
        serve(matter, "counter", way=Service.Way.COUNTER, by=clerk)
    last = serve(matter, "counter", way=Service.Way.COUNTER, by=clerk)

    assert last.number == 99
    assert serve(matter, "counter", way=Service.Way.COUNTER, by=clerk) is None


def test_who_was_served_is_asked_and_nothing_is_chosen_beforehand(service, chen):
    tail.listen()

    asked = Message.objects.get(event__kind="service.served", person=chen)
    form = RatingForm(service=service)
    assert service.reference in str(asked.words)
    assert form["grade"].value() is None
    assert not any(field.initial for field in form.fields.values())
    assert " checked" not in str(form)
    assert standing_of(service) == "ratable"


def test_it_is_rated_once_by_who_acts_for_the_company_and_by_nobody_else(service, chen, clerk):
    stranger = principal_of(company_of(SHUNDA))
    for other in (stranger, clerk, applicant()):
        with pytest.raises(WasNotServed):
            rate(service, grade="satisfied", channel=PC, by=other)
    with pytest.raises(NotNow):
        rate(service, grade="5", channel=PC, by=chen)
    rate(service, grade="dissatisfied", indicators={"efficiency": "satisfied", "attitude": "x"}, channel=PC, by=chen)
    with pytest.raises(RatedAlready):
        rate(Service.objects.get(pk=service.pk), grade="satisfied", channel=PC, by=chen)

    given = Rating.objects.get()
    assert (given.grade, given.is_bad, given.indicators) == ("dissatisfied", True, {"efficiency": "satisfied"})


def test_when_the_time_is_over_it_stays_unrated(service, chen):
    late = service.rate_until() + datetime.timedelta(seconds=1)
    with time_machine.travel(late, tick=False):
        with pytest.raises(NotNow):
            rate(service, grade="satisfied", channel=PC, by=chen)

        assert standing_of(service) == "silent"


def test_the_trail_says_neither_who_nor_how(service, chen):
    rate(service, grade="very-dissatisfied", words="等了三小时", channel=PC, by=chen)

    told = Event.objects.get(kind="service.rated")
    assert told.by == "served"
    assert "dissatisfied" not in str(told.values)
    assert chen.name not in f"{told.values}{told.by_name}"


def test_no_official_knows_it_before_the_decision_is_served(taihang, clerk, chen):
    waiting = submitted(taihang)
    visit = serve(matter_of(waiting), "counter", way=Service.Way.COUNTER, by=clerk, is_over=False)
    rate(visit, grade="dissatisfied", channel=PC, by=chen)
    before = Rating.objects.served().count()
    flow.withdraw(waiting, by=chen)

    assert (before, Rating.objects.served().count()) == (0, 1)


def test_without_an_account_a_code_rates_once(service, client):
    code = invite(service, phone="13839110001").question.code
    address = reverse("rating:code")
    wrong = client.post(address, {"code": "AAAAAAAA", "grade": "satisfied"})
    nothing = client.post(address, {"code": code})
    right = client.post(address, {"code": code.lower(), "grade": "satisfied"})
    again = client.post(address, {"code": code, "grade": "very-satisfied"})

    assert [one.status_code for one in (wrong, nothing, right, again)] == [422, 422, 200, 422]
    assert (Rating.objects.get().channel, Rating.objects.get().by) == (SMS, None)
    assert code not in Invitation.objects.get().question.words.split("?")[0].split("/rating/")[0]


def test_a_code_of_one_service_rates_no_other(service, case, clerk):
    other = serve(matter_of(case), "counter", way=Service.Way.COUNTER, by=clerk)

    with pytest.raises(WasNotServed):
        rate(other, grade="satisfied", channel=SMS, invited=invite(service))


def test_an_official_who_holds_the_slip_of_somebody_rates_nothing(service, clerk, sign_in):
    code = invite(service).question.code

    refused = sign_in(clerk).post(reverse("rating:code"), {"code": code, "grade": "very-satisfied"})

    assert refused.status_code == 422
    assert not Rating.objects.exists()


def test_it_is_rated_on_a_page_and_read_there_afterwards(service, chen, sign_in):
    browser = sign_in(chen)
    address = reverse("rating:give", args=[service.pk])
    empty = browser.post(address, {"words": "无"})
    browser.post(address, {"grade": "very-satisfied", "words": "很快"})
    page = browser.get(address).text

    assert empty.status_code == 422
    assert "very satisfied" in page
    assert "很快" in page
    assert "very satisfied" in browser.get(reverse("rating:mine")).text


def test_nothing_of_it_is_changed_or_deleted_in_the_database_either(service, chen):
    given = rate(service, grade="satisfied", channel=PC, by=chen)
    with pytest.raises(AppendOnlyViolated):
        given.delete()
    for table in ("rating_service", "rating_rating", "rating_settlement"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def test_the_two_numberings_of_the_grades_run_against_each_other():
    assert [number_of(grade, GBT_39046) for grade in Grade] == [1, 2, 3, 4, 5]
    assert [number_of(grade, PLATFORM) for grade in Grade] == [5, 4, 3, 2, 1]
    for scheme in (GBT_39046, PLATFORM):
        assert set(scheme) == set(Grade)
        assert [grade_of(number_of(grade, scheme), scheme) for grade in Grade] == list(Grade)
    assert grade_of(1, GBT_39046) == Grade.VERY_SATISFIED
    assert grade_of(1, PLATFORM) in BAD
    for number in (0, 6):
        with pytest.raises(ValueError, match="no grade"):
            grade_of(number, PLATFORM)


def test_what_is_asked_and_the_days_are_dated_data_with_a_source():
    for edition in EDITIONS.all:
        assert edition.source
        assert edition.in_force_from <= timezone.localdate()
        assert {one.code for one in edition.asked("counter")} == {"efficiency", "competence", "attitude"}
        assert edition.service("result") != "result"
