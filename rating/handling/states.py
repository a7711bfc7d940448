"""Where a rating stands, by its last step, and which steps may follow."""

from __future__ import annotations

from collections.abc import Sequence

from rating.handling.models import HandlingStep
from rating.service_models import Rating

Kind, Finding, Reached = HandlingStep.Kind, HandlingStep.Finding, HandlingStep.Reached
NEW = "new"
OVER = (Kind.CLOSED,)


def steps_of(rating: Rating) -> list[HandlingStep]:
    return list(rating.steps.all())


def last_of(steps: Sequence[HandlingStep], kind: HandlingStep.Kind) -> HandlingStep | None:
    """The newest step of a kind."""
    return next((step for step in reversed(steps) if step.kind == kind), None)


def state_of(steps: Sequence[HandlingStep]) -> str:
    return steps[-1].kind if steps else NEW


def is_over(rating: Rating) -> bool:
    """Whether nothing is to come: a bad one is closed, another one answered."""
    state = state_of(steps_of(rating))
    return state == Kind.CLOSED or (not rating.is_bad and state == Kind.ANSWERED)


def following(rating: Rating, steps: Sequence[HandlingStep]) -> frozenset[HandlingStep.Kind]:
    """What may come next. Whoever was rated, and whoever rated, may dispute a finding once each."""
    state = state_of(steps)
    if not rating.is_bad:
        return frozenset({Kind.ANSWERED} if state == NEW else ())
    checked = last_of(steps, Kind.CHECKED)
    is_true = checked is not None and checked.finding == Finding.TRUE
    found: set[HandlingStep.Kind] = set()
    if state in (NEW, Kind.DISPUTED):
        found = {Kind.ASSIGNED}
    elif state == Kind.ASSIGNED:
        found = {Kind.ASSIGNED, Kind.CHECKED}
    elif state == Kind.CHECKED:
        found = {Kind.MENDED if is_true else Kind.ANSWERED, Kind.DISPUTED}
    elif state == Kind.MENDED:
        found = {Kind.ANSWERED}
    elif state == Kind.ANSWERED:
        found = {Kind.CALLED_BACK} if is_true else {Kind.CALLED_BACK, Kind.DISPUTED}
    elif state == Kind.CALLED_BACK:
        found = _after_call(rating, steps, is_true=is_true)
    return frozenset(found)


def _after_call(rating: Rating, steps: Sequence[HandlingStep], *, is_true: bool) -> set[HandlingStep.Kind]:
    """Content: closed. Not content with what was mended: mended again. Not reached: tried as often as is told."""
    if steps[-1].reached == Reached.CONTENT:
        return {Kind.CLOSED}
    if steps[-1].reached == Reached.NOT_CONTENT:
        return {Kind.MENDED} if is_true else {Kind.CLOSED}
    tries = sum(step.reached == Reached.NOT_REACHED for step in steps)
    return {Kind.CLOSED} if tries >= rating.service.rules.call_tries else {Kind.CALLED_BACK}


def has_disputed(steps: Sequence[HandlingStep], *, by: int | None) -> bool:
    return any(step.kind == Kind.DISPUTED and step.by_id == by for step in steps)
