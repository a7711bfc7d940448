"""What is asked of a rating, and within how many days what must be done about a bad one: dated editions of data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clock.dated import Editions
from pages.languages import localised


@dataclass(frozen=True, kw_only=True)
class Named:
    """A code and what it is called; `ways` of being served it is asked for, none for all."""

    code: str
    zh: str
    en: str
    ways: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """`open_days` a rating is taken; working days to assign, to mend, to call back; `fewest` ratings an average has.

    `channels`: how the platform numbers those a rating came by; to be confirmed by the province.
    """

    edition: str
    in_force_from: datetime.date
    source: str
    open_days: int
    assign_working_days: int
    mend_working_days: int
    call_back_working_days: int
    call_tries: int
    fewest: int
    channels: dict[str, str]
    indicators: tuple[Named, ...]
    services: tuple[Named, ...]

    def asked(self, way: str) -> tuple[Named, ...]:
        """The indicators asked for beside the grade (F-12.22)."""
        return tuple(one for one in self.indicators if way in one.ways)

    def service(self, code: str) -> str:
        """What a service is called, in the reader's language."""
        return next((one.name for one in self.services if one.code == code), code)


def _rules(told: dict[str, Any]) -> Rules:
    lists = {name: tuple(map(_named, told[name])) for name in ("indicators", "services")}
    return Rules(**{**told, **lists})


def _named(row: dict[str, Any]) -> Named:
    return Named(**{**row, "ways": tuple(row.get("ways", ()))})


EDITIONS = Editions(Path(__file__).parent / "data", "rating-*.json", _rules)


def rules_on(day: datetime.date) -> Rules:
    """The edition in force on a day; before the first one, the first."""
    return EDITIONS.on(day)


def rules_of(edition: str) -> Rules:
    """The edition a service keeps."""
    return EDITIONS.of(edition)
