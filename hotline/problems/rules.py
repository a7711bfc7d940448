"""When tickets of one kind are a problem, and what may be changed about one: dated editions of data (measure 16)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clock.dated import Editions
from hotline.problems.models import Problem, ProblemStep
from pages.languages import localised

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


def _read(told: dict[str, Any]) -> Rules:
    return Rules(
        edition=told["edition"],
        in_force_from=told["in_force_from"],
        tickets=told["tickets"],
        days=told["days"],
        changes={row["code"]: (row["zh"], row["en"]) for row in told["changes"]},
    )


EDITIONS = Editions(Path(__file__).parent / "data", "problems-*.json", _read)


def rules_on(day: datetime.date) -> Rules | None:
    """The edition in force on a day; none before the first."""
    return EDITIONS.held(day)


def rules_of(problem: Problem) -> Rules:
    """The edition a problem keeps."""
    return EDITIONS.of(problem.edition)


def state_of(problem: Problem, *, at: datetime.datetime | None = None) -> str:
    """By its last step, now or at a moment."""
    steps = [step for step in problem.steps.all() if at is None or step.at < at]
    return steps[-1].kind if steps else OPEN
