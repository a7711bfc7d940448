"""Whoever called is seen by who answered, written down, called back or settled: nobody is lost."""

from __future__ import annotations

import datetime
import random
import re
import time

import pytest
from django.utils import timezone

from accounts.sealing import mask_phone
from desk.refusals import MayNotHandle
from hotline.calls.models import Call, CallStanding
from hotline.figures import counting
from hotline.figures.definitions import FIGURES
from hotline.telephone import taking
from hotline.telephone.looks import CALLS
from hotline.telephone.queries import among, calls_for, standing
from hotline.tickets.doing.drafting import draft_of, save_draft
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.models import CallDraft, Disclosure, Ticket
from hotline.tickets.screens.calling import MOST_OWN, in_progress
from pages.counted.figure import count
from portal.edge.sessions import SEEN
from tests.hotline.crew import PHONE
from tests.hotline.telephone.conftest import told
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client, crew):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(crew.operator)
    return client


def stands(crew):
    return {call.reference: call.stands for call in standing(calls_for(crew.operator))}


def test_the_operator_sees_the_call_with_who_it_is_and_opens_the_intake_with_it(tell, crew, operator):
    earlier = crew.record()
    started, answered, *_rest = told()
    tell(started)
    ringing = operator.get("/hotline/tickets/new/").text
    assert "Ringing" in ringing
    assert PHONE not in ringing, "nobody has taken it yet"
    tell(answered)

    panel = operator.get("/hotline/tickets/calls/").text

    assert "Call in progress" in panel
    assert PHONE in panel
    assert "certain" in panel
    assert "马师傅" in panel
    assert "1 earlier ticket" in panel
    call = Call.objects.get()
    page = operator.get(f"/hotline/tickets/new/?call={call.pk}").text
    assert f'value="{PHONE}"' in page
    typed = {
        "call": call.pk, "phone": PHONE, "kind": "complaint", "theme": "detention", "urgency": "ordinary",
        "against": "other", "facts": "又等了九小时。", "channel": "phone",
    }  # fmt: skip
    operator.post("/hotline/tickets/new/beside/", typed)
    assert draft_of(crew.operator, call)["facts"] == "又等了九小时。"
    assert draft_of(crew.operator) == {}, "another call's draft is another"

    operator.post("/hotline/tickets/new/", {**typed, "act": "accept"})

    ticket = Ticket.objects.exclude(pk=earlier.pk).get()
    assert draft_of(crew.operator, call) == {}
    tell(*({**one, "started_at": started["started_at"]} for one in told()[2:]))
    shown = operator.get(f"/hotline/tickets/{ticket.number}/").text
    assert "REC-PBX-1" in shown
    assert "PBX-1" in shown
    assert stands(crew) == {"PBX-1": "ticket"}
    assert "PBX-1" not in operator.get("/hotline/tickets/calls/").text


def test_the_intake_of_a_call_that_is_opened_again_goes_on_with_its_own_draft(tell, crew, operator):
    tell(*told())
    call = Call.objects.get()
    other, own = save_draft(crew.operator, {"facts": "另一件"}), save_draft(crew.operator, {"facts": "等待"}, call)

    opened = operator.get(f"/hotline/tickets/new/?call={call.pk}").context
    seen = {"draft": opened["draft"].pk, "stands-on": opened["draft"].version, "page": opened["page"], "turn": "1"}
    saved = operator.post("/hotline/tickets/new/beside/", {"call": call.pk, "facts": "又等了", **seen})

    assert (opened["draft"].pk, saved.context["saved"].pk) == (own.pk, own.pk)
    assert draft_of(crew.operator, call)["facts"] == "又等了"
    assert CallDraft.objects.get(pk=other.pk).values["facts"] == "另一件"


