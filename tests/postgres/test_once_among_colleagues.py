"""What colleagues reach for at once goes to one of them; what a phone sends twice at once is taken in once."""

import json

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from desk import events as desk_events
from hotline.calls.hearing import hear
from hotline.calls.models import Call, CallReturned, CallSettled
from hotline.telephone.messages import understood
from supervision.encounters.captures.models import EncounterAside
from supervision.encounters.models import Encounter
from supervision.encounters.pledges.actions import sign_pledge
from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Seat
from supervision.visits.models import SetAside, Visit
from tests.factories import open_grid, staff, submitted
from tests.hotline.telephone.conftest import told
from tests.postgres.test_once import Once, sent_at_once, window, windows
from tests.supervision.encounters.captured import record_of as encounter_of
from tests.supervision.grids.test_grids import licensed
from tests.supervision.inspecting import officers
from tests.supervision.visits.conftest import as_json, body, item_of
from tests.supervision.visits.conftest import record_of as visit_of
from trail.models import Event

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


def of_kind(event):
    return Event.objects.filter(kind=event.code).count


def a_step(request):
    case = submitted(request.getfixturevalue("taihang"))
    colleagues = [staff(f"clerk-{number}", "reviewer", "counter-clerk") for number in range(5)]
    return Once(
        address=reverse("desk:take", args=[case.key]),
        values={},
        effects=of_kind(desk_events.TAKEN),
        second={302},
        windows=windows(*colleagues),
    )


def a_call(name, values, effects):
    def claimed(_request):
        colleagues = [staff(f"{name}-{number}", "hotline-operator") for number in range(5)]
        for one in told(f"PBX-{name}", agent="" if name == "returned" else colleagues[0].username):
            hear(understood("exchange", one), authority=colleagues[0].authority)
        call = Call.objects.get(reference=f"PBX-{name}")
        return Once(
            address=reverse(f"telephone:{name}", args=[call.pk]),
            values=values,
            effects=effects,
            second={422},
            windows=windows(*colleagues),
        )

    claimed.__name__ = f"a_call_{name}"
    return claimed


def a_visit(request):
    taihang, member = request.getfixturevalue("taihang"), staff("member", "grid-member")
    street = open_grid("410802-P-001", "塔南路")
    licensed(taihang)
    follow_register()
    chief = staff("chief", "grid-chief", division="410800")
    grids.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
    return Once(
        address=reverse("visits:sync"),
        values=body(as_json(item_of(visit_of(taihang, street)))),
        effects=Visit.objects.count,
        second={200},
        windows=windows(member),
    )


def a_visit_that_is_set_aside(_request):
    text = json.dumps({"v": 1, "company": 0})
    return Once(
        address=reverse("visits:sync"),
        values=body(as_json(item_of(text))),
        effects=SetAside.objects.count,
        second={200},
        windows=windows(staff("member-2", "grid-member")),
    )


def _team():
    found = officers(2)
    for one in found:
        sign_pledge(by=one.person)
    return found


def an_encounter(_request):
    team = _team()
    return Once(
        address=reverse("encounters:sync"),
        values=body(as_json(item_of(encounter_of(team, "豫H39009")))),
        effects=Encounter.objects.count,
        second={200},
        windows=windows(team[0].person),
    )


def an_encounter_that_is_set_aside(_request):
    (officer,) = officers(1, first=9)
    return Once(
        address=reverse("encounters:sync"),
        values=body(as_json(item_of("no record at all"))),
        effects=EncounterAside.objects.count,
        second={200},
        windows=windows(officer.person),
    )


KINDS = (
    a_step,
    a_call("returned", {"reached": "yes", "words": ""}, CallReturned.objects.count),
    a_call("settle", {"words": "打错电话"}, CallSettled.objects.count),
    a_visit,
    a_visit_that_is_set_aside,
    an_encounter,
    an_encounter_that_is_set_aside,
)


def test_of_many_colleagues_and_many_sendings_at_once_one_takes_effect(catalogue, request):
    unexpected = [told for kind in KINDS for told in sent_at_once(kind.__name__, kind(request))]

    assert unexpected == []
    assert Visit.objects.get().received_at <= timezone.now()
    assert window().get(reverse("visits:sync")).status_code in {401, 405}
