"""`python -m bench.walk`: the walk of an act – product files entered, calls from file to file, queries, repeats.

Walked: handing in, accepting, deciding, and one look at “check your answers”. `--queries` prints the queries too,
`--vehicles 100` lets a large fleet live it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from bench.ground import ROOT, ground, set_up

APPS = ("accounts", "clock", "desk", "licensing", "materials", "pages", "papers", "portal", "trail")
PRODUCT = tuple(f"{ROOT}/{app}/" for app in APPS)


@dataclass(kw_only=True)
class Walk:
    """What was seen on the way; `files` in the order in which they were first entered."""

    files: dict[str, None] = field(default_factory=dict)
    calls: int = 0
    queries: list[str] = field(default_factory=list)

    @property
    def repeated(self) -> int:
        """How many SELECTs were asked once more, word for word."""
        return sum(repeated_selects(self.queries).values())


def repeated_selects(queries: list[str]) -> Counter[str]:
    """SELECT → how often it was asked again, word for word."""
    many = Counter(sql for sql in queries if sql.startswith("SELECT"))
    return Counter({sql: count - 1 for sql, count in many.items() if count > 1})


@contextmanager
def walked() -> Iterator[Walk]:
    """Watch what happens inside."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    walk, inside = Walk(), list[str]()

    def step(frame: FrameType, event: str, _arg: object) -> None:
        file = frame.f_code.co_filename
        if not file.startswith(PRODUCT):
            return
        if event == "call":
            if inside and inside[-1] != file:
                walk.calls += 1
            inside.append(file)
            walk.files.setdefault(file.removeprefix(f"{ROOT}/"))
        elif event == "return" and inside:
            inside.pop()

    with CaptureQueriesContext(connection) as captured:
        sys.setprofile(step)
        try:
            yield walk
        finally:
            sys.setprofile(None)
    walk.queries = [query["sql"] for query in captured.captured_queries]


def acts(*, vehicles: int = 2) -> Iterator[tuple[str, Callable[[], object]]]:
    """The acts of one case, in the order of its life: each is to be carried out before the next is asked for."""
    from django.test import Client

    from bench.cases import BACKEND, life_of

    life = life_of(vehicles=vehicles)
    applicant = Client()
    applicant.force_login(life.draft.started_by, backend=BACKEND)
    applicant.get("/")
    page = f"/applications/{life.draft.key}/check/"
    yield "check your answers", lambda: applicant.get(page)
    yield "submit", life.hand_in
    yield "accept", life.accept
    yield "decide", life.decide


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--queries", action="store_true")
    asked.add_argument("--files", action="store_true")
    asked.add_argument("--vehicles", type=int, default=2)
    wanted = asked.parse_args()
    set_up()
    with ground():
        print("| act | files | calls into another file | queries | SELECTs repeated |\n|---|---|---|---|---|")
        for name, act in acts(vehicles=wanted.vehicles):
            with walked() as walk:
                act()
            print(f"| {name} | {len(walk.files)} | {walk.calls} | {len(walk.queries)} | {walk.repeated} |")
            for line in (*(walk.files if wanted.files else ()), *(walk.queries if wanted.queries else ())):
                print(f"    {line[:700]}")


if __name__ == "__main__":
    main()
