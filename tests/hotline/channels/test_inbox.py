"""Tickets of 12345 and the ministry come in over HTTP: doubled, out of order, wrong, unsigned (F-13.8)."""

from __future__ import annotations

import datetime
import json
import time

import pytest
from django.utils import timezone

from hotline.channels.models import Unclear
from hotline.tickets import dues
from hotline.tickets.doing import sorting, transferring
from hotline.tickets.models import Caller, Ticket
from hotline.tickets.step_models import SourceNotice
from registry.hotline import day, message
from trail.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "2026112700001"


def test_a_message_is_a_ticket_however_often_it_is_sent(sender):
    first = sender.send(message(NUMBER, 1))
    again = sender.send(message(NUMBER, 1))

    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.external, ticket.division_id) == ("12345", NUMBER, "410802")
    assert first == (201, {"number": ticket.number, "external": NUMBER, "outcome": "taken"})
    assert again == (200, {"number": ticket.number, "external": NUMBER, "outcome": "same"})
    assert SourceNotice.objects.count() == 1
    assert Caller.objects.get().name.startswith("来电人")


def test_a_newer_copy_adds_a_row_and_an_event_and_leaves_the_ticket_as_it_was(sender):
    sender.send(message(NUMBER, 1))
    before = Ticket.objects.get()

    status, told = sender.send(message(NUMBER, 2, facts="另外还有一单。"))

    assert (status, told["outcome"]) == (200, "changed")
    assert Ticket.objects.get().facts == before.facts
    assert [(row.version, row.facts) for row in before.notices.all()][-1] == (2, "另外还有一单。")
    happened = Event.objects.get(kind="ticket.told_again")
    assert happened.values["changed"] == "facts"
    assert "另外" not in str(happened.values)


def test_what_comes_late_is_kept_and_overwrites_nothing(sender):
    due = (timezone.now() + datetime.timedelta(days=1)).isoformat()
    sender.send(message(NUMBER, 3, handling={"number": "ZB3", "due_at": due}))

    status, told = sender.send(message(NUMBER, 2, facts="旧的说法。", handling={"number": "ZB2"}))

    ticket = Ticket.objects.get()
    assert (status, told["outcome"]) == (200, "older")
    assert dues.senders_limit(ticket) is not None
    assert ticket.notices.get(version=2).is_late
    assert Event.objects.filter(kind="ticket.told_late").exists()


def test_a_day_of_copies_in_disorder_is_each_ticket_once_with_its_newest_words(sender):
    for told in day(6, prefix="D", copies=3, shuffled=True):
        assert sender.send(told)[0] in (200, 201)

    assert Ticket.objects.count() == 6
    assert SourceNotice.objects.count() == 12
    for ticket in Ticket.objects.all():
        newest = ticket.notices.filter(is_late=False).latest("version")
        assert newest.version == 2
        assert newest.facts.endswith("补充：有运单照片。")


def test_two_hotlines_may_use_one_number(sender, live_server):
    from registry.hotline import Sender

    ministry = Sender(portal=live_server.url, source="ministry", secret=sender.secret)

    assert sender.send(message(NUMBER, 1))[0] == ministry.send(message(NUMBER, 1))[0] == 201
    assert set(Ticket.objects.values_list("channel", flat=True)) == {"12345", "ministry"}


def test_the_earlier_of_two_limits_runs_and_supervision_of_the_sender_is_a_notice_here_once(sender, crew):
    soon = timezone.now() + datetime.timedelta(hours=30)
    sender.send(message(NUMBER, 1, handling={"number": "ZB1", "kind": 1, "due_at": soon.isoformat()}))
    ticket = Ticket.objects.get()
    sorting.accept(ticket, by=crew.operator)
    transferring.transfer(ticket, to=crew.bureau, by=crew.dispatcher)
    assert [(one.level, one.ground) for one in ticket.supervisions.all()] == [(2, "sender")]
    assert dues.running(ticket, "reply").due_at == soon
    assert dues.running(ticket, "reply").look_at < soon

    sender.send(
        message(
            NUMBER, 2, handling={"number": "ZB1", "kind": 1, "due_at": (soon + datetime.timedelta(days=90)).isoformat()}
        )
    )

    assert ticket.supervisions.count() == 1
    assert soon < dues.running(ticket, "reply").due_at < soon + datetime.timedelta(days=30)


def test_a_withdrawn_ticket_is_told_and_ended_by_nobody_but_a_person(sender, client, crew):
    sender.send(message(NUMBER, 1))
    sender.send(message(NUMBER, 2, state="withdrawn"))

    ticket = Ticket.objects.get()
    assert not ticket.standing.is_over
    client.force_login(crew.dispatcher)
    page = client.get(f"/hotline/tickets/{ticket.number}/", headers={"Accept-Language": "en"}).text
    assert "The sender withdrew it." in page
    assert f"ZB{NUMBER}" in page


