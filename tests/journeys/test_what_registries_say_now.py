"""What the repeated look-ups say is compared with what was submitted; nothing is granted over the old particulars."""

import copy

import pytest
from django.urls import reverse

from licensing.applications.actions import asking, drafting
from licensing.applications.models.application import Application, TakeOver
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from materials.lookups.ask import forget
from materials.lookups.circuit import close_all
from materials.lookups.vocabulary import said
from tests.conftest import TAIHANG
from tests.factories import PASSWORD, accepted, sign
from tests.journeys.test_silence import bring_what_is_missing, draft_typed, fresh
from tests.registry_server import WORLD
from trail.models import Event

pytestmark = pytest.mark.django_db
PLATE = WORLD["fleets"][TAIHANG]["vehicles"][0]["plate"]
DRIVER = WORLD["fleets"][TAIHANG]["drivers"][0][1]
CHANGES = [
    ("business-licence", "uscc", TAIHANG, "name", "焦作市新太行货运有限公司"),
    ("business-licence", "uscc", TAIHANG, "legal-rep", "王新代"),
    ("business-licence", "uscc", TAIHANG, "address", "河南省焦作市解放区新路99号"),
    ("business-licence", "uscc", TAIHANG, "entity-type", "股份有限公司"),
    ("vehicle-licence", "plate", PLATE, "gross-mass", "31000"),
    ("vehicle-licence", "plate", PLATE, "vehicle-type", "重型厢式货车"),
    ("vehicle-tech-grade", "plate", PLATE, "tech-grade", "二级"),
    ("driving-licence", "id-number", DRIVER, "class", "C1"),
    ("driving-licence", "id-number", DRIVER, "person-name", "另一人"),
]
"""(material, key, of whom, field, what it says by now)"""


@pytest.fixture
def say(world, settings):
    """Let a registry say something new about somebody."""
    settings.REGISTRIES = {**settings.REGISTRIES, "bureau-vehicle": world.url}
    held = world.server.records
    world.server.records = copy.deepcopy({**WORLD["records"], **WORLD["ledgers"]})

    def now(material, key, of, field, value):
        for record in world.server.records[material]:
            if record["keys"].get(key) == of:
                record["fields"][field] = value

    yield now
    world.server.records = held


def case_page(client, case):
    return client.get(reverse("desk:case", args=[case.key])).content.decode()


@pytest.mark.parametrize(("material", "key", "of", "field", "value"), CHANGES)
def test_new_particulars_are_shown_and_bar_the_grant_until_they_are_taken_over(
    say, taihang, clerk, sign_in, material, key, of, field, value
):
    case = accepted(taihang, clerk=clerk)
    submitted = case.submission.answers
    say(material, key, of, field, value)
    client = sign_in(clerk)

    client.post(reverse("desk:act", args=[case.key, "ask-registries-at-decision"]))
    page = case_page(client, case)
    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)

    assert said(field, value) in page
    assert "By the registry" in page
    assert "differs" in {obstacle.kind for obstacle in unsure.value.obstacles}
    assert not Decision.objects.exists()

    client.post(reverse("desk:act", args=[case.key, "take-over-at-decision"]))
    decided = client.post(
        reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD, "act": "decide"}
    )

    taken = TakeOver.objects.get()
    assert taken.taken_by == clerk
    assert value in str(taken.changes)
    assert Event.objects.filter(kind="particulars.taken_over").count() == 1
    assert fresh(case).submission.answers == submitted, "what was handed in stays as it was"
    assert not sheet_of(fresh(case)).differences
    assert decided.status_code == 302
    assert Decision.objects.get().is_granted
    finish(fresh(case))
    if material != "driving-licence":
        printed = [Certificate.objects.get(kind="licence"), *Certificate.objects.filter(plate=PLATE)]
        assert any(value in (c.holder_name, *map(str, c.particulars.values())) for c in printed)


def test_a_heavy_tractor_typed_as_a_small_van_while_the_police_were_silent_is_not_granted(
    world, taihang, chen, clerk, sign_in
):
    """The promise stands in for the paper, never for what the register knows."""
    world.fail("down")
    case = draft_typed(taihang)
    rows = case.answers.rows
    rows["vehicle"][0] |= {"vehicle-type": "轻型厢式货车", "gross-mass": 4600}
    rows["driver"][0] |= {"driver-name": "吴编造"}
    drafting.save_section(case, fields={}, rows=rows, doubts={})
    asking.look_up(fresh(case), by="test")
    bring_what_is_missing(fresh(case))
    sign(fresh(case))
    flow.hand_in(fresh(case), by=chen)
    flow.accept(fresh(case), by=clerk)
    with pytest.raises(NotYetCertain):
        flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)
    world.mend()
    forget()
    close_all()

    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)

    told = " ".join(obstacle.reason for obstacle in unsure.value.obstacles if obstacle.kind == "differs")
    assert "4600" in told
    assert "25000" in told
    assert "吴编造" in told
    assert Application.objects.get().submission.answers["rows"]["vehicle"][0]["gross-mass"] == 4600
    assert "吴编造" in case_page(sign_in(clerk), case)
