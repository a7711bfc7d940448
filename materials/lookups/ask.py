"""The front door to every registry: one question or many side by side, answered in bounded time.

Which registry is asked where is a setting (REGISTRIES). Knows nothing of who keeps the answers.
"""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from materials.lookups.contract import Answer, Outcome, Provider, Question, unavailable
from materials.lookups.exchange import Exchange
from materials.lookups.ledger import Ledger

Settled = Callable[[int, Answer], None]
MOST_AT_ONCE = 16

_providers: dict[str, Provider] = {}
_states: dict[str, State] = {}
_pool = ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="lookup")
_lock = threading.Lock()


@dataclass
class State:
    """How a registry has been answering since this process started."""

    kind: str
    circuit: str = "closed"
    answers: int = 0
    failures: int = 0
    last_answer_at: datetime.datetime | None = None
    last_failure: str = ""
    milliseconds: int | None = None

    @property
    def ok(self) -> bool:
        return self.kind != "none" and self.circuit == "closed" and not self.last_failure

    def as_data(self) -> dict[str, Any]:
        data = asdict(self)
        data["last_answer_at"] = self.last_answer_at.isoformat() if self.last_answer_at else None
        return {"ok": self.ok, **data}


def provider_for(registry: str) -> Provider | None:
    """The provider the settings name for a registry; None when it is not connected."""
    where = settings.REGISTRIES.get(registry)
    if not where:
        return None
    with _lock:
        # One provider per address: its circuit counts for every registry behind it.
        if where not in _providers:
            _providers[where] = Ledger() if where == "ledger" else Exchange(where)
        return _providers[where]


def is_connected(registry: str) -> bool:
    """Whether the settings name where a registry is asked."""
    return provider_for(registry) is not None


def forget() -> None:
    """Read the settings anew (tests)."""
    with _lock:
        _providers.clear()
        _states.clear()


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

    def keep(index: int, answer: Answer) -> None:
        answers[index] = answer
        _note(questions[index].registry, answer)
        if settled:
            settled(index, answer)

    running: dict[Future[Answer], int] = {}
    local: list[tuple[int, Provider]] = []
    for index, question in enumerate(questions):
        provider = provider_for(question.registry)
        if provider is None:
            keep(index, unavailable(question, "not-connected"))
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


def _note(registry: str, answer: Answer) -> None:
    provider = provider_for(registry)
    with _lock:
        state = _states.setdefault(registry, State(kind=provider.kind if provider else "none"))
        if answer.outcome is Outcome.UNAVAILABLE:
            state.failures += 1
            state.last_failure = answer.reason
        else:
            state.answers += 1
            state.last_failure = ""
            state.last_answer_at = answer.answered_at
            state.milliseconds = round((answer.answered_at - answer.requested_at).total_seconds() * 1000)


def states() -> dict[str, State]:
    """Registry code -> how it answers, for every registry the settings name."""
    found = {}
    for registry in settings.REGISTRIES:
        provider = provider_for(registry)
        kind = provider.kind if provider else "none"
        state = _states.setdefault(registry, State(kind=kind))
        if isinstance(provider, Exchange):
            state.circuit = provider.circuit.state
        found[registry] = state
    return found
