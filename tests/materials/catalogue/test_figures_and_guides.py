"""The headline figures, the guides and the search – all counted from the catalogue's data."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from materials.catalogue.finding.search import search
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.items import Requirement, ServiceItem
from materials.catalogue.queries import catalogue_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(catalogue):
    return None


def test_the_four_figures_of_jiaozuo_come_out_of_the_data(capsys):
    call_command("catalogue", "--json")

    figures = json.loads(capsys.readouterr().out)["figures"]
    assert figures["business_licence_items"] == 47
    assert figures["internal_lookup_items"] == 39
    assert figures["materials_waived"] == 107
    assert figures["steps_cut_percent"] == 50


def test_the_figures_follow_the_data_and_are_written_nowhere(capsys):
    Requirement.objects.filter(waiver="internal_lookup").first().delete()

    call_command("catalogue", "--json")

    assert json.loads(capsys.readouterr().out)["figures"]["materials_waived"] == 106


def test_a_new_freight_licence_needs_ten_then_seven_then_four_documents(client):
    page = client.get(
        reverse("services:guide", args=["freight-licence-establish"]), HTTP_ACCEPT_LANGUAGE="en"
    ).content.decode()

    numbers = [part.split("<")[0] for part in page.split('class="big-number">')[1:4]]
    assert numbers == ["10", "7", "4"]


def test_every_item_and_every_bundle_has_a_guide(client):
    version = catalogue_in_force()
    for code in [
        *ServiceItem.objects.filter(version=version).values_list("code", flat=True),
        *Bundle.objects.filter(version=version).values_list("code", flat=True),
    ]:
        response = client.get(reverse("services:guide", args=[code]))
        assert response.status_code == 200, code


def test_an_unknown_service_is_not_found(client):
    assert client.get("/services/no-such-service/").status_code == 404


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("我要跑货运", "freight-licence-establish"),
        ("加车", "vehicle-permit-issue"),
        ("證丟了", "freight-licence-reissue"),
        ("许可证到期了怎么办", "freight-licence-renew"),
        ("危险品运输", "hazmat-licence-establish"),
        ("lost licence", "freight-licence-reissue"),
    ],
)
def test_everyday_words_find_the_service(words, code):
    found = search(catalogue_in_force(), words)

    assert code in [item.code for item in found.items[:3]]


def test_words_that_mean_nothing_find_nothing():
    assert search(catalogue_in_force(), "zzzz qqq").is_empty


def test_a_wrong_answer_says_what_to_do_first(client):
    url = reverse("services:eligible", args=["freight-licence-establish"])
    answers = {"registered": "yes", "heavy": "no", "goods": "yes", "drivers": "yes", "rules": "yes"}

    page = client.get(url, answers, HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "4,500 kg or less" in page
    assert "you may apply" not in page


def test_right_answers_lead_to_the_application(client):
    url = reverse("services:eligible", args=["freight-licence-establish"])
    answers = dict.fromkeys(("registered", "heavy", "goods", "drivers", "rules"), "yes")

    page = client.get(url, answers, HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert reverse("applications:new", args=["freight-licence-establish"]) in page
