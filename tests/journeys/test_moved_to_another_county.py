"""Competence follows the seat: a company that moves is handled, and licensed, where it is now (domain F-1.3)."""

import copy

import pytest
from django.urls import reverse

from licensing.applications.actions import asking, drafting
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.decisions.actions.deciding import NotYetCertain
from licensing.decisions.models.checking import Transfer
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from materials.catalogue.queries import item_in_force
from tests.conftest import TAIHANG
from tests.factories import PASSWORD, accepted, draft, drafted, granted, principal_of, sign, staff, submitted, through
from tests.registry_server import WORLD
from trail.models import Event

pytestmark = pytest.mark.django_db
XIUWU = {"division": "410821", "address": "河南省焦作市修武县竹林大道1号"}
AWAY = {"division": "410103", "address": "河南省郑州市二七区航海路1号"}


@pytest.fixture
def move(world):
    """Let the business register show the seat somewhere else."""
    held = world.server.records
    world.server.records = copy.deepcopy(WORLD["records"])

    def to(place):
        for record in world.server.records["business-licence"]:
            if record["keys"]["uscc"] == TAIHANG:
                record["fields"].update(place)

    yield to
    world.server.records = held


@pytest.fixture
def xiuwu(catalogue):
    return staff("xiuwu", "counter-clerk", "decider", division="410821")


def fresh(case):
    return Application.objects.get(pk=case.pk)


def test_an_open_case_goes_to_the_county_of_the_seat_with_a_letter_and_nothing_is_asked_again(
    move, taihang, clerk, xiuwu, sign_in
):
    case = accepted(taihang, clerk=clerk)
    move(XIUWU)
    client, there = sign_in(clerk), sign_in(xiuwu)
    client.post(reverse("desk:act", args=[case.key, "ask-registries-at-decision"]))
    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)
    assert {"differs", "elsewhere"} <= {obstacle.kind for obstacle in unsure.value.obstacles}
    url = reverse("desk:act", args=[case.key, "transfer-at-decision"])
    assert "住所已不在本机关管辖区域内" in client.post(url, {"act": "preview"}).content.decode()
    assert not Transfer.objects.exists(), "a preview does nothing"

    client.post(url, {"act": "do"})

    case = fresh(case)
    assert case.authority.division_id == "410821"
    assert case.company.division_id == "410821"
    assert case.submission.receipt_number.startswith("410802")
    assert "修武县" in "".join(Letter.objects.get(kind="transfer").paragraphs)
    assert Transfer.objects.get().from_authority.division_id == "410802"
    assert Event.objects.filter(kind="application.transferred").count() == 1
    assert client.get(reverse("desk:case", args=[case.key])).status_code == 404
    assert case.receipt_number in there.get("/desk/").content.decode()

    there.post(reverse("desk:act", args=[case.key, "take-over-at-decision"]))
    there.post(reverse("desk:decide", args=[case.key]), {"outcome": "granted", "password": PASSWORD, "act": "decide"})
    finish(fresh(case))

    licence = Certificate.objects.get(kind="licence")
    assert licence.authority.division_id == "410821"
    assert "410821" in licence.number
    assert licence.particulars["address"] == XIUWU["address"]
    later = drafting.start(item_in_force("freight-licence-change"), fresh(case).company, by=principal_of(taihang))
    assert later.authority.division_id == "410821"


def test_a_draft_is_handed_in_where_the_seat_is(move, taihang, chen):
    move(XIUWU)
    application = sign(draft(taihang))
    assert application.authority.division_id == "410802"

    flow.hand_in(application, by=chen)

    case = Application.objects.get()
    assert case.authority.division_id == "410821"
    assert case.receipt_number.startswith("410821")
    assert case.company.division_id == "410821"
    assert Event.objects.filter(kind="application.seat_followed").exists()


def test_a_seat_outside_this_portal_is_told_at_once_and_never_granted_here(move, taihang, chen, clerk, sign_in):
    case = submitted(taihang)
    move(AWAY)
    asking.look_up(fresh(case), by="test", anew=True)
    page = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    flow.accept(fresh(case), by=clerk)

    with pytest.raises(NotYetCertain) as unsure:
        flow.decide(fresh(case), Decision.Outcome.GRANTED, by=clerk)

    assert f'value="{AWAY["address"]}"' in page, "the refusal of acceptance names the competent body (art. 32)"
    assert "Give the case to the competent authority" not in page
    assert AWAY["address"] in " ".join(o.reason for o in unsure.value.obstacles if o.kind == "elsewhere")
    again = draft(taihang)
    assert any("no authority on this portal" in missing.message for missing in sheet_of(again).missing)


def test_the_new_county_changes_the_licence_of_the_old_one_and_gives_it_a_number_of_its_own(
    move, taihang, chen, clerk, xiuwu
):
    granted(taihang, clerk=clerk)
    before = Certificate.objects.get(kind="licence")
    move(XIUWU)
    change = drafted("freight-licence-change", taihang, **{"change-kinds": ["address"]})
    others = (staff("one", "reviewer", division="410821"), staff("two", "reviewer", division="410821"))
    case = through(change, clerk=xiuwu, others=others)

    after = Certificate.objects.filter(kind="licence").order_by("pk").last()
    assert case.authority.division_id == "410821"
    assert after.replaces == before
    assert after.authority.division_id == "410821"
    assert after.number != before.number
    assert "410821" in after.number
    assert after.particulars["address"] == XIUWU["address"]
    assert fresh(case).company.registered_address == XIUWU["address"]
