"""Which answers stand otherwise than they were handed in: a corrected value is read with the one it replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from licensing.applications.answers.given import Answers
from licensing.applications.models.application import Application

Row = Mapping[str, Any]


def as_handed_in(application: Application) -> Answers | None:
    """The answers of the submission, where a correction or a registry's word has replaced them since; else None."""
    if not application.is_submitted:
        return None
    submission = application.submission
    return Answers.of(submission.answers) if application.stands() != submission else None


def counterparts(now: Sequence[Row], before: Sequence[Row]) -> list[Row | None]:
    """What each row was when it was handed in; None for one that is new.

    Rows have no number of their own: the one that says most of the same is meant, the nearest where two say as much.
    """
    left = dict(enumerate(before))
    alike = {index: left.pop(index) for index, row in enumerate(now) if index in left and row == left[index]}
    found: list[Row | None] = []
    for index, row in enumerate(now):
        if index in alike:
            found.append(alike[index])
            continue
        best = max(left, key=lambda at: (_same(row, left[at]), -abs(at - index)), default=None)
        found.append(left.pop(best) if best is not None and _same(row, left[best]) else None)
    return found


def _same(one: Row, other: Row) -> int:
    """How many answers two rows have in common."""
    return sum(1 for code, value in one.items() if value and other.get(code) == value)