def test_who_has_no_ticket_is_listed_until_somebody_says_what_became_of_it(tell, crew, operator):
    tell(*[*told("PBX-1"), *told("PBX-2"), *told("PBX-3")])
    assert set(stands(crew).values()) == {"without"}
    listed = operator.get("/hotline/telephone/?stands=without").text
    assert "PBX-2" in listed
    assert PHONE not in listed
    first, second, third = Call.objects.order_by("reference")
    ticket = crew.record()

    operator.post(f"/hotline/telephone/{first.pk}/tie/", {"ticket": ticket.number})
    operator.post(f"/hotline/telephone/{second.pk}/settle/", {"words": ""})
    operator.post(f"/hotline/telephone/{third.pk}/settle/", {"words": "拨错号码"})

    assert stands(crew) == {"PBX-1": "ticket", "PBX-2": "without", "PBX-3": "settled"}
    assert PHONE not in str(list(Event.objects.filter(kind__startswith="call.").values_list("values", flat=True)))


@pytest.mark.parametrize("whose", ["operator", "dispatcher"])
def test_a_page_still_open_of_a_call_that_was_settled_is_told_so(tell, crew, client, whose):
    """Not that it was recorded: there is no ticket to look for. Of a call that was only taken down it holds as well."""
    tell(*told())
    call, person = Call.objects.get(), getattr(crew, whose)
    save_draft(person, {"facts": "等待"}, call)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(person)
    draft = client.get(f"/hotline/tickets/new/?call={call.pk}").context["draft"]
    taking.settle(call, words="拨错号码", by=crew.operator)

    typed = {"call": call.pk, "facts": "又等了", "draft": draft.pk, "page": "one", "turn": "1"}
    beside = client.post("/hotline/tickets/new/beside/", typed)
    sent = client.post("/hotline/tickets/new/", {**typed, "act": "record"}, follow=True)

    for answer in (beside, sent):
        assert "settled without a ticket" in answer.text
        assert "already been recorded" not in answer.text
    assert not Ticket.objects.exists()


def test_a_call_of_somebody_elses_is_taken_down_after_that_is_written(tell, crew, client):
    tell(*told())
    call = Call.objects.get()
    client.force_login(crew.dispatcher)
    assert client.get(f"/hotline/tickets/new/?call={call.pk}").status_code == 404

    page = client.post(f"/hotline/telephone/{call.pk}/take-down/", follow=True)

    assert PHONE in page.text
    assert Event.objects.filter(kind="call.number_shown", subject=f"call:{call.pk}").exists()


def test_a_call_nobody_answered_is_called_back_and_once_reached_waits_no_more(tell, crew, operator):
    tell(*[*told("PBX-1", agent=""), *told("PBX-2", agent="", phone="")])
    assert stands(crew) == {"PBX-1": "missed", "PBX-2": "withheld"}
    call = Call.objects.get(reference="PBX-1")
    at = f"/hotline/telephone/{call.pk}"

    assert PHONE not in operator.get(f"{at}/").text
    assert PHONE in operator.post(f"{at}/number/").text
    operator.post(f"{at}/returned/", {"reached": "no"})
    assert stands(crew)["PBX-1"] == "missed", "nobody was reached"
    operator.post(f"{at}/returned/", {"reached": "yes", "words": "约定下午再谈"})

    assert stands(crew)["PBX-1"] == "returned"
    assert operator.post(f"{at}/returned/", {"reached": "yes"}).status_code == 422


def test_who_got_through_later_need_not_be_called_back_and_a_withheld_number_is_nobodys(tell, crew):
    tell(
        *[
            *told("PBX-1", agent="", ago=30),
            *told("PBX-2", ago=10),
            *told("PBX-3", agent="", phone="", ago=30),
            *told("PBX-4", phone="", ago=10),
        ]
    )

    found = stands(crew)

    assert (found["PBX-1"], found["PBX-3"]) == ("through", "withheld")


def test_an_exchange_that_falls_silent_ends_no_call_and_an_account_nobody_has_loses_none(tell, crew, operator):
    silent = told("PBX-1", ago=60 * 5)[:2]
    tell(*silent, *told("PBX-2", agent="nobody", ago=1)[:2])

    assert stands(crew) == {"PBX-1": "silent", "PBX-2": "talking"}
    assert "I have this call" in operator.get("/hotline/tickets/calls/").text


