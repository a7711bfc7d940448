"""The plans the database takes for the hottest statements, kept by shape: a scan that creeps in is seen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.scale.reading import Heard

KEPT = Path(__file__).with_name("plans.json")
HOTTEST = 10


def hottest_of(heard: Heard) -> tuple[str, object, float] | None:
    """The statement that cost the database most; only reading ones have a plan worth keeping."""
    reading = [one for one in heard.statements if one[0].lstrip("( ").startswith("SELECT")]
    return max(reading, key=lambda one: one[2], default=None)


def shape_of(sql: str, params: object, *, beside: bool = True) -> str:
    """How the database would carry out a statement: its steps with the tables and indexes, without costs.

    `beside`: with what is worked out once for the whole of it (subplans), whose companies a reader acts for, say.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON, COSTS OFF) {sql}", params)
        (told,) = cursor.fetchone()
    plans: list[dict[str, Any]] = told if isinstance(told, list) else json.loads(told)
    return " > ".join(_steps(plans[0]["Plan"], beside=beside))


def _steps(plan: Mapping[str, Any], *, beside: bool) -> Iterator[str]:
    name = plan.get("Index Name") or plan.get("Relation Name")
    yield f"{plan['Node Type']} {name}" if name else str(plan["Node Type"])
    for below in plan.get("Plans", ()):
        if beside or below.get("Parent Relationship") not in ("SubPlan", "InitPlan"):
            yield from _steps(below, beside=beside)


def kept() -> dict[str, str]:
    """The shapes of last time, by the name of the reading."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def keep(shapes: Mapping[str, str]) -> None:
    KEPT.write_text(json.dumps(shapes, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """One line for each reading whose hottest statement is carried out in another way."""
    for name, shape in sorted(now.items()):
        if name in before and before[name] != shape:
            yield f"{name}\n  was {before[name]}\n  is  {shape}"
