"""A registry tells more than the form has room for, or something the form refuses: nobody is caught in between."""

import copy

import pytest
from django.urls import reverse

from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from materials.lookups.ask import forget
from tests.conftest import TAIHANG
from tests.factories import check_by_hand, draft, principal_of, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(world):
    """Let a registry tell something about everybody it knows."""
    held = world.server.records
    world.server.records = copy.deepcopy(held)

    def now(material, **fields):
        for record in world.server.records[material]:
            record["fields"] |= fields
        forget()

    yield now
    world.server.records = held


def not_complete(case):
    found = sheet_of(case).missing
    return [entry.section for entry in found if "not complete" in entry.message]


def page_of(client, case, section):
    return client.post(reverse("applications:section", args=[case.key, section]), {"act": "continue"})


def test_what_a_registry_tells_is_taken_however_long(say, taihang, clerk, sign_in):
    long = "重型" * 150 + "货车"
    say("vehicle-licence", **{"vehicle-type": long, "use-nature": long})
    case = draft(taihang)
    page = sign_in(principal_of(taihang)).get(reverse("applications:section", args=[case.key, "vehicle"]))
    sign(case)

    missing = not_complete(case)
    flow.hand_in(case, by=principal_of(taihang))
    case = Application.objects.get(pk=case.pk)
    flow.accept(case, by=clerk)
    check_by_hand(case, by=clerk)
    flow.decide(Application.objects.get(pk=case.pk), "granted", by=clerk)
    finish(Application.objects.get(pk=case.pk))

    assert missing == []
    assert long in page.content.decode()
    assert Application.objects.get(pk=case.pk).answers.rows["vehicle"][0]["vehicle-type"] == long
    assert Application.objects.get(pk=case.pk).decision.certificates.filter(kind="vehicle").exists()


def test_the_same_length_typed_is_still_refused_on_its_field(taihang, sign_in):
    case = draft(taihang)

    page = sign_in(principal_of(taihang)).post(
        reverse("applications:section", args=[case.key, "safety"]), {"safety-person": "长" * 300, "act": "continue"}
    )

    assert "At most 40 characters" in page.content.decode()
    assert "长" * 300 in page.content.decode()


@pytest.mark.parametrize(
    ("section", "material", "fields", "told"),
    [
        ("vehicle", "vehicle-licence", {"gross-mass": "999999999"}, "Enter a number from 1 to 200000."),
        ("vehicle", "vehicle-licence", {"gross-mass": "25吨"}, "Enter a whole number."),
        ("vehicle", "vehicle-licence", {"gross-mass": "4.5"}, "Enter a whole number."),
        ("applicant", "business-licence", {"address": "河南省焦作市解放区" + "路" * 300}, "At most 200 characters."),
    ],
)
def test_what_cannot_be_handed_in_is_marked_where_it_stands(say, taihang, sign_in, section, material, fields, told):
    say(material, **fields)
    case = draft(taihang)
    client = sign_in(principal_of(taihang))

    answer = page_of(client, case, section)
    html = answer.content.decode()
    [problem] = [p for p in answer.context["topic"].problems if told in p.message][:1]

    assert section in not_complete(case)
    assert answer.status_code == 200
    assert f'id="{problem.target}"' in html
    assert f'href="#{problem.target}"' in html
    assert "have it corrected there" in html
    assert case.company.uscc == TAIHANG
