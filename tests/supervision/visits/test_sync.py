"""What a phone sends is answered item by item, in JSON, whatever it sends and whoever it is."""

import json
import random
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from supervision.phones.doors import LARGEST, MOST_ITEMS
from supervision.phones.records import LONGEST_RECORD
from supervision.visits.models import SetAside, Visit
from tests.any_text import NASTY
from tests.factories import open_grid, principal_of, staff
from tests.supervision.visits.conftest import as_json, body, item_of, photo, record_of

pytestmark = pytest.mark.django_db
SOME = ["", "\x00", "a\x00b", "\ud800", *random.Random(12328).sample(NASTY, 8)]
"""Of what nobody types; the whole of it goes through every address in tests/access/test_any_text.py."""


@pytest.fixture
def send(sign_in, seat, member):
    client = sign_in(member)

    def post(text):
        return client.post(reverse("visits:sync"), text, content_type="application/json")

    return post


def receipts(answer):
    return {one["key"]: one["state"] for one in answer.json()["receipts"]}


def test_each_item_has_its_receipt_and_one_that_is_stuck_blocks_none(send, taihang, street):
    good, refused = (
        item_of(record_of(taihang, street)),
        item_of(record_of(taihang, open_grid("410802-P-002", "新华街道"))),
    )
    last = item_of(record_of(taihang, street, explained="又一家"))
    broken = {"key": str(uuid.uuid4()), "seal": "x", "record": 5}

    answer = send(body(as_json(good), broken, as_json(refused), {"no": "key"}, as_json(last)))

    assert answer.status_code == 200
    assert receipts(answer) == {
        str(good.key): "received",
        broken["key"]: "unreadable",
        str(refused.key): "refused",
        None: "unreadable",
        str(last.key): "received",
    }
    assert Visit.objects.count() == 2


def test_the_answer_that_was_lost_on_the_way_is_given_again_to_the_letter(send, taihang, street):
    item = as_json(item_of(record_of(taihang, street, files=[("photo", photo())]), files=[photo()]))

    first, second = send(body(item)).json(), send(body(item)).json()

    assert first == second
    assert first["receipts"][0]["number"] == Visit.objects.get().number


def test_the_same_key_with_another_seal_is_told_in_words(send, taihang, street):
    key = uuid.uuid4()
    send(body(as_json(item_of(record_of(taihang, street), key=key))))

    [receipt] = send(body(as_json(item_of(record_of(taihang, street, minutes=9), key=key)))).json()["receipts"]

    assert (receipt["state"], receipt["reason"]) == ("refused", "other-seal")
    assert "kept for your chief" in receipt["words"]


def test_who_is_not_signed_in_is_told_so_and_where(client, catalogue):
    for name, send_it in (("session", client.get), ("today", client.get), ("sync", client.post)):
        answer = send_it(reverse(f"visits:{name}"))

        assert answer.status_code == 401
        assert answer.json()["sign_in"].startswith(reverse("account_login"))


def test_only_who_visits_may_send(sign_in, taihang, catalogue):
    for person in (principal_of(taihang), staff("auditor", "auditor")):
        assert sign_in(person).post(reverse("visits:sync"), "{}", content_type="application/json").status_code == 403


def test_without_the_token_of_the_session_nothing_is_taken_in(taihang, street, seat, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    told = body(as_json(item_of(record_of(taihang, street))))
    without = client.post(reverse("visits:sync"), told, content_type="application/json")
    token = client.get(reverse("visits:session")).json()["token"]

    with_it = client.post(reverse("visits:sync"), told, content_type="application/json", headers={"x-csrftoken": token})

    assert (without.status_code, with_it.status_code) == (403, 200)


def test_too_much_at_once_is_refused_and_nothing_of_it_read(send, taihang, street):
    item = as_json(item_of(record_of(taihang, street)))

    assert send(" " * (LARGEST + 1)).status_code == 413
    assert send(body(*[item] * (MOST_ITEMS + 1))).status_code == 400
    long = record_of(taihang, street) + " " * LONGEST_RECORD
    assert receipts(send(body(as_json(item_of(long))))) != {}
    assert not Visit.objects.exists()


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"items": []}', '{"items": 5, "sent_at": "x"}', "\x00", "["])
def test_what_is_no_sending_is_refused(send, text):
    assert send(text).status_code == 400


def test_any_text_anywhere_is_an_answer_and_no_failure(send, taihang, street, settings):
    settings.THROTTLES = {**settings.THROTTLES, "visits": {"person": "99999/1h"}}
    told = json.loads(record_of(taihang, street, needs=[{"kind": "pay", "words": "x", "note": ""}]))
    places = [*told, "needs.words", "needs.kind", "files.digest"]
    for place in places:
        for value in [*SOME, 5, -1, 10**30, 1.5, None, True, [], {}, [[]], [{}]]:
            changed = json.loads(json.dumps(told))
            if "." in place:
                outer, inner = place.split(".")
                changed[outer] = [{**(changed[outer] or [{"kind": "photo"}])[0], inner: value}]
            else:
                changed[place] = value
            # Lone surrogates travel as escapes, as JSON.stringify writes them.
            item = as_json(item_of(json.dumps(changed)))
            assert send(body(item)).status_code in (200, 422), (place, str(value)[:20])


def test_any_text_around_an_item_is_an_answer_and_no_failure(send, taihang, street, settings):
    settings.THROTTLES = {**settings.THROTTLES, "visits": {"person": "99999/1h"}}
    item = as_json(item_of(record_of(taihang, street)))
    for value in [*SOME, 5, None, [], {}, [None], ["%"], [{}]]:
        for place in item:
            answer = send(json.dumps({"sent_at": "2026-11-26T09:00:00+08:00", "items": [{**item, place: value}]}))
            assert answer.status_code in (200, 422), (place, str(value)[:20])
        for place in ("sent_at", "items"):
            told = {"sent_at": "2026-11-26T09:00:00+08:00", "items": [item], place: value}
            assert send(json.dumps(told)).status_code in (400, 422), (place, str(value)[:20])


def test_what_cannot_be_seen_is_left_out_of_what_is_shown_and_stays_in_the_record(send, taihang, street):
    text = json.dumps(json.loads(record_of(taihang, street, explained="年\x00审\u202e")))

    send(body(as_json(item_of(text))))

    visit = Visit.objects.get()
    assert (visit.explained, visit.record) == ("年审", text)


def test_todays_companies_tell_what_helps_and_nothing_that_is_found(sign_in, taihang, street, seat, member):
    told = sign_in(member).get(reverse("visits:today")).json()

    assert [one["name"] for one in told["companies"]] == [taihang.name]
    assert set(told["companies"][0]) == {
        "company", "name", "address", "grid", "planned", "purpose", "way", "due", "last"
    }  # fmt: skip
    kept = json.dumps(told, ensure_ascii=False)
    assert not any(word in kept for word in (taihang.legal_rep, taihang.uscc, "red", "yellow", "green"))


def test_a_throttled_phone_is_told_to_wait(send, taihang, street, settings):
    settings.THROTTLES = {**settings.THROTTLES, "visits": {"person": "1/1h"}}
    item = body(as_json(item_of(record_of(taihang, street))))

    assert [send(item).status_code, send(item).status_code] == [200, 429]
    assert SetAside.objects.count() == 0
