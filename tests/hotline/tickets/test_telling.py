"""Who is told of a ticket: its desk and whoever is next, by number alone."""

from __future__ import annotations

import pytest

from hotline.tickets.supervising import answering
from post.telling import tail
from post.telling.models import Message
from tests.hotline.crew import PHONE, Crew

pytestmark = pytest.mark.django_db


def test_the_desk_and_whoever_is_next_are_told_and_no_message_names_anybody():
    crew = Crew()
    ticket = crew.replied(platform=crew.platform, against="platform", to=crew.platform.desk, by=crew.outside)
    answering.order(ticket, level=1, words="请尽快", by=crew.supervisor)

    tail.listen()

    told = {(row.text, row.person.username) for row in Message.objects.select_related("person")}
    assert {("ticket-transferred", "outside"), ("ticket-replied", "reviewer-of-replies")} <= told
    assert ("ticket-supervised", "outside") in told
    assert ("ticket-transferred", "handler") not in told
    values = str(list(Message.objects.values()))
    assert PHONE not in values
    assert "马师傅" not in values
