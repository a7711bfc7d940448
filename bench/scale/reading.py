"""What a page or timer costs the database: CPU time of the server's own process, queries, and the plans they take."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.scale.cluster import cpu_of

RUNS = 5


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Medians of several runs."""

    database_ms: float
    python_ms: float
    queries: int
    kilobytes: float


@dataclass
class Heard:
    """The statements of one run with the CPU seconds each cost the database."""

    statements: list[tuple[str, object, float]] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear every statement sent inside."""
    from django.db import connection

    heard = Heard()

    def wrap(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        before = database_seconds()
        try:
            return execute(sql, params, many, context)
        finally:
            heard.statements.append((sql, params, database_seconds() - before))

    with connection.execute_wrapper(wrap):
        yield heard


def database_seconds() -> float:
    """CPU seconds of the server's process behind our connection."""
    from django.db import connection

    connection.ensure_connection()
    return cpu_of(connection.connection.info.backend_pid)


def cost_of(work: Callable[[], int], *, before: Callable[[], object] = lambda: None, runs: int = RUNS) -> Cost:
    """What a piece of work costs, warm; it tells how many bytes it made. `before` runs unmeasured before each."""
    before()
    work()
    before()
    with listening() as heard:
        size = work()
    database, python = [], []
    for _ in range(runs):
        before()
        started, spent = database_seconds(), time.process_time()
        work()
        python.append((time.process_time() - spent) * 1000)
        database.append((database_seconds() - started) * 1000)
    return Cost(
        database_ms=statistics.median(database),
        python_ms=statistics.median(python),
        queries=len(heard.statements),
        kilobytes=size / 1024,
    )
