"""An exchange tells of calls over real HTTP: doubled, in any order, wrong, unsigned; each is written down once."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.utils import timezone

from hotline.calls.models import Call, CallWord
from hotline.channels.models import Unclear
from hotline.telephone.queries import calls_for, standing
from registry.hotline import Sender
from registry.telephone import exchange
from tests.hotline.crew import PHONE
from tests.hotline.telephone.conftest import told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pbx(live_server, crew) -> Sender:
    return exchange(live_server.url, "tests-only").sender


def test_a_call_is_one_row_however_often_and_in_whatever_order_it_is_told(pbx, crew):
    messages = told() * 3
    random.Random(1).shuffle(messages)

    answers = [pbx.send(one)[0] for one in messages]

    assert sorted(answers) == [200] * 8 + [201] * 4
    call = standing(calls_for(crew.operator)).get()
    assert (call.stands, call.line, call.recorded, call.agent) == ("without", "12328", "REC-PBX-1", crew.operator.name)
    assert (call.ended_at - call.answered_at).seconds == 95


def test_what_contradicts_what_was_told_is_kept_and_changes_nothing(pbx):
    started, _answered, ended, _recording = told()
    pbx.send(started)
    pbx.send(ended)

    held = pbx.send({**started, "event": "held"})
    stranger = pbx.send({**told("PBX-2")[1], "agent": "nobody"})
    other = pbx.send({**ended, "caller": {"phone": "13800000000"}})
    again = pbx.send({**ended, "at": timezone.now().isoformat()})
    line = pbx.send({**ended, "line": "12345"})

    assert (held[0], Unclear.objects.get(pk=held[1]["kept"]).source) == (422, "phone")
    assert stranger[1]["agent"] == "unknown"
    assert other[1]["errors"] == [{"pointer": "/caller/phone", "code": "told-otherwise-before"}]
    assert line[1]["errors"] == [{"pointer": "/line", "code": "told-otherwise-before"}]
    assert again[1]["errors"] == [{"pointer": "/event", "code": "told-otherwise-before"}]
    assert CallWord.objects.filter(call__reference="PBX-1").count() == 2


def test_who_does_not_sign_is_refused_and_leaves_nothing(pbx, live_server):
    stranger = Sender(portal=live_server.url, source="nobody", secret=pbx.secret, door="calls")

    assert pbx.send_body(b"{}", signed="0" * 64)[0] == 401
    assert stranger.send(told()[0])[0] == 404
    assert not Call.objects.exists()
    assert not Unclear.objects.exists()


def test_the_number_stands_open_nowhere(pbx):
    for one in told():
        pbx.send(one)

    with connection.cursor() as cursor:
        for table in ("hotline_call", "hotline_callword", "trail_event"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from the line above
            assert PHONE not in str(cursor.fetchall()), table
