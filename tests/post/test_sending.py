"""Messages leave by text message and e-mail, once each, whatever the other side does."""

import datetime
import json
import re

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts.people import Person
from post.channels.sms import Report
from post.failures.actions import retry
from post.failures.queries import REASONS, reason_told
from post.sending.links import code_of
from post.sending.reports import _note, collect
from post.sending.rounds import _claim, send_round
from post.telling.models import Channel, Delivery, DeliveryStep, Message
from post.telling.steps import step
from tests.factories import applicant, staff
from trail.events import write_down
from trail.models import Event

pytestmark = pytest.mark.django_db
LEASE = datetime.timedelta(seconds=settings.POST_LEASE_SECONDS)
PAUSES = [datetime.timedelta(minutes=minutes) for minutes in settings.POST_RETRY_MINUTES]
NOON = datetime.datetime(2026, 11, 25, 4, 0, tzinfo=datetime.UTC)
State = Delivery.State


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def message_to(person, *channels, number=1, digest=False):
    """A message with its deliveries, due now."""
    event = Event(kind="decision.granted", by="timer", subject=f"application:{number}", authority="410802")
    write_down([event])
    words = {"subject": "Licence granted", "body": "It was granted.", "sms": "Granted. {link}"}
    message = Message.objects.create(
        event=event,
        person=person,
        text="granted",
        version=1,
        words=dict.fromkeys(("en", "zh-hans", "zh-hant"), words),
        matter=event.subject,
        about=dict.fromkeys(("en", "zh-hans", "zh-hant"), "Licence"),
        address="/certificates/",
        topic="case",
        authority="410802",
    )
    for channel in channels:
        delivery = Delivery.objects.create(
            message=message, person=person, channel=channel, language="en", due_at=NOON, is_digest=digest
        )
        DeliveryStep.objects.create(delivery=delivery, state=delivery.state)
    return message


@pytest.fixture
def owner(catalogue):
    return applicant(username="owner", name="陈建国", phone="13903910001", email="owner@tongban.example")


def test_a_text_message_is_sent_once_and_reported_delivered(owner, gateway):
    message = message_to(owner, Channel.SMS)

    send_round()
    send_round()
    collect()

    sent = list(gateway.taken.values())
    assert [m["to"] for m in sent] == ["13903910001"]
    assert "陈建国" not in json.dumps(sent, ensure_ascii=False)
    assert [s.state for s in message.deliveries.get().steps.all()] == ["queued", "sent", "delivered"]


def test_a_mail_is_sent_in_the_chosen_language_with_a_link(owner, mail):
    message_to(owner, Channel.EMAIL)

    send_round()

    assert [m["subject"] for m in mail.mails] == ["Licence granted"]
    assert "/messages/" in mail.mails[0]["text"]
    assert Delivery.objects.get().state == State.SENT


@pytest.mark.parametrize("mode", ["down", "wrong", "garbage", "flapping"])
def test_a_gateway_that_fails_is_tried_again_and_takes_each_once(owner, gateway, noon, mode):
    for number in range(5):
        message_to(owner, Channel.SMS, number=number)
    gateway.fault = {"mode": mode}
    send_round()
    gateway.fault = {"mode": "ok"}

    for _try in range(3):
        noon.shift(PAUSES[0])
        send_round()
    collect()

    assert len(gateway.taken) == 5
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DELIVERED}


def test_a_gateway_that_does_not_answer_is_left_alone_after_three_tries(owner, gateway):
    for number in range(8):
        message_to(owner, Channel.SMS, number=number)
    gateway.fault = {"mode": "down"}

    send_round()

    assert gateway.asked == 3
    assert Delivery.objects.filter(tries=0).count() == 5


def test_killed_between_sending_and_noting_nothing_is_lost_or_doubled(owner, gateway, noon):
    message_to(owner, Channel.SMS)
    claimed = _claim([])
    from post.channels import sms
    from post.sending.composing import compose

    sms.send(compose(claimed.delivery, []))  # … and here the worker is killed
    assert send_round()
    assert Delivery.objects.get().state == State.QUEUED

    noon.shift(LEASE)
    send_round()

    assert len(gateway.taken) == 1
    assert gateway.copies == 1
    assert Delivery.objects.get().state == State.SENT


