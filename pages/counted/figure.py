"""A figure: what is counted, of what, what is left out, which days; a share only where there are enough."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from pages.counted.together import counts_of

FEWEST = 10
"""Below so many there are counts and no shares, and nothing is put in order of size."""
PARTS = ("counted", "of")
DAYS, TODAY = _("in the period chosen"), _("as it stands today")
NOTHING = _("Nothing is left out.")

Words = str | Promise
Rows = Any
Counting = Callable[[Person, datetime.date, datetime.date], Rows]


def share(number: int, of: int) -> float | None:
    """Per cent; None where there are too few to tell one."""
    return round(100 * number / of, 1) if of >= FEWEST else None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure. `numerator` of `denominator`; `group` names the chart it is a mark of, `label` its name there."""

    code: str
    title: Words
    counted: Words
    of: Words
    numerator: Counting
    denominator: Counting
    permissions: tuple[str, ...]
    left_out: Words = NOTHING
    period: Words = DAYS
    target: int | None = None
    per_hundred: bool = False
    group: str = ""
    label: Words = ""
    by_month: str = ""
    """The field of the day of its rows, where a chart tells them month by month."""

    def may_be_read_by(self, person: Person) -> bool:
        return any(person.has_perm(permission) for permission in self.permissions)

    def rows(self, part: str, person: Person, since: datetime.date, until: datetime.date) -> Rows:
        """The rows behind a number: the very query that counts them."""
        return (self.numerator if part == "counted" else self.denominator)(person, since, until)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A figure of some days. A share only where there are enough."""

    figure: Figure
    number: int
    of: int

    @property
    def share(self) -> float | None:
        return share(self.number, self.of)


def count(figure: Figure, person: Person, since: datetime.date, until: datetime.date) -> Counted:
    """Count a figure."""
    return counted({figure.code: figure}, person, since, until)[figure.code]


def counted(
    figures: Mapping[str, Figure], person: Person, since: datetime.date, until: datetime.date
) -> dict[str, Counted]:
    """Count figures, all at one moment."""
    # Half of them are the same “all that were received”: each is put together once.
    countings = list(dict.fromkeys(rows for one in figures.values() for rows in (one.numerator, one.denominator)))
    counts = counts_of([rows(person, since, until) for rows in countings])
    number = dict(zip(countings, counts, strict=True))
    return {
        code: Counted(figure=one, number=number[one.numerator], of=number[one.denominator])
        for code, one in figures.items()
    }


class Kept(Protocol):
    """Counts that were kept (`pages.figures`): nothing while the worker counts, and when it counted."""

    @property
    def value(self) -> Any: ...

    @property
    def counted_at(self) -> datetime.datetime | None: ...


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row as the drill-down and its file tell it; without an address where its page is not open to the reader."""

    day: datetime.date | None
    number: str
    about: str
    address: str
    lang: str = "zh-Hans"
