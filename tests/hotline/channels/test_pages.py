"""What the dispatcher sees: what came in by channel, what nobody could read, what waits to go back."""

from __future__ import annotations

import pytest

from hotline.channels.models import Settled, Unclear
from hotline.tickets.doing.drafting import draft_of, save_draft
from hotline.tickets.models import Ticket
from registry.hotline import message
from tests.hotline.channels.test_inbox import NUMBER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(client, crew):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(crew.dispatcher)
    return client


@pytest.fixture
def kept(sender) -> Unclear:
    told = message(
        NUMBER,
        1,
        type="poem",
        facts="拨打13839112233、138 3911 2233或0391-3567123说压车，2026-11-26起。",
        caller={"name": "马师傅", "phone": "13839112234"},
    )
    return Unclear.objects.get(pk=sender.send(told)[1]["kept"])


def test_the_channels_are_counted_and_lead_to_what_waits(page, sender, kept):
    sender.send(message("another", 1))

    shown = page.get("/hotline/channels/").text

    assert "1 message could not be understood" in shown
    assert 'href="/hotline/channels/messages/?source=12345&amp;stands=open"' in shown


def test_a_kept_message_is_shown_with_its_reason_and_without_its_caller(page, kept):
    assert NUMBER in page.get("/hotline/channels/messages/").text

    shown = page.get(f"/hotline/channels/messages/{kept.pk}/").text

    assert "/type: is a code nobody knows" in shown
    assert "说压车" in shown
    assert "马师傅" not in shown
    assert "2026-11-26" in shown, "a day is no number"
    assert not any(number in shown for number in ("13839112233", "3911 2233", "3567123"))


def test_taken_up_by_hand_it_becomes_the_ticket_of_its_number(page, kept, crew, sender):
    page.post(f"/hotline/channels/messages/{kept.pk}/take-up/")
    typed = draft_of(crew.dispatcher)
    assert (typed["external"], typed["channel"], typed["phone"]) == (NUMBER, "12345", "13839112234")
    page.post("/hotline/tickets/new/", {**typed, "kind": "complaint", "urgency": "ordinary", "against": "other"})

    assert Ticket.objects.get().external == NUMBER
    assert "a ticket has its number" in page.get(f"/hotline/channels/messages/{kept.pk}/").text
    assert sender.send(message(NUMBER, 2))[1]["number"] == Ticket.objects.get().number


def test_what_is_typed_of_another_caller_is_not_replaced_by_a_message(page, kept, crew):
    address = f"/hotline/channels/messages/{kept.pk}/take-up/"
    save_draft(crew.dispatcher, {"facts": "等了八小时", "channel": "phone"})

    refused = page.post(address, follow=True)

    assert "You have begun to write down another call" in refused.text
    assert draft_of(crew.dispatcher)["facts"] == "等了八小时"
    save_draft(crew.dispatcher, {"channel": "phone", "kind": "complaint"})
    page.post(address)
    assert draft_of(crew.dispatcher)["external"] == NUMBER, "what is chosen for every call is no word of a caller"
    save_draft(crew.dispatcher, draft_of(crew.dispatcher) | {"wish": "退费"})
    page.post(address)
    assert draft_of(crew.dispatcher)["wish"] == "退费", "taken up once more, what was added stays"


def test_settled_with_words_it_waits_no_more(page, kept, crew):
    address = f"/hotline/channels/messages/{kept.pk}/settle/"
    assert page.post(address, {"words": " "}).status_code == 422

    page.post(address, {"words": "对方已重发。"})

    assert Settled.objects.get().by == crew.dispatcher
    assert "对方已重发。" in page.get(f"/hotline/channels/messages/{kept.pk}/").text
    assert page.post(address, {"words": "再次。"}).status_code == 422
    assert NUMBER not in page.get("/hotline/channels/messages/?stands=open").text