def test_a_call_put_through_is_the_last_ones_who_answered(tell, crew, client):
    started, answered, *_rest = told()
    later = {**answered, "agent": "dispatcher", "at": timezone.now().isoformat()}
    tell(*(started, later, answered))

    client.force_login(crew.dispatcher)
    assert PHONE in client.get("/hotline/tickets/calls/").text
    client.force_login(crew.operator)
    assert PHONE not in client.get("/hotline/tickets/calls/").text


def test_a_share_of_calls_answered_is_told_from_ten_on_and_of_none_never(tell, crew):
    today = timezone.localdate()
    days = (today - datetime.timedelta(days=1), today)
    answered = FIGURES["calls-answered"]
    assert count(answered, crew.operator, *days).share is None

    for serial in range(1, 11):
        tell(*told(f"PBX-{serial}", agent="" if serial == 1 else "operator", phone=f"138391200{serial:02d}"))
    tell(*told("PBX-11", agent="", ago=1)[:1])

    found = count(answered, crew.operator, *days)
    assert (found.number, found.of, found.share) == (9, 10, 90.0), "one that rings still is left out"
    taking.note_return(Call.objects.get(reference="PBX-1"), reached=True, words="", by=crew.operator)
    authorities = type(crew.operator.authority).objects.filter(pk=crew.operator.authority_id)
    assert counting.calls_returned(authorities, *days).count() == 1


def test_a_call_is_written_down_by_who_answered_it_last_or_took_it_down_and_by_nobody_else(tell, crew, client):
    tell(*told()[:2])
    call = Call.objects.get()
    typed = {
        "call": call.pk, "kind": "complaint", "theme": "detention", "urgency": "ordinary", "against": "other",
        "facts": "又等了九小时。", "channel": "phone", "act": "record",
    }  # fmt: skip
    client.force_login(crew.dispatcher)

    client.post("/hotline/tickets/new/beside/", typed)
    refused = client.post("/hotline/tickets/new/", typed)

    assert refused.status_code == 422
    assert draft_of(crew.dispatcher)["facts"] == "又等了九小时。", "nothing typed is lost"
    assert PHONE not in client.get("/hotline/tickets/calls/").text
    assert client.get(f"/hotline/tickets/new/?call={call.pk}").status_code == 404
    mine = Told(channel="phone", kind="complaint", theme="detention", facts="等", call=call)
    with pytest.raises(MayNotHandle):
        record(mine, authority=crew.dispatcher.authority, by=crew.dispatcher)
    assert not Ticket.objects.exists()

    taking.take_down(call, by=crew.dispatcher)
    client.post("/hotline/tickets/new/", typed)

    assert call.tickets.get().by == crew.dispatcher


def test_no_call_of_ones_own_is_left_out_however_many_ring(tell, crew):
    tell(*told("PBX-0", ago=30))
    for serial in range(1, 8):
        tell(*told(f"PBX-{serial}", agent="", phone=f"138391200{serial:02d}")[:1])

    found = in_progress(crew.operator, crew.operator.authority)

    assert [one.call.reference for one in found.calls if one.is_mine] == ["PBX-0"]
    assert len(found.calls) == 6


def test_of_ones_own_calls_that_are_over_some_are_shown_and_the_others_told(tell, crew, operator):
    tell(*told("PBX-on", ago=60)[:2])
    for serial in range(MOST_OWN + 2):
        tell(*told(f"PBX-{serial}", ago=30 - serial))

    panel = operator.get("/hotline/tickets/calls/").text

    assert panel.count("Ended, no ticket yet") == MOST_OWN
    assert "Call in progress" in panel, "one that goes on is never left out"
    assert "2 more calls of yours have no ticket" in panel
    assert f"{MOST_OWN + 3} calls of yours have no ticket" in panel, "which is read out"


