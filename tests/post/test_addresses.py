"""Who gets another mail box or number proves it by a code that was sent there; whoever has the old one is told."""

import datetime
import logging
import re

import pytest
import time_machine
from django.urls import reverse

from accounts.people import Person
from post.addresses import actions
from post.addresses.models import AddressChange
from post.sending.rounds import send_round
from post.telling.doubts import DoubtfulAddress, doubt
from post.telling.models import Channel, Delivery, Message
from tests.factories import PASSWORD, applicant
from tests.post.test_sending import NOON
from trail.models import Event

pytestmark = pytest.mark.django_db
NEW = "chen-new@tongban.example"
PAGE = "/messages/choices/email/"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def owner(catalogue):
    return applicant(username="owner", phone="13903910001", email="owner@tongban.example")


def asked(client, address=NEW, page=PAGE):
    return client.post(page, {"act": "ask", "address": address, "password": PASSWORD}, follow=True)


def code_in(sent):
    return re.search(r"\b([0-9]{6})\b", sent)[1]


def proved(client, code, page=PAGE):
    change = AddressChange.objects.latest("pk").pk
    return client.post(page, {"act": "prove", "code": code, "change": change}, follow=True)


def test_messages_go_to_a_new_mail_box_after_its_code_and_the_old_one_is_told(owner, mail, gateway, sign_in):
    client = sign_in(owner)

    asked(client)
    unchanged = Person.objects.get(pk=owner.pk).email
    proved(client, code_in(mail.mails[0]["text"]))
    send_round()

    assert unchanged == "owner@tongban.example"
    assert Person.objects.get(pk=owner.pk).email == NEW
    assert [m["to"] for m in mail.mails] == [NEW, "owner@tongban.example"]
    told = Message.objects.get(text="address-changed", person=owner)
    assert {d.channel for d in told.deliveries.all()} == {Channel.INBOX, Channel.EMAIL, Channel.SMS}
    assert len(gateway.taken) == 1


def test_a_new_number_is_proved_by_a_text_message(owner, mail, gateway, sign_in):
    client, page = sign_in(owner), "/messages/choices/sms/"

    asked(client, "139 0391 0009", page)
    proved(client, code_in(next(iter(gateway.taken.values()))["text"]), page)
    send_round()

    assert Person.objects.get(pk=owner.pk).phone == "13903910009"
    assert [m["to"] for m in gateway.taken.values()] == ["13903910009", "13903910001"]


def test_no_address_stands_in_trail_log_page_or_its_address(owner, mail, gateway, sign_in, caplog):
    caplog.set_level(logging.DEBUG)
    client = sign_in(owner)

    page = asked(client)
    done = proved(client, code_in(mail.mails[0]["text"]))

    logged = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # the receiver's own
    told = str([(e.kind, e.values, e.subject) for e in Event.objects.all()] + logged)
    addresses = [address for address, _status in page.redirect_chain + done.redirect_chain]
    assert "chen-new" not in told
    assert not [address for address in addresses if "@" in address or "chen" in address]
    assert "chen-new" not in page.content.decode() + done.content.decode()
    assert "c***@tongban.example" in done.content.decode()


def test_without_the_password_no_code_leaves_and_what_was_typed_stays(owner, mail, sign_in):
    answer = sign_in(owner).post(PAGE, {"act": "ask", "address": NEW, "password": "wrong"})

    assert answer.status_code == 422
    assert NEW in answer.content.decode()
    assert mail.mails == []


@pytest.mark.parametrize("address", ["no mail box", "a@b@c", ""])
def test_what_is_no_address_is_told_on_the_field(owner, mail, sign_in, address):
    answer = sign_in(owner).post(PAGE, {"act": "ask", "address": address, "password": PASSWORD})

    assert answer.status_code == 422
    assert mail.mails == []


def test_an_address_nobody_has_is_told_on_the_field(owner, mail, sign_in):
    answer = sign_in(owner).post(PAGE, {"act": "ask", "address": "nobody@tongban.example", "password": PASSWORD})

    assert answer.status_code == 422
    assert "Nothing can be sent there" in answer.content.decode()
    assert not AddressChange.objects.exists()


def test_a_wrong_code_changes_nothing_and_guessing_ends(owner, mail, sign_in):
    client = sign_in(owner)
    asked(client)
    right = code_in(mail.mails[0]["text"])
    wrong = f"{(int(right) + 1) % 10**6:06}"

    answers = [proved(client, wrong).status_code for _try in range(5)]
    after = proved(client, right).status_code

    assert answers == [422] * 5
    assert after == 429
    assert Person.objects.get(pk=owner.pk).email == "owner@tongban.example"


def test_a_code_is_good_for_a_quarter_of_an_hour_and_once(owner, mail, gateway, sign_in, noon):
    client = sign_in(owner)
    asked(client)
    code = code_in(mail.mails[0]["text"])
    proved(client, code)
    again = proved(client, code)
    asked(client, "third@tongban.example")
    noon.shift(datetime.timedelta(minutes=16))
    late = proved(client, code_in(mail.mails[-1]["text"]))

    assert (again.status_code, late.status_code) == (422, 422)
    assert all("This code is no longer valid" in answer.content.decode() for answer in (again, late))
    assert Person.objects.get(pk=owner.pk).email == NEW


def test_a_code_of_a_page_that_shows_another_address_is_over(owner, mail, sign_in):
    first = actions.ask(owner, "email", "first@tongban.example")
    actions.ask(owner, "email", "second@tongban.example")

    with pytest.raises(actions.CodeOver):
        actions.prove(owner, "email", code_in(mail.mails[0]["text"]), change=first.pk)


def test_a_tab_from_before_the_second_code_takes_it_at_the_next_try(owner, mail, sign_in):
    client = sign_in(owner)
    asked(client, "first@tongban.example")
    before = AddressChange.objects.latest("pk").pk
    asked(client)
    code = code_in(mail.mails[-1]["text"])

    refused = client.post(PAGE, {"act": "prove", "code": code, "change": before})
    drawn = re.search(r'name="change" value="([0-9]+)"', refused.content.decode())[1]
    client.post(PAGE, {"act": "prove", "code": code, "change": drawn})

    assert "This code is no longer valid" in refused.content.decode()
    assert Person.objects.get(pk=owner.pk).email == NEW


def test_nobody_proves_somebody_elses_address(owner, mail, sign_in):
    stranger = applicant(username="stranger")
    change = actions.ask(owner, "email", NEW)

    with pytest.raises(actions.CodeOver):
        actions.prove(stranger, "email", code_in(mail.mails[0]["text"]), change=change.pk)


def test_an_address_that_is_proved_again_is_doubtful_no_more(owner, mail, gateway, sign_in):
    doubt(owner, Channel.EMAIL, owner.email, reason="bounce-5.1.1")
    client = sign_in(owner)
    shown = client.get(reverse("post:choices")).content.decode()

    asked(client, owner.email)
    proved(client, code_in(mail.mails[0]["text"]))

    assert "Messages cannot be delivered" in shown
    assert not DoubtfulAddress.objects.exists()
    assert not Delivery.objects.filter(message__text="address-changed").exists()