def test_reports_told_twice_and_out_of_order_change_nothing_twice(owner, gateway):
    for number in range(4):
        message_to(owner, Channel.SMS, number=number)
    send_round()
    gateway.fault = {"mode": "duplicating"}

    changed = collect()

    assert changed == 4
    assert DeliveryStep.objects.filter(state=State.DELIVERED).count() == 4


def test_news_that_comes_late_undoes_nothing(owner):
    delivery = message_to(owner, Channel.SMS).deliveries.get()
    step(delivery, State.SENT)
    step(delivery, State.OPENED)

    assert not step(delivery, State.DELIVERED)
    assert Delivery.objects.get().state == State.OPENED


def test_a_refused_number_fails_at_once_and_a_silent_one_after_its_tries(owner, gateway, noon):
    bad = applicant(username="bad", phone="13903919999")
    message_to(bad, Channel.SMS, number=1)
    send_round()
    message_to(owner, Channel.SMS, number=2)
    gateway.fault = {"mode": "down"}

    for pause in (*PAUSES, PAUSES[-1]):
        send_round()
        noon.shift(pause + datetime.timedelta(hours=12))
    send_round()

    assert {(d.person_id, d.state, d.reason) for d in Delivery.objects.all()} == {
        (bad.pk, State.FAILED, "blocked"),
        (owner.pk, State.FAILED, "http-503"),
    }


def test_a_mail_box_that_does_not_exist_fails(catalogue, mail):
    message_to(applicant(username="x", email="nobody@tongban.example"), Channel.EMAIL)

    send_round()

    assert (Delivery.objects.get().state, Delivery.objects.get().reason) == (State.FAILED, "smtp-550")


def test_what_is_gathered_goes_out_as_one(owner, mail):
    for number in range(3):
        message_to(owner, Channel.EMAIL, number=number, digest=True)

    send_round()

    assert [m["subject"] for m in mail.mails] == ["3 new messages"]
    assert mail.mails[0]["text"].count("It was granted.") == 3
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_link_leads_through_the_sign_in_to_its_matter_and_works_once(owner, client, sign_in):
    delivery = message_to(owner, Channel.SMS).deliveries.get()
    step(delivery, State.SENT)
    address = reverse("post:follow", args=[code_of(delivery.pk)])

    stranger = client.get(address)
    first = sign_in(owner).get(address)
    second = sign_in(owner).get(address)

    assert "/accounts/login/" in stranger["Location"]
    assert first["Location"] == "/certificates/"
    assert second["Location"] == reverse("post:message", args=[delivery.message_id])
    assert Delivery.objects.get().state == State.OPENED


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1] + ("0" if c[-1] != "0" else "1"), lambda c: c.partition("-")[0] + "-"]
)
def test_a_code_cannot_be_made_up_and_serves_nobody_else(owner, sign_in, change):
    code = code_of(message_to(owner, Channel.SMS).deliveries.get().pk)

    made_up = sign_in(owner).get(reverse("post:follow", args=[change(code)]))
    other = sign_in(applicant(username="other")).get(reverse("post:follow", args=[code]))

    assert (made_up.status_code, other.status_code) == (404, 404)


