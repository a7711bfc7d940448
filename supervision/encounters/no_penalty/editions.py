"""Which no-penalty list counts on a day, the one an encounter began under, and the lighter of the two.

Penalty Law art. 37: what was done is judged by what was in force when it was done; by what is in force when it is
decided where that is lighter, or does not punish it any more (从旧兼从轻).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from accounts.editions.series import InForce, Series
from supervision.encounters import events
from supervision.encounters.no_penalty.models import NoPenaltyEdition, NoPenaltyRelease
from supervision.encounters.no_penalty.reading import Entry, NoPenaltyList, read_list, shipped_document, shipped_list

NO_PENALTY = Series(
    editions=NoPenaltyEdition,
    releases=NoPenaltyRelease,
    read=read_list,
    shipped=shipped_list,
    shipped_document=shipped_document,
    subject="no-penalty",
    written=events.LIST_WRITTEN,
    released=events.LIST_RELEASED,
)


def list_in_force(*, on: datetime.date) -> InForce[NoPenaltyList]:
    """The list of a day."""
    return NO_PENALTY.in_force(on=on)


def list_of(number: int) -> NoPenaltyList:
    """The list of an edition."""
    return NO_PENALTY.content_of(number)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An act that is not punished, and the edition that says so."""

    entry: Entry
    edition: int
    by: NoPenaltyList


def acts_not_punished(edition: int, *, on: datetime.date) -> tuple[Listed, ...]:
    """What is not punished of what was met under an edition and is decided on a day, by the lighter list each."""
    then, now = list_of(edition), list_in_force(on=on)
    newer = {one.code: Listed(entry=one, edition=now.number, by=now.content) for one in now.content.unpunished}
    older = {one.code: Listed(entry=one, edition=edition, by=then) for one in then.unpunished}
    kept = [newer[code] if code in newer and _is_lighter(newer[code], one) else one for code, one in older.items()]
    return (*kept, *(one for code, one in newer.items() if code not in older))


def act_not_punished(edition: int, code: str, *, on: datetime.date) -> Listed | None:
    """The same of one act; None where neither list spares it."""
    return next((one for one in acts_not_punished(edition, on=on) if one.entry.code == code), None)


def _is_lighter(newer: Listed, older: Listed) -> bool:
    """Whether it asks for less, and for nothing else: fewer conditions of the same, or a shorter look back."""
    asked, had = ({one.code for one in listed.entry.conditions} for listed in (newer, older))
    months, had_months = newer.entry.look_back_months, older.entry.look_back_months
    return asked <= had and months <= had_months and (asked < had or months < had_months)