def test_a_panel_that_asks_by_itself_keeps_no_session_alive_and_reloads_the_page_of_one_that_ended(operator):
    earlier = int(time.time()) - 120
    session = operator.session
    session[SEEN] = earlier
    session.save()

    operator.get("/hotline/tickets/calls/")
    assert operator.session[SEEN] == earlier
    operator.get("/hotline/tickets/new/")
    assert operator.session[SEEN] > earlier

    operator.logout()
    assert operator.get("/hotline/tickets/calls/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_the_number_of_a_call_that_has_a_ticket_is_disclosed_as_its_caller_is(tell, crew, operator, client):
    tell(*[*told("PBX-1"), *told("PBX-2"), *told("PBX-3")[:1]])
    named, hidden, ringing = Call.objects.order_by("reference")
    taking.take_down(named, by=crew.dispatcher)
    taking.tie(named, crew.record(), by=crew.operator)
    assert draft_of(crew.dispatcher, named) == {}, "nobody has to write it down any more"
    taking.tie(hidden, crew.record(is_anonymous=True), by=crew.operator)
    assert PHONE not in operator.get(f"/hotline/tickets/new/?call={named.pk}").text, "also for who answered it"

    without = operator.post(f"/hotline/telephone/{named.pk}/take-down/")
    shown = operator.post(f"/hotline/telephone/{named.pk}/take-down/", {"purpose": "补登一件"}, follow=True)
    nothing = operator.post(f"/hotline/telephone/{hidden.pk}/number/", {"purpose": "补登一件"}, follow=True)

    assert without.status_code == 422
    assert PHONE in shown.text
    assert Disclosure.objects.get().purpose == "补登一件"
    assert "Nobody knows who called." in nothing.text
    assert PHONE[-4:] not in nothing.text, "not even masked"
    with pytest.raises(NotDone, match="still going on"):
        taking.settle(ringing, words="无事", by=crew.operator)
    with pytest.raises(NotDone, match="wait"):
        taking.note_return(ringing, reached=True, words="", by=crew.operator)


def test_calls_are_looked_for_by_their_reference_and_no_number_stands_in_an_address(tell, crew, operator):
    tell(*told("PBX-1"), *told("PBX-2", phone="3567123"))

    assert "PBX-1" not in operator.get(f"/hotline/telephone/?q={PHONE}").text
    found = operator.get("/hotline/telephone/?q=PBX-2").text
    assert "3567123" not in found
    assert mask_phone("3567123") in found


def test_a_panel_with_nothing_new_is_left_as_it_is(tell, operator):
    started, answered, *_rest = told()
    tell(started)
    seen = re.search(r'name="seen" value="([^"]+)"', operator.get("/hotline/tickets/calls/").text).group(1)

    assert operator.get("/hotline/tickets/calls/", {"seen": seen}).status_code == 204
    tell(answered)
    assert operator.get("/hotline/tickets/calls/", {"seen": seen}).status_code == 200


def test_in_whatever_order_calls_are_told_no_list_leaves_out_one_that_waits(tell, crew):
    called = [
        told("PBX-1", agent="", ago=50), told("PBX-2", ago=40), told("PBX-3", agent="", ago=30),
        told("PBX-4", ago=20), told("PBX-5", agent="", phone="", ago=10), told("PBX-6", agent="", ago=5)[:1],
    ]  # fmt: skip
    words = [one for call in called for one in call]
    random.Random(7).shuffle(words)
    for one in words:
        tell(one)
        for which in CALLS:
            mine = calls_for(crew.operator)
            assert {*among(mine, which)} == {*standing(mine).filter(stands=which)}, which

    taking.settle(Call.objects.get(reference="PBX-2"), words="无事", by=crew.operator)
    taking.tie(Call.objects.get(reference="PBX-4"), crew.record(), by=crew.operator)

    assert stands(crew) == {
        "PBX-1": "through", "PBX-2": "settled", "PBX-3": "through", "PBX-4": "ticket", "PBX-5": "withheld",
        "PBX-6": "ringing",
    }  # fmt: skip
    assert {one.call.reference for one in CallStanding.objects.filter(outcome="")} == {"PBX-6"}
