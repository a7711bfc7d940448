"""What a guide says beside the list of materials: cost of doing without, and articles nobody is sure of."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from materials.catalogue.guides import guide_of
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import catalogue_in_force, item_in_force
from materials.catalogue.unlicensed import costs_of
from tests.factories import principal_of, staff

pytestmark = pytest.mark.django_db


def test_a_guide_says_what_operating_without_the_licence_costs(catalogue, client):
    page = client.get(reverse("services:guide", args=["freight-licence-establish"]), headers={"accept-language": "en"})

    assert "fine of 3,000 to 10,000 yuan" in page.content.decode()
    assert "art. 63" in page.content.decode()


@pytest.mark.parametrize(
    ("code", "amount"),
    [
        ("freight-licence-establish", "3000元以上1万元以下"),
        ("hazmat-licence-establish", "3万元以上10万元以下"),
        ("driver-qual-road", "200元以上2000元以下"),
    ],
)
def test_each_trade_has_its_own_amounts(catalogue, code, amount):
    with translation.override("zh-hans"):
        (cost,) = costs_of(item_in_force(code), on=datetime.date(2026, 11, 25))

    assert amount in cost.text


def test_the_law_of_the_day_is_told(catalogue):
    assert costs_of(item_in_force("freight-licence-establish"), on=datetime.date(2023, 7, 19)) == []


def test_an_instrument_is_cited_with_its_article_or_marked_to_be_confirmed(catalogue):
    for item in ServiceItem.objects.filter(version=catalogue_in_force()):
        for basis in guide_of(item).basis:
            assert basis.articles, (item.code, basis.law)


def test_a_letter_rests_on_articles(catalogue):
    freight = item_in_force("freight-licence-change")

    assert freight.legal_basis_zh == "《中华人民共和国行政许可法》第四十九条、《河南省道路运输条例》第八条"


def offers(client):
    """Whether home, guide and bundle offer to begin an application."""
    pages = [
        reverse("home"),
        reverse("services:guide", args=["freight-licence-establish"]),
        reverse("services:guide", args=["start-freight-company"]),
    ]
    return {page: "/applications/new/" in client.get(page).content.decode() for page in pages}


@pytest.mark.parametrize("role", ["counter-clerk", "enforcement-officer", "auditor"])
def test_an_official_is_offered_no_application_that_would_be_refused(role, catalogue, sign_in):
    assert not any(offers(sign_in(staff(role, role))).values())


def test_whoever_may_apply_is_offered_it(catalogue, client, sign_in, taihang):
    assert all(offers(client).values())
    assert all(offers(sign_in(principal_of(taihang))).values())
