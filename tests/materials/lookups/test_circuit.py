"""The circuit breaker: its rules on a clock of their own, its memory shared by every process."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materials.lookups import circuit
from materials.lookups.ask import ask, ask_all, forget, states
from materials.lookups.circuit import FAILURES_TO_OPEN, Remembered, failed, let_through, state_of, succeeded
from materials.lookups.contract import Outcome, Purpose, Question
from materials.lookups.models import RegistryCircuit
from tests.conftest import TAIHANG

START = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)


def after(seconds):
    return START + datetime.timedelta(seconds=seconds)


def broken():
    memory = Remembered()
    for _ in range(FAILURES_TO_OPEN):
        failed(memory, now=START)
    return memory


def test_it_opens_after_five_failures_in_a_row():
    memory = broken()

    assert state_of(memory, now=START) == "open"
    assert not let_through(memory, now=START)


def test_a_success_in_between_starts_the_count_anew():
    memory = Remembered()
    for _ in range(4):
        failed(memory, now=START)

    succeeded(memory)
    failed(memory, now=START)

    assert let_through(memory, now=START)


def test_after_the_pause_one_question_goes_through_to_try():
    memory = broken()

    assert state_of(memory, now=after(31)) == "half-open"
    assert [let_through(memory, now=after(31)), let_through(memory, now=after(32))] == [True, False]


def test_who_tried_and_vanished_does_not_block_the_next_trial():
    memory = broken()
    let_through(memory, now=after(31))

    assert let_through(memory, now=after(62))


@given(st.lists(st.sampled_from(["ok", "fail", "wait"]), max_size=60))
def test_it_is_never_open_for_longer_than_the_pause(steps):
    memory, now = Remembered(), START
    for step in steps:
        if step == "wait":
            now += datetime.timedelta(seconds=31)
            assert state_of(memory, now=now) != "open"
        elif let_through(memory, now=now):
            succeeded(memory) if step == "ok" else failed(memory, now=now)


def question():
    purpose = Purpose(item="x", case="y", legal_basis="z")
    return Question(
        material="business-licence", registry="mkt-business", keys={"uscc": TAIHANG}, purpose=purpose, by="test"
    )


@pytest.mark.django_db
def test_what_one_process_learned_holds_for_every_other(world):
    world.fail("down")
    for _ in range(FAILURES_TO_OPEN):
        ask(question())
    asked = world.server.asked

    forget()  # another process: nothing of this one's memory is left

    assert ask(question()).reason == "circuit-open"
    assert world.server.asked == asked
    assert states()["mkt-business"].circuit == "open"
    assert states()["mkt-business"].last_failure == "http-503"


@pytest.mark.django_db
def test_only_one_question_of_a_batch_goes_out_to_try(world):
    world.fail("down")
    for _ in range(FAILURES_TO_OPEN):
        ask(question())
    RegistryCircuit.objects.update(opened_at=START - datetime.timedelta(days=400))
    world.mend()

    answers = ask_all([question(), question(), question()])

    assert sorted(answer.outcome.value for answer in answers) == ["found", "unavailable", "unavailable"]
    assert circuit.states()[world.url] == "closed"
    assert ask(question()).outcome is Outcome.FOUND


@pytest.mark.django_db
def test_a_registry_that_is_down_shows_at_the_top_of_health(world, next_year, client):
    world.fail("down")
    ask(question())

    fallen = client.get("/health/").json()
    world.mend()
    ask(question())
    mended = client.get("/health/").json()

    assert "mkt-business" in fallen["down"]
    assert not fallen["ok"]
    assert not fallen["registries"]["mkt-business"]["ok"]
    assert "mkt-business" not in mended["down"]
