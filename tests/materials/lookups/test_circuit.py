"""The circuit breaker, with a clock of its own."""

from hypothesis import given
from hypothesis import strategies as st

from materials.lookups.circuit import Circuit


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def broken(clock):
    circuit = Circuit(clock=clock)
    for _ in range(circuit.failures_to_open):
        circuit.failed()
    return circuit


def test_it_opens_after_five_failures_in_a_row():
    circuit = broken(Clock())

    assert circuit.state == "open"
    assert not circuit.may_ask()


def test_a_success_in_between_starts_the_count_anew():
    circuit = Circuit(clock=Clock())
    for _ in range(4):
        circuit.failed()

    circuit.succeeded()
    circuit.failed()

    assert circuit.may_ask()


def test_after_the_pause_one_question_goes_through_to_try():
    clock = Clock()
    circuit = broken(clock)

    clock.now = 31

    assert circuit.state == "half-open"
    assert [circuit.may_ask(), circuit.may_ask()] == [True, False]


@given(st.lists(st.sampled_from(["ok", "fail", "wait"]), max_size=60))
def test_it_is_never_open_for_longer_than_the_pause(steps):
    clock = Clock()
    circuit = Circuit(clock=clock)
    for step in steps:
        if step == "wait":
            clock.now += 31
            assert circuit.state != "open"
        elif circuit.may_ask():
            circuit.succeeded() if step == "ok" else circuit.failed()
