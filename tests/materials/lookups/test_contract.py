"""What every provider must do, over our database and over real HTTP."""

import time

import pytest
from django.utils import timezone

from materials.lookups.ask import ask, ask_all, forget, states
from materials.lookups.contract import Outcome, Purpose, Question
from materials.lookups.ledger import enter
from tests.conftest import TAIHANG
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db

PURPOSE = Purpose(item="x", case="y", legal_basis="《优化营商环境条例》第四十三条")


def question(material, registry, **keys):
    named = {name.replace("_", "-"): value for name, value in keys.items()}
    return Question(material=material, registry=registry, keys=named, purpose=PURPOSE, by="test")


KNOWN = [
    pytest.param("business-licence", "mkt-business", {"uscc": TAIHANG}, id="exchange"),
    pytest.param("practitioner-cert", "bureau-driver", {"id-number": "410802199001010010"}, id="ledger"),
    pytest.param("credit-code", "credit-code", {"uscc": TAIHANG}, id="credit"),
]
UNKNOWN = [
    pytest.param("business-licence", "mkt-business", {"uscc": "12410800000012345U"}, id="exchange"),
    pytest.param("practitioner-cert", "bureau-driver", {"id-number": "410803199911119994"}, id="ledger"),
    pytest.param("credit-code", "credit-code", {"uscc": "12410800000012345U"}, id="credit"),
]


@pytest.mark.parametrize(("material", "registry_code", "keys"), KNOWN)
def test_a_valid_record_is_found_with_its_proof(world, taihang, material, registry_code, keys):
    answer = ask(Question(material=material, registry=registry_code, keys=keys, purpose=PURPOSE, by="test"))

    assert answer.outcome is Outcome.FOUND
    assert answer.fields
    assert len(answer.digest) == 64
    assert answer.source_version
    assert answer.as_of is not None
    assert answer.requested_at <= answer.answered_at


@pytest.mark.parametrize(("material", "registry_code", "keys"), UNKNOWN)
def test_nothing_there_is_not_found_and_no_failure(world, material, registry_code, keys):
    answer = ask(Question(material=material, registry=registry_code, keys=keys, purpose=PURPOSE, by="test"))

    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.reason == ""


def test_an_expired_record_of_our_own_proves_nothing(catalogue):
    enter(
        material="practitioner-cert",
        keys={"id-number": "410802199001010010"},
        fields={"cert-number": "1", "valid-to": "2020-01-01", "cert-status": "有效"},
        source="test",
        as_of=timezone.now(),
    )

    answer = ask(question("practitioner-cert", "bureau-driver", id_number="410802199001010010"))

    assert (answer.outcome, answer.reason) == (Outcome.CONFLICT, "expired")


def test_a_newer_record_takes_the_place_of_an_older_one(catalogue):
    for status in ("有效", "注销"):
        enter(
            material="practitioner-cert",
            keys={"id-number": "410802199001010010"},
            fields={"cert-number": "1", "cert-status": status},
            source="test",
            as_of=timezone.now(),
        )

    answer = ask(question("practitioner-cert", "bureau-driver", id_number="410802199001010010"))

    assert (answer.outcome, answer.reason) == (Outcome.CONFLICT, "abnormal")


def test_a_company_struck_from_the_register_is_a_conflict(world):
    revoked = next(
        r["fields"]["uscc"] for r in WORLD["records"]["business-licence"] if r["fields"]["entity-status"] == "吊销"
    )

    answer = ask(question("business-licence", "mkt-business", uscc=revoked))

    assert (answer.outcome, answer.reason) == (Outcome.CONFLICT, "abnormal")


def test_a_registry_nobody_connected_is_unavailable(catalogue, settings):
    settings.REGISTRIES = {}
    forget()

    answer = ask(question("business-licence", "mkt-business", uscc=TAIHANG))

    assert (answer.outcome, answer.reason) == (Outcome.UNAVAILABLE, "not-connected")


FAULTS = [
    ("down", "http-503"),
    ("garbage", "not-json"),
    ("wrong-schema", "wrong-schema"),
    ("wrong-type", "not-json"),
    ("huge", "too-large"),
    ("bad-signature", "bad-signature"),
]


@pytest.mark.parametrize(("mode", "reason"), FAULTS)
def test_a_registry_in_trouble_is_unavailable_and_says_why(world, mode, reason):
    world.fail(mode)
    started = time.monotonic()

    answer = ask(question("business-licence", "mkt-business", uscc=TAIHANG))

    assert (answer.outcome, answer.reason) == (Outcome.UNAVAILABLE, reason)
    assert answer.digest == ""
    assert time.monotonic() - started < 5


def test_a_slow_registry_keeps_nobody_longer_than_the_deadline(world, settings):
    settings.LOOKUP_SECONDS = 1.0
    world.fail("slow", seconds=8)
    started = time.monotonic()

    answer = ask(question("business-licence", "mkt-business", uscc=TAIHANG))

    assert (answer.outcome, answer.reason) == (Outcome.UNAVAILABLE, "timeout")
    assert time.monotonic() - started < 7


def test_a_flapping_registry_is_asked_a_second_time(world):
    world.server.asked = 0
    world.fail("flapping")

    answer = ask(question("business-licence", "mkt-business", uscc=TAIHANG))

    assert answer.outcome is Outcome.FOUND


def test_a_wrong_secret_of_ours_is_refused_by_the_registry(world, settings):
    settings.EXCHANGE_SECRET = "something else"
    forget()

    answer = ask(question("business-licence", "mkt-business", uscc=TAIHANG))

    assert (answer.outcome, answer.reason) == (Outcome.UNAVAILABLE, "http-401")


def test_questions_are_asked_side_by_side_and_told_as_they_are_answered(world):
    world.fail("slow", seconds=0.8)
    told = []
    people = [number for fleet in WORLD["fleets"].values() for _name, number in fleet["drivers"]][:8]
    questions = [question("driving-licence", "ps-driver", id_number=number) for number in people]
    questions.append(question("practitioner-cert", "bureau-driver", id_number=people[0]))
    started = time.monotonic()

    answers = ask_all(questions, settled=lambda index, answer: told.append(index))

    assert time.monotonic() - started < 8 * 0.8
    assert {answer.outcome for answer in answers} == {Outcome.FOUND}
    assert told[0] == 8, "our own register answers first"
    assert sorted(told) == list(range(9))


def test_after_repeated_failures_a_registry_is_left_alone(world):
    world.fail("down")
    for _ in range(5):
        ask(question("business-licence", "mkt-business", uscc=TAIHANG))
    asked = world.server.asked

    answer = ask(question("business-licence", "mkt-business", uscc=TAIHANG))

    assert answer.reason == "circuit-open"
    assert world.server.asked == asked
    assert states()["mkt-business"].circuit == "open"


def test_keys_and_fields_of_our_registers_are_unreadable_in_the_database(world):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM materials_ledgerrecord")
        stored = "".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT digest FROM materials_ledgerkey")
        stored += "".join(row[0] for row in cursor.fetchall())

    assert "410802199001010010" not in stored
