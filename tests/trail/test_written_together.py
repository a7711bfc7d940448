"""The events of an act are written by one statement at its end; an act that fails leaves none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from licensing import events
from trail.events import write_down, written_together
from trail.models import Event

pytestmark = pytest.mark.django_db


def tell(letter):
    return events.GRANTED.record(subject="application:1", by="test", letter=letter)


def fail():
    with written_together():
        tell("甲")
        1 / 0  # noqa: B018


def test_they_are_written_at_once_in_the_order_in_which_they_happened():
    with CaptureQueriesContext(connection) as asked, written_together():
        tell("甲")
        write_down([events.GRANTED.happened(subject="application:1", by="test", letter="乙")])
        tell("丙")
        before = Event.objects.filter(by="test").exists()

    assert not before
    assert len(asked) == 2
    assert [event.values["letter"] for event in Event.objects.filter(by="test").order_by("pk")] == ["甲", "乙", "丙"]


def test_an_act_that_fails_leaves_none_and_the_next_event_is_written_as_ever():
    with pytest.raises(ZeroDivisionError):
        fail()

    tell("乙")

    assert [event.values["letter"] for event in Event.objects.filter(by="test")] == ["乙"]
