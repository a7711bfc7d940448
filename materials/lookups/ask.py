"""The front door to every registry: one question or many side by side, answered in bounded time.

Which registry is asked where is a setting (REGISTRIES). Knows nothing of who keeps the answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from django.conf import settings
from django.utils.module_loading import import_string

from materials.lookups import circuit
from materials.lookups.contract import Answer, Outcome, Provider, Question, unavailable
from materials.lookups.exchange import Exchange
from materials.lookups.ledger import Ledger
from materials.lookups.models import RegistryPulse
from materials.lookups.pulse import State, known_before, note_answer, pulses

Settled = Callable[[int, Answer], None]
MOST_AT_ONCE = 16

_providers: dict[str, Provider] = {}
_pool = ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="lookup")
_lock = threading.Lock()


def provider_for(registry: str) -> Provider | None:
    """The provider the settings name for a registry; None when it is not connected."""
    where = settings.REGISTRIES.get(registry)
    if not where:
        return None
    with _lock:
        if where not in _providers:
            _providers[where] = _provider_at(where)
        return _providers[where]


def _provider_at(where: str) -> Provider:
    if where == "ledger":
        return Ledger()
    if "://" in where:
        return Exchange(where)
    # An app above that answers for a registry of its own is named by its dotted path: materials do not import it.
    provider: Provider = import_string(where)()
    return provider


def is_connected(registry: str) -> bool:
    """Whether the settings name where a registry is asked."""
    return provider_for(registry) is not None


def is_our_own(registry: str) -> bool:
    """Whether a registry is a register in our own database."""
    provider = provider_for(registry)
    return provider is not None and provider.local


def forget() -> None:
    """Read the settings anew (tests)."""
    with _lock:
        _providers.clear()


def ask(question: Question) -> Answer:
    """Ask one registry. Never raises for faults outside."""
    return ask_all([question])[0]


def ask_all(questions: Sequence[Question], *, settled: Settled | None = None) -> list[Answer]:
    """Ask many at once; answers in the order of the questions, at most LOOKUP_SECONDS later.

    `settled(index, answer)` is called in this thread as each answer arrives. Who has not answered when the
    time is over is UNAVAILABLE.
    """
    seconds: float = settings.LOOKUP_SECONDS
    until = time.monotonic() + seconds
    answers: dict[int, Answer] = {}
    known = known_before() if questions else {}

    def keep(index: int, answer: Answer) -> None:
        answers[index] = answer
        _note(questions[index].registry, answer, known)
        if settled:
            settled(index, answer)

    left_alone = _left_alone(questions)
    running: dict[Future[Answer], int] = {}
    local: list[tuple[int, Provider]] = []
    for index, question in enumerate(questions):
        provider = provider_for(question.registry)
        if provider is None:
            keep(index, unavailable(question, "not-connected"))
        elif index in left_alone:
            keep(index, unavailable(question, "circuit-open"))
        elif provider.local:
            local.append((index, provider))
        else:
            running[_pool.submit(provider.ask, question, seconds=seconds - 0.3)] = index
    for index, provider in local:
        keep(index, provider.ask(questions[index], seconds=max(until - time.monotonic(), 0.1)))
    while running and (left := until - time.monotonic()) > 0:
        done, _open = wait(running, timeout=left, return_when=FIRST_COMPLETED)
        for future in done:
            keep(running.pop(future), future.result())
    for future, index in running.items():
        future.cancel()
        keep(index, unavailable(questions[index], "timeout"))
    return [answers[index] for index in range(len(questions))]


def _left_alone(questions: Sequence[Question]) -> set[int]:
    """The questions whose address failed too often to be asked now; one of them may go out to try."""
    asked: dict[str, bool] = {}
    found = set()
    for index, question in enumerate(questions):
        provider = provider_for(question.registry)
        if not isinstance(provider, Exchange):
            continue
        if provider.url not in asked:
            asked[provider.url] = circuit.may_ask(provider.url)
            is_trial = asked[provider.url] and circuit.states().get(provider.url, "closed") != "closed"
            if not asked[provider.url]:
                found.add(index)
            elif is_trial:
                asked[provider.url] = False
        elif not asked[provider.url]:
            found.add(index)
    return found


def _note(registry: str, answer: Answer, known: dict[str, RegistryPulse]) -> None:
    provider = provider_for(registry)
    if provider is None:
        return
    if isinstance(provider, Exchange) and answer.reason != "circuit-open":
        circuit.note(provider.url, answered=answer.outcome is not Outcome.UNAVAILABLE)
    note_answer(answer, known)


def states() -> dict[str, State]:
    """Registry code -> how it answers, for every registry the settings name; the same in every process."""
    known, circuits = pulses(), circuit.states()
    found = {}
    for registry in settings.REGISTRIES:
        provider = provider_for(registry)
        state = found[registry] = State(kind=provider.kind if provider else "none")
        if provider is None:
            continue
        if isinstance(provider, Exchange):
            state.circuit = circuits.get(provider.url, "closed")
        if row := known.get(registry):
            state.last_answer_at, state.milliseconds = row.last_answer_at, row.milliseconds
            state.last_failure, state.last_failure_at = row.last_failure, row.last_failure_at
    return found
