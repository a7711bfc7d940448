"""When tickets of one kind are a problem, and what may be changed about one: dated editions of data (measure 16)."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hotline.problems.models import Problem, ProblemStep
from pages.languages import localised

_FOLDER = Path(__file__).parent / "data"
Kind = ProblemStep.Kind
OPEN = "open"
NEXT: dict[str, tuple[Kind, ...]] = {
    OPEN: (Kind.TAKEN, Kind.DROPPED),
    Kind.TAKEN: (Kind.TAKEN, Kind.NOTED, Kind.CLOSED, Kind.DROPPED),
    Kind.NOTED: (Kind.TAKEN, Kind.NOTED, Kind.CLOSED, Kind.DROPPED),
    Kind.CLOSED: (),
    Kind.DROPPED: (),
}
OVER = (Kind.CLOSED, Kind.DROPPED)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """So many tickets of a kind within so many days; what may have been changed, code → (zh, en)."""

    edition: str
    in_force_from: datetime.date
    tickets: int
    days: int
    changes: dict[str, tuple[str, str]]

    def change(self, code: str) -> str:
        """What was changed, in the reader's language."""
        return localised(*self.changes[code]) if code in self.changes else code


@cache
def editions() -> tuple[Rules, ...]:
    """Every edition, the oldest first."""
    found = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(_FOLDER.glob("problems-*.json")))
    rules = (
        Rules(
            edition=told["edition"],
            in_force_from=datetime.date.fromisoformat(told["in_force_from"]),
            tickets=told["tickets"],
            days=told["days"],
            changes={row["code"]: (row["zh"], row["en"]) for row in told["changes"]},
        )
        for told in found
    )
    return tuple(sorted(rules, key=lambda one: one.in_force_from))


def rules_on(day: datetime.date) -> Rules | None:
    """The edition in force on a day; none before the first."""
    return next((one for one in reversed(editions()) if one.in_force_from <= day), None)


def rules_of(problem: Problem) -> Rules:
    """The edition a problem keeps."""
    return next(one for one in editions() if one.edition == problem.edition)


def state_of(problem: Problem, *, at: datetime.datetime | None = None) -> str:
    """By its last step, now or at a moment."""
    steps = [step for step in problem.steps.all() if at is None or step.at < at]
    return steps[-1].kind if steps else OPEN
