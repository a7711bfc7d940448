"""When a unit or platform is to be interviewed: triggers as dated editions of data, held against a month's figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clock.dated import Editions
from hotline.bulletins.models import Bulletin, BulletinFigure, Group
from hotline.bulletins.ranking import Compared
from hotline.bulletins.reading import Reading
from pages.counted.figure import FEWEST

GROUPS = (Group.UNIT, Group.PLATFORM)


@dataclass(frozen=True, kw_only=True)
class Triggers:
    """One edition."""

    edition: str
    in_force_from: datetime.date
    source: str
    notice_working_days: int
    follow_up_days: int
    rules: tuple[Mapping[str, Any], ...]


EDITIONS = Editions(
    Path(__file__).parent / "data", "triggers-*.json", lambda told: Triggers(**{**told, "rules": tuple(told["rules"])})
)


def triggers_on(day: datetime.date) -> Triggers | None:
    """The edition in force on a day."""
    return EDITIONS.held(day)


def triggers_of(edition: str) -> Triggers:
    """The edition an interview was proposed under."""
    return EDITIONS.of(edition)


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Who is to be interviewed, and each rule that was met with its numbers."""

    desk: str
    grounds: list[dict[str, Any]]


def proposals(bulletin: Bulletin, triggers: Triggers) -> Iterator[Proposed]:
    """What a monthly review calls for, by its frozen figures and by nothing else."""
    for group, places in Reading(bulletin).places:
        if group not in GROUPS:
            continue
        last = max((one.rank for one in places if one.rank), default=0)
        for place in places:
            grounds = [ground for rule in triggers.rules if (ground := _met(rule, group, place, last))]
            if grounds:
                yield Proposed(desk=place.key, grounds=grounds)


def _met(rule: Mapping[str, Any], group: str, place: Compared, last: int) -> dict[str, Any] | None:
    if "broken" in rule or rule.get("group", group) != group:
        return None  # what was promised and not kept calls for one at once, whatever the figures of a month say
    if "lowest_rank" in rule:
        # Of one alone nobody is the last; where the order before is not known, nobody was it twice.
        is_last = last > 1 and place.rank == last and place.was_last
        return {"code": rule["code"], "rank": place.rank} if is_last else None
    row = place.figures.get(rule["figure"])
    if row is None or not _is_met(rule, row):
        return None
    return {"code": rule["code"], "number": row.number, "of": row.of}


def _is_met(rule: Mapping[str, Any], row: BulletinFigure) -> bool:
    """Too few to say is no ground."""
    if "at_least" in rule:
        return (row.number or 0) >= rule["at_least"]
    if not row.of or row.of < rule.get("fewest", FEWEST):
        return False
    return 100 * (row.number or 0) < rule["below"] * row.of
