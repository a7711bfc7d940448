"""A phone may send any number in its JSON: rows of others are neither used nor told of (OWASP API1:2023)."""

import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.encounters.captures.models import EncounterAside
from supervision.encounters.models import Encounter
from supervision.encounters.pledges.actions import sign_pledge
from supervision.grids import actions as grids
from supervision.grids.models import Seat
from supervision.visits.models import PlannedVisit, SetAside, Visit
from supervision.visits.planning import plan
from tests.factories import open_grid, staff
from tests.supervision.conftest import subject_of
from tests.supervision.encounters import captured
from tests.supervision.inspecting import certified, officers
from tests.supervision.visits.conftest import as_json, body, item_of, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(seat):
    """A member with a seat, and three officers, two of whom have signed the pledge."""
    team = officers(3)
    for one in team[:2]:
        sign_pledge(by=one.person)
    return team


@pytest.fixture
def sends(sign_in):
    """What somebody is answered who sends items."""

    def post(who, page, *items):
        answer = sign_in(who).post(reverse(page), body(*map(as_json, items)), content_type="application/json")
        assert answer.status_code == 200
        return answer.json()["receipts"]

    return post


def test_a_key_of_somebody_elses_tells_nothing_of_what_stands_under_it(world, sends, taihang, street, member, chief):
    team = world
    key = uuid.uuid4()
    visit, met = record_of(taihang, street), captured.record_of(team, "豫H39009")
    (mine,) = sends(member, "visits:sync", item_of(visit, key=key))
    (ours,) = sends(team[0].person, "encounters:sync", item_of(met, key=key))
    assert mine["state"] == ours["state"] == "received"
    neighbour = staff("neighbour", "grid-member")
    grids.seat(street, neighbour, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)

    # The very same sending, by a colleague, and by one whom nothing binds to the place.
    for who, page, item, first in (
        (neighbour, "visits:sync", item_of(visit, key=key), mine),
        (staff("elsewhere", "grid-member", division="410822"), "visits:sync", item_of(visit, key=key), mine),
        (team[1].person, "encounters:sync", item_of(met, key=key), ours),
        (certified("afar", division="410822").person, "encounters:sync", item_of(met, key=key), ours),
    ):
        (told,) = sends(who, page, item)
        assert told["state"] == "refused"
        assert not {str(first[name]) for name in ("number", "address") if name in first} & {*map(str, told.values())}

    assert (Visit.objects.count(), Encounter.objects.count()) == (1, 1)
    assert (SetAside.objects.count(), EncounterAside.objects.count()) == (2, 2)


def test_numbers_of_other_officers_grids_companies_and_plans_are_not_believed(world, sends, taihang, street, member):
    team = world
    away = certified("away", division="410822")
    sign_pledge(by=away.person)
    other = open_grid("410802-P-002", "新华路")
    elsewhere = subject_of(taihang, colour="none")
    plan(street.__class__.objects.active(), on=timezone.localdate())
    open_plans = PlannedVisit.objects.open().count()

    for second in (away.pk, team[0].pk, team[2].pk, 10**9):
        (told,) = sends(team[0].person, "encounters:sync", item_of(captured.record_of(team, "豫H39009", second=second)))
        assert told["state"] == "refused", second
    for more in ({"grid": other.code}, {"company": 10**9}, {"grid": "410822-P-001"}):
        (told,) = sends(member, "visits:sync", item_of(json.dumps({**json.loads(record_of(taihang, street)), **more})))
        assert told["state"] == "refused", more
    (told,) = sends(member, "visits:sync", item_of(record_of(taihang, street, planned=10**9)))

    assert elsewhere is not None
    assert told["state"] == "received"
    assert PlannedVisit.objects.open().count() >= open_plans - 1
    assert Encounter.objects.count() == 0