@pytest.mark.parametrize(
    ("wrong", "pointer", "code"),
    [
        ({"facts": ""}, "/facts", "missing"),
        ({"facts": "\u200b \u200b"}, "/facts", "missing"),
        ({"facts": 5}, "/facts", "wrong-type"),
        ({"facts": "长" * 4001}, "/facts", "too-long"),
        ({"type": "poem"}, "/type", "unknown-code"),
        ({"theme": "weather"}, "/theme", "unknown-code"),
        ({"division": "999999"}, "/division", "unknown-code"),
        ({"against": "nobody"}, "/against", "unknown-code"),
        ({"happened_on": "2026-02-30"}, "/happened_on", "wrong-form"),
        ({"happened_on": "2099-01-01"}, "/happened_on", "in-the-future"),
        ({"happened_on": "0001-01-01"}, "/happened_on", "wrong-form"),
        ({"handling": {"due_at": "0001-01-01T00:00:00+08:00"}}, "/handling/due_at", "wrong-form"),
        ({"amount": "8,600"}, "/amount", "wrong-form"),
        ({"version": 0}, "/version", "wrong-form"),
        ({"caller": {"phone": 13}}, "/caller/phone", "wrong-type"),
        ({"handling": {"due_at": "2026-11-30T10:00:00"}}, "/handling/due_at", "wrong-form"),
    ],
)
def test_a_wrong_field_is_named_and_the_message_is_kept(sender, wrong, pointer, code):
    status, told = sender.send(message(NUMBER, 1, **wrong))

    assert status == 422
    assert {"pointer": pointer, "code": code} in told["errors"]
    assert not Ticket.objects.exists()
    row = Unclear.objects.get(pk=told["kept"])
    assert row.external == NUMBER
    sender.send(message(NUMBER, 1, **wrong))
    assert Unclear.objects.count() == 1


def test_every_missing_field_is_named_at_once(sender):
    _status, told = sender.send({"version": 1})

    assert [one["pointer"] for one in told["errors"]] == ["/external", "/facts", "/type"]


def test_what_is_no_json_is_kept_too_when_it_is_signed(sender):
    status, told = sender.send_body("工单<xml>13839112233</xml>".encode())

    assert status == 400
    assert Unclear.objects.get(pk=told["kept"]).body.startswith("工单")


def test_a_version_that_says_something_else_is_kept_and_changes_nothing(sender):
    sender.send(message(NUMBER, 1))

    status, told = sender.send(message(NUMBER, 1, facts="完全不同。"))

    assert (status, told["errors"]) == (422, [{"pointer": "/version", "code": "told-otherwise-before"}])
    assert SourceNotice.objects.count() == 1


def test_who_does_not_sign_is_refused_and_leaves_nothing(sender):
    told = json.dumps({**message(NUMBER, 1), "nonce": "n", "timestamp": int(time.time())}).encode()
    old = json.dumps({**message(NUMBER, 1), "nonce": "n", "timestamp": int(time.time()) - 900}).encode()

    assert sender.send_body(told, signed="0" * 64)[0] == 401
    assert sender.send_body(old) == (401, {**sender.send_body(old)[1], "code": "timestamp"})
    assert sender.send_body(b"x" * (64 * 1024 + 1))[0] == 413
    assert not Ticket.objects.exists()
    assert not Unclear.objects.exists()


def test_a_form_of_a_browser_is_refused(sender, client):
    assert client.post("/hotline/inbox/12345", {"external": NUMBER}).status_code == 401
    assert client.post("/hotline/inbox/12345", {"external": NUMBER}, headers={"X-Signature": "0"}).status_code == 415


def test_a_message_for_another_door_or_an_unknown_one_is_refused(sender, live_server):
    from registry.hotline import Sender

    stranger = Sender(portal=live_server.url, source="12306", secret=sender.secret)
    told = {**message(NUMBER, 1), "source": "ministry", "nonce": "n", "timestamp": int(time.time())}

    assert stranger.send(message(NUMBER, 1))[0] == 404
    assert sender.send_body(json.dumps(told).encode())[0] == 403


def test_too_many_messages_are_told_to_come_later(sender, settings):
    settings.THROTTLES = {**settings.THROTTLES, "hotline-inbox": {"source": "2/10m"}}

    statuses = [sender.send(message(NUMBER, 1))[0] for _time in range(3)]

    assert statuses == [201, 200, 429]


def test_neither_phone_nor_name_stands_open_in_the_database(sender, settings):
    from django.db import connection

    told = message(NUMBER, 1)
    sender.send(told)
    sender.send(message("other", 1, type="poem"))

    with connection.cursor() as cursor:
        for table in ("hotline_sourcenotice", "hotline_unclear", "hotline_caller", "hotline_ticket", "trail_event"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from the line above
            assert told["caller"]["phone"] not in str(cursor.fetchall()), table


def test_a_program_that_comes_without_tls_is_refused_and_not_led_on(client, settings):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True

    in_the_clear = client.post("/hotline/inbox/12345", b"{}", content_type="application/json")
    of_a_person = client.get("/hotline/")

    assert (in_the_clear.status_code, in_the_clear.json()["code"]) == (403, "https-only")
    assert of_a_person["Location"].startswith("https://")
