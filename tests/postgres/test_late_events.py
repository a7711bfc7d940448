"""An event committed after a later one is told all the same, and once; listeners side by side tell nothing twice."""

import threading

import pytest
from django.db import connection, connections, transaction

from licensing import events
from post.telling import tail
from post.telling.models import Cursor, Message
from tests.factories import accepted, principal_of
from tests.postgres.test_side_by_side import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


def granted_told(company):
    return Message.objects.filter(person=principal_of(company), text="granted").count()


def test_an_event_committed_late_is_told_once(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    tail.skip()
    written, finish = threading.Event(), threading.Event()

    def late():
        with transaction.atomic():
            events.GRANTED.record(subject=case.subject, by="test", letter="late")
            written.set()
            finish.wait(30)
        connections.close_all()

    thread = threading.Thread(target=late)
    thread.start()
    written.wait(30)
    later = events.GRANTED.record(subject=case.subject, by="test", letter="later")
    for _run in range(3):
        tail.listen()
    before = granted_told(taihang), Cursor.objects.get(name=tail.NAME).settled
    finish.set()
    thread.join(30)
    for _run in range(3):
        tail.listen()

    assert before[0] == 1
    assert before[1] < later.pk - 1  # as long as somebody may still write there, it is read again
    assert granted_told(taihang) == 2
    assert Cursor.objects.get(name=tail.NAME).settled == later.pk


def test_listeners_side_by_side_tell_everything_once(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    tail.skip()
    for number in range(20):
        events.GRANTED.record(subject=case.subject, by="test", letter=str(number))

    at_once(4, tail.listen)

    assert granted_told(taihang) == 20
