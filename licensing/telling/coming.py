"""A limit that ends soon, and how many days before its end people are told."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from licensing import events
from trail.events import EventKind


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A limit of a case that ends on a day; `rule` names its line of warnings.json where it is not its own."""

    application_id: int
    limit: str
    due: datetime.date
    kind: EventKind = events.WARNED
    rule: str = ""


@cache
def days_before(limit: str) -> tuple[int, ...]:
    """How many days before it ends a limit is warned of, the longest time first."""
    told = json.loads((Path(__file__).parent / "data/warnings.json").read_text(encoding="utf-8"))
    return tuple(sorted(told[limit]["days"], reverse=True))
