"""A letter of supervision that reached nobody moves on by itself: the next way, its day, who is told (0087)."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from desk.refusals import NotNow
from desk.serving.models import PublicNotice, ServiceAttempt
from papers.letters.texts import entries_of
from papers.serving.rows import Way
from supervision.credit.letters.letter_set import LETTERS as CREDIT
from supervision.credit.letters.models import CreditLetter
from supervision.inspections.doing import telling
from supervision.inspections.letters.letter_set import LETTERS as INSPECTIONS
from supervision.inspections.letters.models import InspectionLetter
from supervision.serving.actions import record_service, say_of_service
from supervision.serving.following import follow, tick
from supervision.serving.screens.reading import unserved
from supervision.serving.telling.post_set import read as read_event
from supervision.serving.waiting import key_of
from tests.factories import principal_of, staff
from tests.supervision.inspecting import officers, ordered
from trail.models import Event

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-02 10:00+08:00"


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=False)


def tried(letter, way, failed, *, by):
    told = {"way": way, "served_on": timezone.localdate(), "proof": "见记录"}
    record_service(letter, failed=failed, by=by, **told)


@pytest.fixture
def inspection(subject):
    """An order to rectify nobody was served."""
    say_of_service(subject.company, agrees=False, by=principal_of(subject.company))
    subject.colour = "yellow"
    subject.save()
    with at(MONDAY):
        return ordered(subject, officers(2), staff("head-1", "head"))


@pytest.fixture
def order(inspection):
    return inspection.result.letter


def told_of(kind):
    return [event.values["letter"] for event in Event.objects.filter(kind=kind).order_by("pk")]


def test_the_office_is_told_of_each_next_way_once_and_who_supervises_when_it_is_late(order, inspection):
    officer = inspection.first.person
    supervisor = staff("watch-1", "supervisor")
    with at("2026-03-04 18:00+08:00"):
        waits_still = follow(on=timezone.localdate())
    with at("2026-03-05 09:00+08:00"):
        then = [follow(on=timezone.localdate()) for _again in range(2)]
        tried(order, Way.IN_PERSON, "absent", by=officer)
        by_post = follow(on=timezone.localdate())
    with at("2026-03-11 23:00+08:00"):
        on_the_last_day = follow(on=timezone.localdate())
    with at("2026-03-12 01:00+08:00"):
        late = follow(on=timezone.localdate())

    waiting = Event.objects.filter(kind="supervision.letter_waits").order_by("pk")
    assert (waits_still, then, by_post, on_the_last_day, late) == (0, [1, 0], 1, 0, 1)
    assert [event.values["next"] for event in waiting] == ["next-in-person", "next-post"]
    assert told_of("supervision.letter_overdue") == [order.number]
    told = read_event(Event.objects.get(kind="supervision.letter_overdue"), {"office", "supervisor"})
    assert supervisor.pk in told.people["supervisor"]
    assert officer.pk in told.people["office"]


def test_a_public_notice_is_refused_until_both_ways_failed_and_serves_when_its_period_is_over(order, inspection):
    officer = inspection.first.person
    notice = {"way": Way.NOTICE, "proof": "本机关网站、公告栏"}
    with at("2026-03-05 09:00+08:00"):
        with pytest.raises(NotNow, match="last resort"):
            record_service(order, served_on=timezone.localdate(), by=officer, **notice)
        tried(order, Way.IN_PERSON, "moved", by=officer)
        tried(order, Way.POST, "returned", by=officer)
        record_service(order, served_on=timezone.localdate(), by=officer, **notice)
        with pytest.raises(NotNow, match="already been announced"):
            record_service(order, served_on=timezone.localdate(), by=officer, **notice)
    with at("2026-04-04 23:00+08:00"):
        missed_before = telling.time_passed()
        on_its_last_day = follow(on=timezone.localdate())
    with at("2026-04-05 01:00+08:00"):
        then = [follow(on=timezone.localdate()) for _again in range(2)]

    fresh = InspectionLetter.objects.get(pk=order.pk)
    assert (missed_before, on_its_last_day, then) == (0, 0, [1, 0])
    assert (fresh.service.way, fresh.service.served_on) == (Way.NOTICE, datetime.date(2026, 4, 4))
    assert told_of("supervision.letter_overdue") == [], "announced in time, it is not late"
    assert PublicNotice.objects.get().where == "本机关网站、公告栏"
    assert ServiceAttempt.objects.count() == 2


def test_whoever_has_the_duty_records_it_on_the_letters_own_page_and_nobody_else(order, inspection, sign_in):
    officer = inspection.first.person
    page = reverse("serving:letter", args=[key_of(order)])
    act = reverse("serving:letter_act", args=[key_of(order), "record-service"])
    with at("2026-03-06 09:00+08:00"):
        form = {"act": "do", "way": "in-person", "failed": "refused", "served_on": "2026-03-06", "proof": "张三拒收"}
        client = sign_in(officer)
        shown = client.get(reverse("serving:unserved")).text
        after = client.post(act, form, follow=True).text
        wrong = client.post(act, {**form, "way": "left"})
        left = client.post(act, {**form, "way": "left", "failed": "", "proof": "见证人李四、王五"}, follow=True).text
        watching = sign_in(staff("watch-1", "supervisor")).get(page).text
        stranger = sign_in(staff("credit-9", "credit-officer")).get(page)

    assert "Hand it over in person" in shown
    assert "Leave it at the address" in after
    assert wrong.status_code == 422
    assert "Served on 2026-03-06" in left
    assert "张三拒收" in watching
    assert "<form" not in watching.split("<main")[1]
    assert stranger.status_code == 404


def test_the_timer_looks_once_an_hour(order):
    cache.clear()
    with at("2026-03-05 09:00+08:00"):
        assert [tick(), tick()] == [1, 0]
    assert told_of("supervision.letter_waits") == [order.number]


def test_every_letter_that_tells_where_to_turn_against_it_must_be_served_and_runs_its_days_from_there():
    """And the other way round: what may be contested says so."""
    told = {CreditLetter, InspectionLetter}
    decides = {str(kind) for model in told for kind in model.CONTESTABLE}
    entries = [entry for letters in (CREDIT, INSPECTIONS) for entry in entries_of(letters)]

    assert decides == {entry["kind"] for entry in entries if any("{remedies}" in line for line in entry["body"])}


def test_of_a_served_decision_the_company_and_the_office_see_until_when_it_may_be_contested(order, inspection):
    with at("2026-03-06 09:00+08:00"):
        told = {"way": Way.IN_PERSON, "served_on": timezone.localdate(), "proof": "本人签收"}
        record_service(order, by=inspection.first.person, **told)
        left = unserved(inspection.first.person)

    fresh = InspectionLetter.objects.get(pk=order.pk)
    assert fresh.contestable_until == (datetime.date(2026, 5, 6), datetime.date(2026, 9, 7))
    assert list(left["inspections"]) == []
