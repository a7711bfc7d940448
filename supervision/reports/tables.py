"""Tables other platforms take: 互联网+监管 and 双随机, made of the very rows of inspections and draws (F-13.3–13.6).

Only inspections and draws are read here. Visits and encounters are no inspections and never leave: an import contract
says so. A table's heads are the platform's own words, the same in every language.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.roles import visible_authorities
from pages.days import in_days
from supervision.draws.models import Draw, DrawObject
from supervision.inspections.models import ChosenItem
from supervision.inspections.result_models import Result
from supervision.reports.cells import OF_CHECKS, OF_DRAWN, OF_MEASURES, OF_TASKS, Columns

AT_ONCE = 500
OF_A_CHECK = (
    "company",
    "authority__division",
    "drawn__draw",
    "result__by",
    "result__recheck",
    "entry__first__person",
    "entry__second__person",
)


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a platform takes: `heads` and cells side by side, the rows of a reader's authorities in some days."""

    name: str
    title: Promise
    explained: Promise
    columns: Columns
    rows: Callable[[Person, datetime.date, datetime.date], Any]

    @property
    def heads(self) -> list[str]:
        return [head for head, _cell in self.columns]

    def lines(self, rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
        """The lines of a file. Raises OneOfficer."""
        for row in rows:
            yield [cell(row) for _head, cell in self.columns]


def _told(rows: Any, since: datetime.date, until: datetime.date, prefix: str = "") -> Any:
    return in_days(rows, f"{prefix}result__at", since, until)


def checks(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Each item of each inspection whose result was told in some days: a joint visit is several checks."""
    rows = ChosenItem.objects.filter(inspection__authority__in=visible_authorities(person))
    found = _told(rows, since, until, "inspection__").select_related(*(f"inspection__{name}" for name in OF_A_CHECK))
    return found.prefetch_related("inspection__records", "inspection__drawn__draw__platform_numbers").order_by("pk")


def measures(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Orders to rectify that were told in some days."""
    rows = Result.objects.filter(outcome=Result.Outcome.RECTIFY, inspection__authority__in=visible_authorities(person))
    found = in_days(rows, "at", since, until)
    related = ("inspection__company", "inspection__authority", "letter", "recheck")
    return found.select_related(*related, "inspection__entry__first__person", "inspection__entry__second__person")


def tasks(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Draws that were drawn in some days."""
    rows = in_days(Draw.objects.visible_to(person), "result__drawn_at", since, until)
    objects = DrawObject.objects.select_related("inspection").prefetch_related("inspection__items")
    rows = rows.select_related("authority", "result").defer("listed").order_by("pk")
    return rows.prefetch_related("platform_numbers", Prefetch("objects_of", queryset=objects))


def drawn_results(person: Person, since: datetime.date, until: datetime.date) -> Any:
    """Checks of drawn companies whose result was told in some days."""
    return checks(person, since, until).filter(inspection__drawn__isnull=False)


TABLES = {
    table.name: table
    for table in (
        Table(
            name="checks",
            title=_("Checks (互联网+监管)"),
            explained=_("Each item of each inspection whose result was told: two officers, two numbers."),
            columns=OF_CHECKS,
            rows=checks,
        ),
        Table(
            name="measures",
            title=_("Other measures (互联网+监管)"),
            explained=_("Orders to rectify, from their day to the second look."),
            columns=OF_MEASURES,
            rows=measures,
        ),
        Table(
            name="draw-tasks",
            title=_("Tasks of random draws (双随机)"),
            explained=_("Draws with the digest of their list and their seed: the draw stays ours."),
            columns=OF_TASKS,
            rows=tasks,
        ),
        Table(
            name="draw-results",
            title=_("Results of random draws (双随机)"),
            explained=_("What was found at drawn companies, by the platform's codes."),
            columns=OF_DRAWN,
            rows=drawn_results,
        ),
    )
}
"""Every table that leaves, by the name in its address."""
