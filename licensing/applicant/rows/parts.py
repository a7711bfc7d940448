"""Hundreds of rows are shown in parts: a page holds some of them, and speaks of those alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

ROWS_OF_A_PART = 50


@dataclass(frozen=True, kw_only=True)
class Window:
    """Which rows of a topic a page shows: those of a part, or exactly `ids`, wherever they stand now."""

    number: int = 1
    ids: frozenset[str] = frozenset()

    def places(self, ids: Sequence[str]) -> list[int]:
        if self.ids:
            return [place for place, name in enumerate(ids) if name in self.ids]
        start = (self.within(len(ids)) - 1) * ROWS_OF_A_PART
        return list(range(start, min(start + ROWS_OF_A_PART, len(ids))))

    def within(self, count: int) -> int:
        """The number of the part that is shown among those there are."""
        return max(1, min(self.number, parts_in(count)))


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part as the page leads to it; `wrong` counts its rows with something to check."""

    number: int
    first: int
    last: int
    is_shown: bool
    wrong: int


def parts_in(count: int) -> int:
    return max(1, -(-count // ROWS_OF_A_PART))


def part_of(place: int) -> int:
    """The number of the part in which a row stands, its place counted from nought."""
    return place // ROWS_OF_A_PART + 1


def parts_of(count: int, shown: int, wrong: Collection[int]) -> tuple[Part, ...]:
    """The parts of so many rows; none when one page holds them all. `wrong`: the places of rows to check."""
    if parts_in(count) == 1:
        return ()
    found = [part_of(place) for place in wrong]
    return tuple(
        Part(
            number=number,
            first=(number - 1) * ROWS_OF_A_PART + 1,
            last=min(number * ROWS_OF_A_PART, count),
            is_shown=number == shown,
            wrong=found.count(number),
        )
        for number in range(1, parts_in(count) + 1)
    )


def number_in(text: str) -> int:
    """A part asked for by an address or a button; the first when it makes no sense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
