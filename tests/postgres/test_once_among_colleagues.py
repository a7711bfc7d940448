"""What colleagues reach for at once goes to one of them; what a phone sends twice at once is taken in once."""

import json

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from desk import events as desk_events
from hotline.calls.hearing import hear
from hotline.calls.models import Call, CallReturned, CallSettled
from hotline.telephone import events as telephone_events
from hotline.telephone.messages import understood
from hotline.tickets.doing.drafting import draft_of, save_draft
from hotline.tickets.models import CallDraft, TicketCall
from supervision.encounters.captures.models import EncounterAside
from supervision.encounters.models import Encounter
from supervision.encounters.pledges.actions import sign_pledge
from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Seat
from supervision.visits.models import SetAside, Visit
from tests.factories import open_grid, staff, submitted
from tests.hotline.crew import PHONE, Crew
from tests.hotline.telephone.conftest import told
from tests.postgres.test_once import AT_ONCE, Once, sent_at_once, window, windows
from tests.postgres.test_side_by_side import at_once
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


def a_call_that_is_tied(_request):
    crew = Crew()
    colleagues = [staff(f"tying-{number}", "hotline-operator") for number in range(5)]
    return Once(
        address=reverse("telephone:tie", args=[unanswered("PBX-tie", crew.operator).pk]),
        values={"ticket": crew.record().number},
        effects=of_kind(telephone_events.TIED),
        second={422},
        windows=windows(*colleagues),
    )


def unanswered(number, by):
    for one in told(number, agent=""):
        hear(understood("exchange", one), authority=by.authority)
    return Call.objects.get(reference=number)


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
    a_call_that_is_tied,
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


def test_whoever_takes_a_call_down_at_once_with_others_has_a_draft_of_their_own(catalogue):
    colleagues = [staff(f"taking-{number}", "hotline-operator") for number in range(AT_ONCE)]
    call = unanswered("PBX-taken", colleagues[0])
    doors = iter(windows(*colleagues))

    codes = at_once(AT_ONCE, lambda: next(doors).post(reverse("telephone:take_down", args=[call.pk])).status_code)

    assert codes == [302] * AT_ONCE
    assert [draft_of(one, call)["phone"] for one in colleagues] == [PHONE] * AT_ONCE
    assert of_kind(telephone_events.NUMBER_SHOWN)() == AT_ONCE, "each of them was shown the number"


def test_a_call_taken_down_in_many_windows_is_one_draft_that_keeps_what_was_typed(catalogue):
    one = staff("taking", "hotline-operator")
    call = unanswered("PBX-windows", one)
    save_draft(one, {"phone": PHONE, "facts": "装货等待八小时"}, call)
    doors = iter(windows(one))

    codes = at_once(AT_ONCE, lambda: next(doors).post(reverse("telephone:take_down", args=[call.pk])).status_code)

    assert codes == [302] * AT_ONCE
    assert CallDraft.objects.get().values["facts"] == "装货等待八小时"


def test_a_call_that_is_taken_down_tied_and_settled_at_once_ends_in_one_way(catalogue):
    crew = Crew()
    call, number = unanswered("PBX-all", crew.operator), crew.record().number
    acts = (
        ("settle", {"words": "打错电话"}),
        ("tie", {"ticket": number}),
        ("take_down", {}),
        ("settle", {"words": "打错"}),
    )
    doors = iter([(window(crew.operator), *one) for one in acts])

    def act():
        door, name, values = next(doors)
        return door.post(reverse(f"telephone:{name}", args=[call.pk]), values).status_code

    assert set(at_once(len(acts), act)) <= {302, 422}
    assert CallSettled.objects.count() + TicketCall.objects.count() >= 1
    assert CallSettled.objects.count() <= 1
