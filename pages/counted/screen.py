"""The page of figures and the pages of the rows behind them; an app gives its figures and says how a row is told."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.people import Person
from pages.charts.chart import Chart, Mark, Shape
from pages.charts.period import PeriodForm
from pages.charts.time import months
from pages.counted.figure import PARTS, Counted, Figure, Kept, Told, Words, counted
from pages.days import days_query
from pages.lists.exporting import streamed
from pages.lists.paging import page
from pages.lists.tables import csv_parts
from trail.events import EventKind, names

PART = 500
"""Rows of a file that are told together."""


def each_told(
    rows: Iterable[Any], told: Callable[[Any], Told], beside: Callable[[Sequence[Any]], None]
) -> Iterator[Told]:
    """Rows as they are told, each part of them after what stands beside it was read at once."""
    each = iter(rows)
    while part := list(islice(each, PART)):
        beside(part)
        yield from map(told, part)


@dataclass(frozen=True, kw_only=True)
class Screen:
    """`alone` are shown in a table, the others as charts by their group: title, of what, what is counted.

    `namespace` holds the addresses `list` and `rows`; `taken` is the event of a file that left.
    """

    namespace: str
    title: Words
    figures: Mapping[str, Figure]
    alone: Sequence[Figure]
    groups: Mapping[str, tuple[Words, Words, Words]]
    told: Callable[[Any], Told]
    beside: Callable[[Sequence[Any]], None] = lambda rows: None
    """Reads at once what rows are told with (`each_told`)."""
    taken: EventKind
    kept: Callable[[Person, datetime.date, datetime.date], Kept] | None = None
    """Where counting is dear: what `pages.figures` keeps, {code: [number, of]}, nothing while the worker counts."""

    def __post_init__(self) -> None:
        names({"figure": self._name_of})

    def _name_of(self, code: str) -> str:
        """What the trail calls a figure: its title, not its code."""
        return str(self.figures[code].title) if code in self.figures else code

    def list_page(self, request: SignedInRequest, **more: Any) -> HttpResponse:
        """The figures a reader may know, over some days."""
        form, since, until = days_of(request)
        mine = {code: one for code, one in self.figures.items() if one.may_be_read_by(request.user)}
        found, counted_at = self._counted(request.user, mine, since, until)
        grouped = [
            (
                self._chart(name, [one for one in found.values() if one.figure.group == name], since, until),
                [self._line(one, since, until) for one in found.values() if one.figure.group == name],
            )
            for name in self.groups
        ]
        context = {
            "title": self.title,
            "form": form,
            "since": since,
            "until": until,
            "lines": [self._line(found[one.code], since, until) for one in self.alone if one.code in found],
            "groups": [(chart, lines) for chart, lines in grouped if lines],
            "courses": [self._course(one, request.user, since, until) for one in mine.values() if one.by_month],
            "counted_at": counted_at,
            "is_being_counted": bool(mine) and not found,
        }
        return render(request, more.pop("template", "parts/counted/figures.html"), context | more)

    def _counted(
        self, person: Person, mine: Mapping[str, Figure], since: datetime.date, until: datetime.date
    ) -> tuple[dict[str, Counted], datetime.datetime | None]:
        if self.kept is None:
            return counted(mine, person, since, until), None
        found = self.kept(person, since, until)
        numbers = found.value or {}
        kept = {
            code: Counted(figure=one, number=numbers[code][0], of=numbers[code][1])
            for code, one in mine.items()
            if code in numbers
        }
        return kept, found.counted_at

    def rows_page(self, request: SignedInRequest, code: str, part: str) -> HttpResponseBase:
        """The rows behind a number, by the very query that counts them; as a page or, with `as=csv`, as a file."""
        figure = self._figure(request, code, part)
        _form, since, until = days_of(request)
        found = figure.rows(part, request.user, since, until).order_by("-pk")
        if request.GET.get("as") == "csv":
            return self._csv(request, figure, part, found, since, until)
        shown = page(request, found)
        context = {
            "title": self.title,
            "figure": figure,
            "said": figure.counted if part == "counted" else figure.of,
            "since": since,
            "until": until,
            "page": shown,
            "rows": list(each_told(shown.rows, self.told, self.beside)),
            "file": f"{self._address(figure, part, since, until)}&as=csv",
            "back": f"{reverse(f'{self.namespace}:list')}?{days_query(since, until)}",
        }
        return render(request, "parts/counted/rows.html", context)

    def _address(self, figure: Figure, part: str, since: datetime.date, until: datetime.date) -> str:
        return f"{reverse(f'{self.namespace}:rows', args=[figure.code, part])}?{days_query(since, until)}"

    def _line(self, one: Counted, since: datetime.date, until: datetime.date) -> tuple[Counted, str, str]:
        counted, of = (self._address(one.figure, part, since, until) for part in PARTS)
        return one, counted, of

    def _chart(self, name: str, counted: Sequence[Counted], since: datetime.date, until: datetime.date) -> Chart:
        title, of, what = self.groups[name]
        marks = [
            Mark(
                label=str(one.figure.label),
                value=one.number,
                address=self._address(one.figure, "counted", since, until),
            )
            for one in counted
        ]
        return Chart(name=name, title=title, of=of, counted=what, marks=marks)

    def _course(self, figure: Figure, person: Person, since: datetime.date, until: datetime.date) -> Chart:
        """What is counted month by month, of the very query; the months at both ends as far as they were chosen."""
        rows = figure.numerator(person, since, until).order_by().annotate(month=TruncMonth(figure.by_month))
        counts = rows.values_list("month").annotate(number=Count("pk")).order_by("month")

        def address(first: datetime.date, last: datetime.date) -> str:
            return self._address(figure, "counted", max(first, since), min(last, until))

        told = [(month.isoformat(), number) for month, number in counts]
        return Chart(
            name=f"{figure.code}-by-month",
            title=_("%(figure)s, by month") % {"figure": figure.title},
            of=_("Month"),
            counted=_("Counted"),
            marks=months(told, address=address),
            shape=Shape.COLUMNS,
        )

    def _figure(self, request: SignedInRequest, code: str, part: str) -> Figure:
        found = self.figures.get(code)
        if found is None or part not in PARTS:
            raise Http404
        if not found.may_be_read_by(request.user):
            raise PermissionDenied
        return found

    def _csv(
        self,
        request: SignedInRequest,
        figure: Figure,
        part: str,
        found: Any,
        since: datetime.date,
        until: datetime.date,
    ) -> HttpResponseBase:
        """The rows as a file; that it was taken is written down before the first row leaves."""
        days = {"since": since.isoformat(), "until": until.isoformat()}
        by = request.user
        self.taken.record(
            subject=f"figure:{figure.code}", by=by, authority=by.at, figure=str(figure.code), rows=found.count(), **days
        )
        name = f"{figure.code}-{part}-{since:%Y%m%d}-{until:%Y%m%d}.csv"
        return streamed(self._parts(found), kind="text/csv", name=name)

    def _parts(self, found: Any) -> Iterator[bytes]:
        head = [_("Day"), _("Which one"), _("Whom or what it is about")]
        rows = each_told(found.iterator(chunk_size=PART), self.told, self.beside)
        lines = ([row.day or "", row.number, row.about] for row in rows)
        yield from csv_parts(line for part in ([head], lines) for line in part)


def days_of(request: SignedInRequest) -> tuple[PeriodForm, datetime.date, datetime.date]:
    form = PeriodForm(request.GET or None)
    since, until = form.period(today=timezone.localdate())
    return form, since, until
