"""Vehicles above 4,500 kg are reviewed yearly; what registries know is never brought, and silence passes nobody."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from desk.refusals import MayNotHandle, NotNow
from materials.lookups.ledger import enter, newest
from materials.uploads.rules import checked
from post.models import Message
from post.telling import tail
from supervision.credit.facts.models import CreditFact
from supervision.credit.facts.own import gather
from supervision.reviews.actions import AnsweredAlready, NotDue, ask_for_review, decide_review
from supervision.reviews.asking import tick
from supervision.reviews.following import follow_register
from supervision.reviews.models import ReviewedVehicle, ReviewResult
from supervision.reviews.rules import due_after, next_test_after, rules, state_of
from supervision.reviews.watching import tick as watch_tests
from tests.factories import granted, picture, principal_of, retracted, staff

pytestmark = pytest.mark.django_db
Outcome = ReviewResult.Outcome


@pytest.fixture
def vehicle(taihang, clerk):
    """A vehicle of the company, certified today."""
    granted(taihang, clerk=clerk)
    follow_register()
    return ReviewedVehicle.objects.order_by("pk")[0]


@pytest.fixture
def verifier(catalogue):
    return staff("verifier-1", "verifier")


@pytest.fixture
def holder(taihang):
    return principal_of(taihang)


def in_its_time(vehicle, *, days=-30):
    """A morning so many days from the day the review is due."""
    day = vehicle.due_on + datetime.timedelta(days=days)
    return time_machine.travel(timezone.make_aware(datetime.datetime.combine(day, datetime.time(9))), tick=False)


def keys_of(vehicle):
    return {"plate": vehicle.plate, "plate-colour": vehicle.plate_colour}


def fresh(vehicle):
    return ReviewedVehicle.objects.get(pk=vehicle.pk)


def told(person):
    tail.listen()
    return set(Message.objects.filter(person=person).values_list("text", flat=True))


def test_a_vehicle_is_due_a_year_after_its_certificate_and_light_ones_never(vehicle):
    assert vehicle.due_on == vehicle.issued_on.replace(year=vehicle.issued_on.year + 1)
    assert state_of(vehicle, on=timezone.localdate()) == "reviewed"
    assert follow_register() == 0, "following twice changes nothing"
    assert not ReviewedVehicle.objects.filter(gross_mass__lte=rules(on=timezone.localdate()).above_kg).exists()


@pytest.mark.parametrize(
    ("registered", "tested", "due"),
    [
        ("2024-03-18", "2026-03-20", "2027-03-20"),
        ("2016-03-21", "2026-03-20", "2027-03-20"),
        ("2016-03-20", "2026-03-20", "2026-09-20"),
        ("2012-01-05", "2026-08-31", "2027-02-28"),
        ("2012-01-05", "2027-08-29", "2028-02-29"),
        (None, "2026-03-20", "2027-03-20"),
    ],
)
def test_a_vehicle_is_tested_yearly_and_from_120_months_after_its_registration_every_six(registered, tested, due):
    """Technical Rules art. 21; how old it is counts on the day of the last test."""
    first = datetime.date.fromisoformat(registered) if registered else None

    assert next_test_after(first, datetime.date.fromisoformat(tested)) == datetime.date.fromisoformat(due)


def night(day):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{day}T03:00:00+08:00"), tick=False)


def test_a_test_that_comes_near_is_told_once_and_not_when_it_was_done_meanwhile(vehicle, holder, world):
    others = ReviewedVehicle.objects.exclude(pk=vehicle.pk)
    others.update(is_standing=False)
    keys = keys_of(vehicle)
    with night("2026-11-29"):
        assert watch_tests() == 0
    assert fresh(vehicle).test_due_on == datetime.date(2027, 3, 20)
    with night("2027-02-17"):
        assert watch_tests() == 0
    with night("2027-02-18"):
        assert watch_tests() == 1
        assert "review-test-due" in told(holder)
    with night("2027-03-01"):
        assert watch_tests() == 0
    held = newest("vehicle-tech-grade", keys)
    with night("2027-03-10"):
        fields = {**held.fields, "graded-on": "2027-03-08"}
        enter(material="vehicle-tech-grade", keys=keys, fields=fields, source="test", as_of=timezone.now())
        assert watch_tests() == 0
    assert fresh(vehicle).test_due_on == datetime.date(2028, 3, 8)


def test_a_test_nobody_entered_accuses_nobody(vehicle, world):
    """An old entry does not say that there was no newer test."""
    old = {"registered-on": "2014-01-10"}
    with night("2026-12-01"), world.telling("vehicle-licence", keys_of(vehicle), **old):
        watch_tests()
        assert fresh(vehicle).test_due_on == datetime.date(2026, 9, 20)
        assert "review-test-due" in told(principal_of(vehicle.company))
        gather(on=timezone.localdate())

    assert not CreditFact.objects.filter(indicator="overdue-vehicles").exists()


def test_what_the_registries_know_is_reviewed_at_once_with_nothing_brought(vehicle, holder):
    with in_its_time(vehicle):
        assert state_of(vehicle, on=timezone.localdate()) == "due"
        asked = ask_for_review(vehicle, by=holder)

        assert asked.result.outcome == Outcome.PASSED
        assert asked.result.by is None
        assert not asked.report.exists()
        assert {one.outcome for one in asked.look_ups.all()} == {"found"}
        assert fresh(vehicle).due_on == vehicle.due_on.replace(year=vehicle.due_on.year + 1)
        assert "review-answered" in told(holder)
        with pytest.raises(NotDue):
            ask_for_review(fresh(vehicle), by=holder)


def test_it_cannot_be_asked_for_before_its_time(vehicle, holder):
    with pytest.raises(NotDue) as why:
        ask_for_review(vehicle, by=holder)

    opens = vehicle.due_on - datetime.timedelta(days=90)
    assert opens.isoformat() in str(why.value)


def test_an_inspection_that_ran_out_is_to_be_mended_and_can_be_asked_for_again(vehicle, holder, world):
    with in_its_time(vehicle):
        with world.telling("vehicle-licence", keys_of(vehicle), **{"inspection-valid-to": "2026-01-31"}):
            asked = ask_for_review(vehicle, by=holder)
        assert asked.result.outcome == Outcome.TO_MEND
        assert fresh(vehicle).due_on == vehicle.due_on
        assert state_of(fresh(vehicle), on=timezone.localdate()) == "to-mend"

        assert ask_for_review(fresh(vehicle), by=holder).result.outcome == Outcome.PASSED


def test_silence_passes_nobody_and_is_asked_again_by_night(vehicle, holder, world):
    with in_its_time(vehicle):
        world.fail("down")
        asked = ask_for_review(vehicle, by=holder)
        assert not hasattr(asked, "result")
        assert state_of(fresh(vehicle), on=timezone.localdate()) == "asked"
        assert fresh(vehicle).due_on == vehicle.due_on
        assert tick() == 0, "this night it was asked"
    world.mend()
    with in_its_time(vehicle, days=-29):
        assert tick() == 1
        assert ReviewResult.objects.get(request=asked).outcome == Outcome.PASSED


def test_what_no_registry_knows_a_person_answers_from_the_report(vehicle, holder, verifier, world):
    keys = world.server.find("vehicle-licence", keys_of(vehicle))["keys"]
    with in_its_time(vehicle), world.forgetting("vehicle-licence", keys):
        asked = ask_for_review(vehicle, by=holder, report=[checked(picture())])
        assert not hasattr(asked, "result")
        assert "review-asked" in told(verifier)
        with pytest.raises(NotNow):
            decide_review(asked, outcome=Outcome.PASSED, words=" ", by=verifier)

        decide_review(asked, outcome=Outcome.PASSED, words="检测报告JZ1原件已核。", by=verifier)

        assert fresh(vehicle).due_on > vehicle.due_on
        with pytest.raises(AnsweredAlready):
            decide_review(asked, outcome=Outcome.FAILED, words="重复。", by=verifier)


def test_without_a_report_a_person_passes_nothing(vehicle, holder, verifier, world):
    with in_its_time(vehicle):
        world.fail("down")
        asked = ask_for_review(vehicle, by=holder)
        with pytest.raises(NotNow):
            decide_review(asked, outcome=Outcome.PASSED, words="可以。", by=verifier)
        decide_review(asked, outcome=Outcome.FAILED, words="未见检测报告。", by=verifier)
        assert state_of(fresh(vehicle), on=timezone.localdate()) == "failed"
        assert ReviewResult.CODES["failed"] == 2


def test_who_has_no_business_neither_asks_nor_answers(vehicle, holder, verifier, world):
    with in_its_time(vehicle):
        with pytest.raises(MayNotHandle):
            ask_for_review(vehicle, by=verifier)
        world.fail("down")
        asked = ask_for_review(vehicle, by=holder)
        for person in (staff("verifier-2", "verifier", division="410821"), staff("clerk-9", "counter-clerk"), holder):
            with pytest.raises(MayNotHandle):
                decide_review(asked, outcome=Outcome.FAILED, words="无。", by=person)


def test_a_vehicle_whose_certificate_ended_is_not_reviewed_any_more(vehicle, holder, taihang, clerk):
    case = taihang.applications.get()
    retracted(case, by=clerk)

    follow_register()

    assert not fresh(vehicle).is_standing
    with in_its_time(vehicle), pytest.raises(NotDue):
        ask_for_review(fresh(vehicle), by=holder)


def test_the_wallet_tells_the_day_and_leads_to_the_review(vehicle, holder, sign_in):
    page = sign_in(holder).get(reverse("certificates:wallet")).content.decode()

    assert vehicle.due_on.isoformat() in page
    assert reverse("reviews:own") in page


def test_the_company_asks_on_its_page_and_officials_see_what_is_overdue(vehicle, holder, verifier, sign_in):
    with in_its_time(vehicle, days=3):
        listed = sign_in(verifier).get(reverse("reviews:list"), {"due": "overdue"}).content.decode()
        assert vehicle.plate in listed
        answer = sign_in(holder).post(reverse("reviews:ask", args=[vehicle.pk]), follow=True).content.decode()
        assert "Nothing has to be submitted" in answer
        listed = sign_in(verifier).get(reverse("reviews:list"), {"due": "overdue"}).content.decode()
        assert f"/reviews/{vehicle.pk}/" not in listed


def test_a_review_that_is_overdue_is_a_fact_until_it_is_passed_and_never_while_the_office_has_it(
    vehicle, holder, world
):
    def facts():
        gather(on=timezone.localdate())
        rows = CreditFact.objects.filter(indicator="overdue-vehicles", words__contains=vehicle.number)
        return rows.filter(end__isnull=True).count()

    with in_its_time(vehicle, days=0):
        assert facts() == 0, "the last day is the holder's"
    with in_its_time(vehicle, days=1):
        assert facts() == 1
        world.fail("down")
        ask_for_review(vehicle, by=holder)
        assert facts() == 0, "the office has it"


@given(
    issued=st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)),
    late=st.one_of(st.none(), st.integers(0, 4000)),
)
def test_the_next_day_is_a_yearly_day_after_the_last_review(issued, late):
    passed = None if late is None else issued + datetime.timedelta(days=late)
    due = due_after(issued, passed, on=issued)
    window = datetime.timedelta(days=rules(on=issued).window_days)

    assert (due.month, due.day) in {(issued.month, issued.day), (2, 28)}
    assert due > issued
    if passed is not None:
        assert due > passed + window
        assert due <= max(passed + window, issued) + datetime.timedelta(days=366)
