"""The business register tells a new name: the licence's change is prepared, read and signed; nobody asks for it."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from licensing.applications.actions.asking import look_up
from licensing.applications.actions.drafting import start
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.offers import timer
from licensing.offers.models import Offer, OfferEnd, Turn
from licensing.offers.noticing import _turns, is_otherwise, notice
from licensing.offers.rules import still_in_force
from materials.catalogue.queries import item_in_force
from supervision.promises.asking import ask_those_due
from tests.conftest import TAIHANG
from tests.factories import PASSWORD, onward, principal_of, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("licensed_once")]

RULE = "register-told-otherwise"
NEW_NAME = "焦作市新太行货运有限公司"


@pytest.fixture
def licensed(taihang):
    """A licensee whose licence says what the business register said when it was granted."""
    return taihang


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


def night():
    day = timezone.localdate()
    timer.find(on=day)
    return sum(timer.take(turn, on=day) for turn in Turn.objects.filter(look_on__lte=day))


def renamed(registry, **more):
    return registry.telling("business-licence", {"uscc": TAIHANG}, name=NEW_NAME, **more)


def looked_up(company):
    """Its holder began something else, for which the business register was asked."""
    begun = start(item_in_force("freight-branch-file"), company, by=principal_of(company))
    look_up(begun, by=f"person:{principal_of(company).pk}")


def codes_of(client, offer):
    return [code for code, _text in client.get(f"/applications/{offer.application.key}/offer/").context["own"]]


def test_a_new_name_in_the_register_becomes_a_licence_in_that_name_by_one_signature(
    licensed, registry, sign_in, clerk, others
):
    with renamed(registry):
        looked_up(licensed)
        night()
        offer = Offer.objects.get(rule=RULE)
        client = sign_in(principal_of(licensed))
        page = client.get(f"/applications/{offer.application.key}/offer/").content.decode()
        signed = {"act": "sign", "password": PASSWORD, "affirm": codes_of(client, offer)}
        client.post(f"/applications/{offer.application.key}/offer/", signed)
        case = Application.objects.get(pk=offer.application_id)
        onward(case, clerk=clerk, others=others)

    licence = Certificate.objects.filter(kind="licence").latest("version")
    assert "The business register differs from your licence" in page
    assert NEW_NAME in page
    assert case.answers.fields["change-kinds"] == ["name"]
    assert case.submission.typed == 0
    assert (licence.version, licence.holder_name) == (2, NEW_NAME)


def test_who_is_called_and_seated_as_the_licence_says_gets_no_turn(licensed, registry):
    looked_up(licensed)

    assert night() == 0
    assert not Turn.objects.filter(rule=RULE).exists()


@pytest.mark.parametrize(
    ("kind", "written", "told", "otherwise"),
    [
        ("address", "焦作市解放区人民路1号", "河南省焦作市解放区人民路１号", False),
        ("address", "人民路1号", "河南省焦作市解放区人民路1号", False),
        ("address", "焦作市解放区人民路1号", "焦作市解放区人民路2号", True),
        ("address", "1号", "河南省焦作市解放区人民路1号", True),
        ("address", "", "焦作市解放区人民路2号", False),  # nothing written is nothing known
        ("name", "焦作市太行（集团）公司", "焦作市太行(集团) 公司", False),
        ("name", "太行货运有限公司", "焦作市太行货运有限公司", True),
        ("name", "焦作市太行货运有限公司", "焦作市新太行货运有限公司", True),
    ],
)
def test_another_way_to_write_an_address_is_no_change_and_a_name_is_the_whole_name(kind, written, told, otherwise):
    assert is_otherwise(kind, written, told) is otherwise
    assert is_otherwise(kind, told, written) is otherwise


def test_a_night_asks_as_often_for_many_companies_as_for_one(licensed, registry, django_assert_max_num_queries):
    told = {pk: {"name": NEW_NAME} for pk in range(licensed.pk, licensed.pk + 50)}

    with django_assert_max_num_queries(2):
        turns = list(_turns(told, on=timezone.localdate()))

    assert [turn.company_id for turn in turns] == [licensed.pk]


def test_a_register_that_is_silent_at_night_makes_no_offer_and_is_asked_again_tomorrow(licensed, registry):
    with renamed(registry):
        looked_up(licensed)
        registry.fail("down")
        night()

    assert not Offer.objects.filter(rule=RULE).exists()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert Turn.objects.get(rule=RULE).look_on == tomorrow


def test_what_is_asked_for_an_offer_occasions_no_other(licensed, registry):
    notice(licensed, {"name": NEW_NAME}, on=timezone.localdate())  # which the register does not say any more

    first = night()
    Turn.objects.all().delete()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        second = night()

    assert (first, second) == (0, 0)
    assert not Turn.objects.filter(rule=RULE).exists()


def test_promises_that_are_asked_again_tell_of_a_new_name(licensed, registry):
    with renamed(registry):
        ask_those_due(on=timezone.localdate() + datetime.timedelta(days=1))

    assert Turn.objects.filter(rule=RULE, company=licensed).exists()


def test_a_name_that_was_taken_back_meanwhile_is_not_signed(licensed, registry, sign_in):
    with renamed(registry):
        looked_up(licensed)
        night()
    offer = Offer.objects.get(rule=RULE)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30), tick=False):
        client = sign_in(principal_of(licensed))
        signed = {"act": "sign", "password": PASSWORD, "affirm": codes_of(client, offer)}
        client.post(f"/applications/{offer.application.key}/offer/", signed)

    assert OfferEnd.objects.get(offer=offer).how == "stale"
    assert not Application.objects.get(pk=offer.application_id).is_submitted


def test_a_new_edition_that_says_the_same_of_a_rule_ends_no_offer_of_it():
    later = datetime.date(2026, 12, 1)

    assert still_in_force("licence-expires", "2026-1", on=later) is not None
    assert still_in_force(RULE, "2026-1", on=later) is None
    assert still_in_force(RULE, "2026-2", on=datetime.date(2026, 6, 1)) is None


def test_nobody_is_offered_a_new_representative(licensed, registry):
    with registry.telling("business-licence", {"uscc": TAIHANG}, **{"legal-rep": "王新代"}):
        looked_up(licensed)
        night()

    assert not Turn.objects.filter(rule=RULE).exists()
