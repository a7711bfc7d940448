"""The accessibility statement: what is tried, how, with what result; data with the day it was gone through."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages.languages import pair

SHIPPED = Path(__file__).parent / "data" / "accessibility.json"
MONTHS_OF_A_STATEMENT = 12


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that is asked of an accessible site; `by` is `test` or `people`, `proof` the test or the way."""

    asked: str
    by: str
    proof: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    checked_on: datetime.date
    rows: tuple[Row, ...]
    faults: tuple[str, ...]

    def is_old(self, today: datetime.date) -> bool:
        """Whether it has to be gone through again (once a year)."""
        return (today - self.checked_on).days > MONTHS_OF_A_STATEMENT * 366 / 12


def statement() -> Statement:
    """As shipped, in the reader's language."""
    told: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return Statement(
        checked_on=datetime.date.fromisoformat(told["checked_on"]),
        rows=tuple(
            Row(asked=pair(r["asked"]), by=r["by"], proof=r["proof"], result=pair(r["result"])) for r in told["rows"]
        ),
        faults=tuple(pair(fault) for fault in told["faults"]),
    )


def self_report(now: Statement) -> Iterator[str]:
    """The lines of the report an inspector asks for: what is asked, by program or by people, proof, result."""
    for row in now.rows:
        yield f"{row.asked} | {row.by} | {row.proof} | {row.result}"
