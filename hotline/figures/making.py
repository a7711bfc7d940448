"""How a figure of the hotline is made: counted of a reader's authorities, or of one authority for its bulletin."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import READ_TICKETS, SEE_HOTLINE
from accounts.roles import visible_authorities
from hotline.figures.counting import Authorities, Count
from pages.counted.figure import DAYS, NOTHING, PARTS, Counting, Figure, Rows, Words

SEEING = (SEE_HOTLINE, READ_TICKETS)
RUNNING = _("Limits that still run, and those nobody can tell because the calendar of their year is not entered.")
NOT_REACHED = _("Callers who were not reached, and anonymous ones. Silence is never satisfaction.")


@dataclass(frozen=True, kw_only=True)
class HotlineFigure(Figure):
    """A figure that can be counted of any authorities, not of a reader's alone: a bulletin has no reader."""

    counts: tuple[Count, Count]

    def rows_of(self, part: str, whose: Authorities, since: datetime.date, until: datetime.date) -> Rows:
        """The rows behind a number, of some authorities."""
        return self.counts[PARTS.index(part)](whose, since, until)


@cache
def _seen_by_reader(count: Count) -> Counting:
    def rows(person: Person, since: datetime.date, until: datetime.date) -> Rows:
        return count(visible_authorities(person), since, until)

    return rows


def figure(
    code: str,
    title: Words,
    counted: Words,
    of: Words,
    numerator: Count,
    denominator: Count,
    *,
    target: int | None = None,
    left_out: Words = NOTHING,
    period: Words = DAYS,
    group: str = "",
    label: Words = "",
) -> HotlineFigure:
    """A figure by its two counts."""
    return HotlineFigure(
        code=code,
        title=title,
        counted=counted,
        of=of,
        counts=(numerator, denominator),
        numerator=_seen_by_reader(numerator),
        denominator=_seen_by_reader(denominator),
        permissions=SEEING,
        target=target,
        left_out=left_out,
        period=period,
        group=group,
        label=label,
    )
