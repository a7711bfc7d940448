"""A chart as a value: how many of what, each number with the address of the very rows it counts.

Knows nothing of what is counted. Whoever makes a mark counts by the query of the list its address opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Shape(StrEnum):
    """Bars lie under their words, for things with names; columns stand side by side, for a course of time."""

    BARS = "bars"
    COLUMNS = "columns"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One number: `label` says of what, `short` under a narrow column (two lines at most), `address` its rows.

    `lang` is the language of the label where it is not the reader's.
    """

    label: str
    value: int
    address: str = ""
    short: str = ""
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`name` is its anchor, `of` what the marks are (“month”), `counted` what is counted (“cases”)."""

    name: str
    title: str | Promise
    of: str | Promise
    counted: str | Promise
    marks: Sequence[Mark]
    shape: Shape = Shape.BARS

    @property
    def drawn(self) -> Sequence[Mark]:
        """The marks there is room for: the first of the bars, the newest of the columns; the table has all of them."""
        return self.marks[:MOST_BARS] if self.shape == Shape.BARS else self.marks[-MOST_COLUMNS:]

    @property
    def is_cut(self) -> bool:
        return len(self.drawn) < len(self.marks)

    @property
    def total(self) -> int:
        return sum(mark.value for mark in self.marks)


MOST_BARS, MOST_COLUMNS = 12, 24
