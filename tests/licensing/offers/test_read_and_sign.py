"""Everything is known: read, sign. Prepared overnight, only if all of it is proved; asked again at the signature."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts.represented.companies import Membership
from licensing.applications.actions.drafting import start
from licensing.applications.models.application import Application, Submission, SubmittedVehicle
from licensing.auditing.lived import lived
from licensing.offers import timer
from licensing.offers.models import Offer, OfferEnd, Turn
from materials.catalogue.queries import item_in_force
from materials.lookups.ledger import enter, newest
from post.telling import tail
from post.telling.models import Message
from tests.factories import PASSWORD, applicant, granted, principal_of

pytestmark = pytest.mark.django_db


def night():
    day = timezone.localdate()
    timer.find(on=day)
    return sum(timer.take(turn, on=day) for turn in Turn.objects.filter(look_on__lte=day))


def statements(client, offer):
    page = client.get(f"/applications/{offer.application.key}/offer/")
    own = [code for code, _text in page.context["own"]]
    notice = page.context["notice"]
    return own + [one["code"] for one in (notice.statements if notice else [])]


def test_what_expires_is_prepared_overnight_and_signed_on_one_page(expiring, sign_in):
    made = night()
    offers = {one.rule: one for one in Offer.objects.all()}
    client = sign_in(principal_of(expiring))
    home = client.get("/mine/").content.decode()
    offer = offers["licence-expires"]

    answer = client.post(
        f"/applications/{offer.application.key}/offer/",
        {"act": "sign", "password": PASSWORD, "affirm": statements(client, offer)},
    )
    case = Application.objects.get(pk=offer.application_id)

    assert set(offers) == {"licence-expires", "vehicles-expire"}
    assert "Renew what expires" not in home  # an offer of it is open
    assert "certificates expire soon" not in home
    assert made == len(offers)
    assert "Everything is known: read, sign" in home
    assert not Application.objects.of_company(expiring).drafts().exists()
    assert answer["Location"] == f"/applications/{case.key}/submitted/"
    assert case.submission.typed == 0
    assert case.answers.fields["no-pending"] is False
    assert offer.proof
    assert OfferEnd.objects.get(offer=offer).how == "signed"
    assert night() == 0  # nothing is offered twice


def test_who_may_sign_is_told_once_of_what_was_prepared_and_led_to_its_page(expiring):
    handler = applicant()
    Membership.objects.create(company=expiring, person=handler, kind="handler", until=timezone.localdate())
    night()

    tail.listen()

    told = Message.objects.filter(text="offered")
    assert {message.person for message in told} == {principal_of(expiring)}
    assert {message.address for message in told} == {
        f"/applications/{one.application.key}/offer/" for one in Offer.objects.all()
    }
    assert all("{" not in message.words["zh-hans"]["body"] for message in told)


def test_vehicles_are_renewed_together_where_there_is_no_commitment(expiring, sign_in):
    night()
    offer = Offer.objects.get(rule="vehicles-expire")
    client = sign_in(principal_of(expiring))
    codes = statements(client, offer)

    client.post(f"/applications/{offer.application.key}/offer/", {"act": "sign", "password": PASSWORD, "affirm": codes})

    case = Application.objects.get(pk=offer.application_id)
    assert len(case.answers.of_section("vehicle")) == len(offer.about) == 2
    assert case.answers.fields["exchange-kind"] == "expired"


def test_nothing_is_signed_without_each_statement_the_password_and_the_principal(expiring, sign_in):
    night()
    offer = Offer.objects.get(rule="licence-expires")
    address, client = f"/applications/{offer.application.key}/offer/", sign_in(principal_of(expiring))
    codes = statements(client, offer)
    handler = applicant(name="李经办")
    Membership.objects.create(company=expiring, person=handler, kind="handler", until="2099-01-01")

    one_left = client.post(address, {"act": "sign", "password": PASSWORD, "affirm": codes[1:]})
    no_password = client.post(address, {"act": "sign", "password": "x", "affirm": codes})
    by_handler = sign_in(handler).post(address, {"act": "sign", "password": PASSWORD, "affirm": codes})

    assert {one_left.status_code, no_password.status_code, by_handler.status_code} == {422}
    assert not Application.objects.get(pk=offer.application_id).is_submitted
    assert not OfferEnd.objects.exists()


def test_what_a_register_says_otherwise_meanwhile_is_told_and_nothing_is_handed_in(expiring, sign_in):
    night()
    offer = Offer.objects.get(rule="licence-expires")
    client = sign_in(principal_of(expiring))
    codes = statements(client, offer)
    keys, material = {"uscc": expiring.uscc}, "road-transport-licence"
    fields = dict(newest(material, keys).fields) | {"cert-number": "豫交运管许可焦字410802999999号"}
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30), tick=False):
        enter(material=material, keys=keys, fields=fields, source="test", as_of=timezone.now())
        client = sign_in(principal_of(expiring))
        answer = client.post(
            f"/applications/{offer.application.key}/offer/",
            {"act": "sign", "password": PASSWORD, "affirm": codes},
            follow=True,
        )

    assert "It was not handed in" in answer.content.decode()
    assert OfferEnd.objects.get(offer=offer).how == "stale"
    assert not Application.objects.get(pk=offer.application_id).is_submitted


def test_a_vehicle_another_application_names_meanwhile_ends_the_offer_and_is_told_in_words(expiring, sign_in):
    night()
    offer = Offer.objects.get(rule="vehicles-expire")
    client = sign_in(principal_of(expiring))
    codes = statements(client, offer)
    other = start(item_in_force("freight-licence-scope"), expiring, by=principal_of(expiring))
    Submission.objects.create(
        application=other, receipt_number="R1", submitted_by=principal_of(expiring), answers_digest=""
    )
    SubmittedVehicle.objects.create(application=other, plate=offer.about[0], plate_colour="yellow")

    page = client.post(
        f"/applications/{offer.application.key}/offer/",
        {"act": "sign", "password": PASSWORD, "affirm": codes},
        follow=True,
    )

    assert f"names the same vehicle: {offer.about[0]}" in page.content.decode()
    assert OfferEnd.objects.get(offer=offer).why == "taken"


def test_a_silent_registry_proves_nothing_and_is_asked_again_tomorrow(expiring, world):
    world.fail("down")

    assert night() == 0
    assert not Offer.objects.exists()
    assert not Application.objects.filter(prepared_at__isnull=False, discarded_at__isnull=True).exists()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert set(Turn.objects.values_list("look_on", flat=True)) == {tomorrow}


def test_an_offer_may_be_taken_up_by_hand_and_lapses_with_its_day(expiring, sign_in):
    night()
    by_hand, *others = Offer.objects.order_by("pk")
    client = sign_in(principal_of(expiring))

    client.post(f"/applications/{by_hand.application.key}/offer/", {"act": "by-hand"})
    with time_machine.travel(timezone.now() + datetime.timedelta(days=70), tick=False):
        timer.lapse(on=timezone.localdate())

    assert Application.objects.of_company(expiring).drafts().get().pk == by_hand.application_id
    assert {one.how for one in OfferEnd.objects.filter(offer__in=others)} <= {"lapsed"}


def test_what_a_grant_cost_is_counted_from_cases(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    today = timezone.localdate()

    whole = lived(since=today, until=today).whole

    assert case.submission.typed == 10
    assert whole.typed == case.submission.typed
    assert whole.seconds == case.submission.seconds
