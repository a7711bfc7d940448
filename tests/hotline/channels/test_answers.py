"""What the sender is owed is written with the act and goes out until it is there, in order, without the caller."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from hotline.channels.exchange.sending import hurry, send_round
from hotline.tickets.doing import handling, reviewing, sorting, transferring
from hotline.tickets.models import Ticket
from hotline.tickets.step_models import OwedAnswer
from registry.hotline import message
from tests.hotline.crew import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "2026112700002"


@pytest.fixture
def ticket(sender) -> Ticket:
    sender.send(
        message(NUMBER, 1, theme="detention", against="station", object="孟州某物流园", handling={"number": "ZB9"})
    )
    return Ticket.objects.get()


def due_now():
    OwedAnswer.objects.update(due_at=timezone.now() - datetime.timedelta(seconds=1))


def said(other):
    return [one["says"] for one in other.answers.values()]


def test_the_sender_hears_of_every_step_in_order_and_never_who_called(ticket, other, crew):
    sorting.accept(ticket, by=crew.operator)
    transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher)
    transferring.sign(ticket, by=crew.handler)
    crew.reply(ticket)
    assert "replied" not in OwedAnswer.objects.values_list("says", flat=True), "nobody reviewed it yet"
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    crew.call_back(ticket)
    crew.strike_off(ticket)

    assert send_round()

    assert said(other) == ["accepted", "signed", "replied", "called-back", "closed"]
    told = list(other.answers.values())
    assert {(one["external"], one["number"], one["handling"]) for one in told} == {(NUMBER, ticket.number, "ZB9")}
    assert told[2]["result"] == "verified"
    assert told[4]["solved"] == 0
    assert "来电人" not in str(told)
    assert not OwedAnswer.objects.exclude(state="told").exists()


def test_while_the_sender_is_silent_nothing_is_lost_and_nothing_overtakes(ticket, other, crew):
    other.fault = {"mode": "down"}
    sorting.accept(ticket, by=crew.operator)
    transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher)
    transferring.sign(ticket, by=crew.handler)
    for _hour in range(30):
        due_now()
        send_round()

    waiting = OwedAnswer.objects.get(says="accepted")
    assert (waiting.state, waiting.reason) == ("waiting", "http-503")
    assert OwedAnswer.objects.get(says="signed").tries == 0

    other.fault = {"mode": "ok"}
    due_now()
    send_round()

    assert said(other) == ["accepted", "signed"]


@pytest.mark.parametrize("mode", ["wrong", "garbage"])
def test_an_answer_nobody_signed_counts_for_nothing_and_is_taken_once(ticket, other, crew, mode):
    other.fault = {"mode": mode}
    sorting.accept(ticket, by=crew.operator)
    send_round()
    assert OwedAnswer.objects.get().reason == "untrustworthy"

    other.fault = {"mode": "ok"}
    due_now()
    send_round()

    assert OwedAnswer.objects.get().state == "told"
    assert (said(other), other.copies) == (["accepted"], 1)


def test_what_the_sender_refuses_waits_for_a_person_who_sends_it_again(ticket, other, crew, client):
    other.fault = {"mode": "refusing"}
    sorting.accept(ticket, by=crew.operator)
    send_round()
    answer = OwedAnswer.objects.get()
    assert (answer.state, answer.reason) == ("refused", "unknown-number")

    other.fault = {"mode": "ok"}
    client.force_login(crew.dispatcher)
    assert "unknown-number" in client.get("/hotline/channels/answers/").text
    client.post(f"/hotline/channels/answers/{answer.pk}/again/")
    send_round()

    assert OwedAnswer.objects.get().state == "told"


def test_an_act_that_fails_owes_nothing(ticket, crew):
    from django.db import transaction

    def fail():
        with transaction.atomic():
            sorting.accept(ticket, by=crew.operator)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert not OwedAnswer.objects.exists()


def test_a_joined_ticket_owes_its_own_sender_what_the_mother_learns(ticket, other, crew):
    mother = crew.signed(phone=PHONE)
    sorting.accept(ticket, by=crew.operator)
    transferring.join(ticket, to=mother, by=crew.dispatcher)
    handling.note_progress(mother, words="已约物流园。", by=crew.handler)
    crew.reply(mother)
    reviewing.review(mother, agrees=True, words="", by=crew.reviewer)

    send_round()

    assert said(other) == ["accepted", "progress", "replied"]
    assert {one["number"] for one in other.answers.values()} == {ticket.number}


def test_a_ticket_of_a_phone_call_owes_nobody(crew, other):
    crew.reviewed()

    assert not OwedAnswer.objects.exists()
    assert not hurry()
