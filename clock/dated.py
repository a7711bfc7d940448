"""Dated editions of data: which one holds on a day, and which one a matter keeps that began under it.

Laws change: how many days, which list, which words is data with a day in force, each edition a file (or an entry of one
file) that nobody changes afterwards. Adding one is adding a file.

    RETENTION = Editions(Path(__file__).parent / "data", "retention-*.json", lambda told: Retention(**told))
    RETENTION.on(today)
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar


class Dated(Protocol):
    """What an edition says of itself."""

    @property
    def edition(self) -> str: ...

    @property
    def in_force_from(self) -> datetime.date: ...


Edition = TypeVar("Edition", bound=Dated)


class NoSuchEdition(Exception):
    """Nobody ever put such an edition in force."""


class Editions(Generic[Edition]):
    """The editions in some files of a folder, read when they are first asked for.

    `read` makes an edition of what a file tells; `in_force_from` is a day by then.
    """

    def __init__(self, folder: Path, files: str, read: Callable[[dict[str, Any]], Edition]) -> None:
        self._folder, self._files, self._read = folder, files, read

    @cached_property
    def all(self) -> tuple[Edition, ...]:
        """The oldest first."""
        return tuple(sorted(map(self._read, self._told()), key=lambda one: one.in_force_from))

    def _told(self) -> Iterator[dict[str, Any]]:
        for file in sorted(self._folder.glob(self._files)):
            told = json.loads(file.read_text(encoding="utf-8"))
            for one in told if isinstance(told, list) else [told]:
                yield {**one, "in_force_from": datetime.date.fromisoformat(one["in_force_from"])}

    @property
    def newest(self) -> Edition:
        """The last of all, in force or to come."""
        return self.all[-1]

    def held(self, day: datetime.date) -> Edition | None:
        """The one in force on a day; none before the first."""
        return next((one for one in reversed(self.all) if one.in_force_from <= day), None)

    def on(self, day: datetime.date) -> Edition:
        """The one in force on a day; before the first the first."""
        return self.held(day) or self.all[0]

    def of(self, edition: str) -> Edition:
        """The one that is kept by its name. Raises NoSuchEdition."""
        for one in self.all:
            if one.edition == edition:
                return one
        raise NoSuchEdition(edition)
