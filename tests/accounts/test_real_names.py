"""Claiming to be somebody takes proof: a code to that person's own telephone, or the counter."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from accounts.represented.companies import Company
from accounts.represented.real_name import is_proved
from tests.conftest import TAIHANG
from tests.factories import applicant, staff
from trail.models import Event

pytestmark = pytest.mark.django_db

CHEN, ZHANG = "410802199001010010", "410803199911119994"
IDENTITY = "/accounts/identity/"


@pytest.fixture
def identity(world, settings):
    """The world with its identity service connected; nobody tried before."""
    settings.REAL_NAME_URL = world.url
    cache.clear()
    world.server.real_name.messages.clear()
    return world


def last_code(identity):
    return identity.server.real_name.messages[-1]["text"].split("验证码")[1][:6]


def ask(client, number=CHEN):
    return client.post(IDENTITY, {"id_number": number})


def test_name_and_number_alone_do_not_bring_a_company_in(identity, sign_in):
    client = sign_in(applicant(name="陈建国"))

    page = client.post("/accounts/companies/add/", {"uscc": TAIHANG, "id_number": CHEN})

    assert page.url.startswith(IDENTITY)
    assert not Company.objects.exists()


def test_the_code_goes_to_the_person_s_own_telephone_and_proves_who_they_are(identity, sign_in):
    person = applicant(name="陈建国", phone="13903919999")
    client = sign_in(person)

    sent = ask(client)
    client.post(sent.url, {"code": last_code(identity)})
    client.post("/accounts/companies/add/", {"uscc": TAIHANG})

    assert identity.server.real_name.messages[-1]["to"] != "13903919999"
    person.refresh_from_db()
    assert is_proved(person)
    assert Company.objects.get().memberships.get().person == person
    assert last_code(identity) not in str(list(Event.objects.values_list("values", flat=True)))


def test_a_wrong_code_proves_nothing_and_guessing_ends_it(identity, sign_in):
    person = applicant(name="陈建国")
    client = sign_in(person)
    sent = ask(client)
    right = last_code(identity)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        page = client.post(sent.url, {"code": wrong})
    assert "The code is wrong" in page.content.decode()

    late = client.post(sent.url, {"code": right})

    assert "This code has expired" in late.content.decode()
    assert not is_proved(person)


def test_a_code_is_over_after_ten_minutes(identity, sign_in):
    person = applicant(name="陈建国")
    client = sign_in(person)
    sent = ask(client)

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        page = client.post(sent.url, {"code": last_code(identity)})

    assert "This code has expired" in page.content.decode()
    assert not is_proved(person)


def test_another_name_gets_no_code(identity, sign_in):
    page = ask(sign_in(applicant(name="张三")), CHEN)

    assert "has no record of your name" in page.content.decode()
    assert not identity.server.real_name.messages


def test_somebody_else_s_challenge_does_not_exist(identity, sign_in):
    sent = ask(sign_in(applicant(name="陈建国")))

    assert sign_in(applicant()).post(sent.url, {"code": last_code(identity)}).status_code == 404


@pytest.mark.parametrize("how", ["down", "not connected", "forged"])
def test_a_silent_or_forged_identity_service_proves_nothing(identity, sign_in, settings, how):
    person = applicant(name="陈建国")
    client = sign_in(person)
    sent = ask(client)
    if how == "down":
        identity.fail("down")
    elif how == "not connected":
        settings.REAL_NAME_URL = ""
    else:
        settings.EXCHANGE_SECRET = "another"

    page = client.post(sent.url, {"code": last_code(identity)})

    assert "is not responding" in page.content.decode()
    assert not is_proved(person)


def test_telephones_are_not_called_without_end(identity, sign_in):
    client = sign_in(applicant(name="陈建国"))
    for _ in range(5):
        ask(client)

    assert ask(client).status_code == 429
    assert len(identity.server.real_name.messages) == 5


def test_the_counter_confirms_who_shows_the_card_and_the_trail_says_who_did(identity, sign_in):
    person, clerk = applicant(name="张三", username="zhang"), staff("clerk", "counter-clerk")
    form = {"username": "zhang", "id_number": ZHANG}

    without = sign_in(clerk).post(f"{IDENTITY}counter/", form)
    assert not is_proved(person)
    sign_in(clerk).post(f"{IDENTITY}counter/", {**form, "seen": "on"})
    person.refresh_from_db()

    assert without.status_code == 422
    assert is_proved(person)
    assert Event.objects.get(kind="person.identity_confirmed").by_name == clerk.name


def test_a_register_that_tells_no_number_sends_to_the_counter_with_the_licence(identity, sign_in, monkeypatch):
    records = identity.server.records["business-licence"]
    entry = next(r for r in records if r["fields"]["uscc"] == TAIHANG)
    monkeypatch.setitem(entry, "fields", {**entry["fields"], "legal-rep-id": ""})
    person, clerk = applicant(name="陈建国", username="chen"), staff("clerk", "counter-clerk")
    client = sign_in(person)
    client.post(ask(client).url, {"code": last_code(identity)})

    alone = client.post("/accounts/companies/add/", {"uscc": TAIHANG})
    assert "Come to the counter" in alone.content.decode()
    sign_in(clerk).post(f"{IDENTITY}counter/", {"username": "chen", "id_number": CHEN, "uscc": TAIHANG, "seen": "on"})

    assert Company.objects.get().memberships.get().person == person
    assert Event.objects.get(kind="company.vouched").by_name == clerk.name
