"""Queries and CPU time of the pages that are looked at most."""

from __future__ import annotations

import statistics

from django.test import Client

from bench.cases import BACKEND, count_of, life_of
from bench.measuring import Row, once

RUNS = 15


def rows() -> list[Row]:
    decided, waiting = life_of(), life_of()
    decided.live()
    waiting.hand_in()
    client = Client()
    client.force_login(decided.clerk, backend=BACKEND)
    return [
        _page(client, name, url, target)
        for name, url, target in (
            ("home", "/", "≤ 7"),
            ("service guide", "/services/freight-licence-establish/", "≤ 6"),
            ("desk", "/desk/", "≤ 10"),
            ("case page", f"/desk/cases/{waiting.draft.key}/", "≤ 16"),
            ("case page, decided", f"/desk/cases/{decided.draft.key}/", "≤ 16"),
            ("verify", "/verify/?number=x&code=y", "≤ 5"),
        )
    ]


def _page(client: Client, name: str, url: str, target: str) -> Row:
    assert client.get(url).status_code == 200, url
    count = count_of(lambda: client.get(url))
    spent = statistics.median(once(lambda: client.get(url)) for _ in range(RUNS)) * 1000
    told = f"{count.queries} ({count.repeated} repeated), {spent:.0f} ms CPU"
    return (f"queries of the page “{name}”", "–", told, target)
