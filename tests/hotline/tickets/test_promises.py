"""A ticket is struck off when the promise that stands is done; a later reply takes none back by silence."""

import datetime

import pytest
from django.utils import timezone

from hotline.tickets.conditions import conditions_of
from hotline.tickets.doing import ending, reviewing
from hotline.tickets.doing.ending import NotStruckOff
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.rules import promise_of
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return Crew()


def promise(words, *, days):
    return {"promised": words, "promised_on": timezone.localdate() + datetime.timedelta(days=days)}


def redone(crew, ticket, **reply):
    """The caller is not satisfied, and it is answered again."""
    crew.call_back(ticket, stars=1, solved="no", words="没有解决。")
    crew.reply(ticket, **reply)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    crew.call_back(ticket)


def open_conditions(ticket):
    return [one.code for one in conditions_of(ticket) if not one.holds]


def test_a_promise_that_was_kept_keeps_no_later_one(crew):
    ticket = crew.reviewed(reply=promise("装货区增设候车位", days=5))
    ending.keep_promise(ticket, words="已建成。", by=crew.supervisor)
    redone(crew, ticket, **promise("再增设十个候车位", days=9))

    assert open_conditions(ticket) == ["promise"]
    with pytest.raises(NotStruckOff):
        crew.strike_off(ticket)
    ending.keep_promise(ticket, words="十个车位已建成。", by=crew.supervisor)
    crew.strike_off(ticket)

    assert ticket.promises_kept.count() == 2


def test_a_reply_that_promises_nothing_takes_no_promise_back(crew):
    ticket = crew.reviewed(reply=promise("装货区增设候车位", days=5))
    redone(crew, ticket)

    assert open_conditions(ticket) == ["promise"]
    kept_until = ending.put_on_ledger(ticket, words="等候车位建成。", by=crew.supervisor).until
    assert kept_until == promise_of(ticket).promised_on


def test_what_a_reviewer_sent_back_promised_nobody_anything(crew):
    ticket = crew.replied(reply=promise("修路", days=5))
    reviewing.review(ticket, agrees=False, words="期限不实。", by=crew.reviewer)
    crew.reply(ticket)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)
    crew.call_back(ticket)

    assert promise_of(ticket) is None
    with pytest.raises(NotDone):
        ending.keep_promise(ticket, words="已修好。", by=crew.supervisor)
    crew.strike_off(ticket)