def test_the_supervisor_sends_a_failed_one_again_or_gives_it_up_with_a_reason(owner, gateway, sign_in):
    again, gone = (message_to(owner, Channel.SMS, number=n).deliveries.get() for n in (1, 2))
    for delivery in (again, gone):
        step(delivery, State.FAILED, reason="switched-off")
    client = sign_in(staff("supervisor", "supervisor"))

    page = client.get(reverse("post:failures")).content.decode()
    without = client.post(reverse("post:give_up", args=[gone.pk]), {"reason": ""})
    client.post(reverse("post:give_up", args=[gone.pk]), {"reason": "本人已到窗口领取"})
    client.post(reverse("post:retry", args=[again.pk]))
    send_round()

    assert "switched-off" in page
    assert "139" in page
    assert "13903910001" not in page
    assert without.status_code == 422
    assert gone.steps.last().reason == "本人已到窗口领取"
    assert Delivery.objects.get(pk=again.pk).state == State.SENT


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("switched-off", "对方手机未能接通"),
        ("http-503", "短信平台拒绝或发生故障"),
        ("smtp-550", "邮件服务器拒收该邮箱"),
        ("SMTPServerDisconnected", "无法连接对方系统"),
        ("KeyError", "本平台出错"),
        ("quota-of-province", "其他原因"),
    ],
)
def test_why_a_message_failed_is_told_in_the_readers_language_beside_the_word_that_is_kept(owner, sign_in, word, told):
    step(message_to(owner, Channel.SMS).deliveries.get(), State.FAILED, reason=word)
    client = sign_in(staff("supervisor", "supervisor"))

    page = client.get(reverse("post:failures"), HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()

    assert told in page
    assert f">{word}</code>" in page
    assert Delivery.objects.get().reason == word


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_every_reason_a_channel_has_is_translated(language):
    with override(language):
        said = [reason_told(word) for word in REASONS]

    assert all("\u4e00" <= words[0] <= "\u9fff" for words in said)


def test_what_the_network_could_not_deliver_is_really_sent_again(owner, gateway, noon):
    owner.phone = "13903914444"  # a telephone that is never reached
    owner.save()
    delivery = message_to(owner, Channel.SMS).deliveries.get()
    send_round()
    collect()
    retry(delivery, by=staff("supervisor", "supervisor"))
    owner.phone = "13903910001"
    owner.save()

    send_round()
    late = _note(Report(at=9, number=f"delivery-{delivery.pk}", is_delivered=False, reason="switched-off"))
    collect()

    assert list(gateway.taken) == [f"delivery-{delivery.pk}", f"delivery-{delivery.pk}-2"]
    assert late == 0
    assert [s.state for s in delivery.steps.all()] == ["queued", "sent", "failed", "queued", "sent", "delivered"]


def test_what_was_gathered_and_failed_is_sent_again_together(owner, gateway):
    for number in range(3):
        message_to(owner, Channel.SMS, number=number, digest=True)
    owner.phone = "13903919999"  # refused
    owner.save()
    send_round()
    failed = Delivery.objects.filter(state=State.FAILED).count()
    owner.phone = "13903910001"
    owner.save()
    retry(Delivery.objects.get(carried_by=None), by=staff("supervisor", "supervisor"))

    send_round()
    collect()

    assert failed == 3
    assert [sent["text"].partition(" http")[0] for sent in gateway.taken.values()] == ["3 new messages"]
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DELIVERED}


def test_a_gateways_word_that_cannot_be_stored_stops_no_report_behind_it(owner, gateway):
    message_to(owner, Channel.SMS, number=1)
    message_to(owner, Channel.SMS, number=2)
    send_round()
    gateway.reports[0] |= {"state": "failed", "reason": "off\x00line"}

    collect()

    assert set(Delivery.objects.values_list("state", "reason")) == {(State.FAILED, "offline"), (State.DELIVERED, "")}


def test_a_reason_that_is_too_long_comes_back_as_it_was_typed_where_the_summary_leads(owner, sign_in):
    delivery = message_to(owner, Channel.SMS).deliveries.get()
    step(delivery, State.FAILED, reason="blocked")
    client = sign_in(staff("supervisor", "supervisor"))

    page = client.post(reverse("post:give_up", args=[delivery.pk]), {"reason": "长" * 201})

    told = page.content.decode()
    assert page.status_code == 422
    assert "长" * 201 in told
    assert 'href="#id_reason"' in told
    assert 'id="id_reason"' in told
    assert Delivery.objects.get().state == State.FAILED


def test_no_address_of_a_person_is_written_into_the_trail_or_the_steps(owner, gateway, mail):
    message_to(owner, Channel.SMS, Channel.EMAIL)
    gateway.fault = {"mode": "down"}
    send_round()

    kept = json.dumps([*Event.objects.values("values", "subject"), *DeliveryStep.objects.values("reason")])

    assert not re.search(r"13903910001|owner@", kept)
    assert Person.objects.get(pk=owner.pk).phone == "13903910001"
