"""A decision not to punish reaches the driver within seven working days, or is told late (Penalty Law 61)."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from desk.refusals import NotNow
from papers.serving.rows import Way
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.models import Encounter
from supervision.encounters.serving import decisions as serving
from tests.factories import staff
from tests.supervision.encounters.conftest import not_punished
from trail.models import Event

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-02 10:00+08:00"


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def decided(team):
    not_punished(team, "豫H73001")
    return Encounter.objects.get()


def decision():
    return EncounterLetter.objects.get(kind=EncounterLetter.Kind.DECISION)


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=False)


def test_the_link_of_the_promise_serves_it_and_an_official_who_looks_serves_nobody(decided, team, client, sign_in):
    promise = decided.outcome.promise
    address = reverse("encounters:paper", args=[promise.said.code])
    with at(MONDAY):
        sign_in(team[0].person).get(address)
        looked = decision().is_unserved
        client.get(address)

    assert looked
    assert decision().service.way == Way.OPENED
    assert decision().contestable_until == (datetime.date(2026, 5, 6), datetime.date(2026, 9, 2))


def test_nobody_opened_it_the_officers_are_told_and_after_seven_working_days_who_supervises(decided):
    told = []
    for day in ("04", "05", "11", "12"):
        with at(f"2026-03-{day} 10:00+08:00"):
            told.append((serving.tell_unserved(), serving.tell_unserved()))

    assert told == [(0, 0), (1, 0), (0, 0), (1, 0)]
    assert Event.objects.filter(kind="encounter.decision_late").count() == 1


def test_served_on_paper_it_is_recorded_once_and_names_nobody(decided, team, sign_in):
    act = reverse("encounters:act", args=[decided.number, "record-service"])
    stranger = staff("verifier-1", "verifier")
    with at("2026-03-03 10:00+08:00"):
        form = {"act": "do", "way": "in-person", "served_on": "2026-03-03"}
        refused = sign_in(stranger).post(act, form).status_code
        sign_in(team[0].person).post(act, form)
        with pytest.raises(NotNow, match="already been recorded"):
            serving.record_service(decided, way=Way.POST, served_on=timezone.localdate(), by=team[0].person)

    kept = decision().service
    assert refused in (403, 404)
    assert (kept.way, kept.proof) == (Way.IN_PERSON, f"送达回证存{decided.number}卷内")
