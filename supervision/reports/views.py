"""Tables for other platforms: what would leave, and the file; each time remembered before the first row leaves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import chain

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS, SEE_STATISTICS
from pages.charts.period import PeriodForm
from pages.lists.exporting import FORMATS, CountedLines, Format, streamed
from supervision.reports import events
from supervision.reports.tables import AT_ONCE, TABLES, Table
from trail.events import EventKind


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS)
def reports(request: SignedInRequest) -> HttpResponse:
    """The tables, each with how many rows of the days would leave."""
    form = PeriodForm(request.GET or None)
    since, until = form.period(today=timezone.localdate())
    context = {
        "form": form,
        "since": since,
        "until": until,
        "formats": FORMATS,
        "tables": [(table, table.rows(request.user, since, until).count()) for table in TABLES.values()],
    }
    return render(request, "supervision/reports/reports.html", context)


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS)
def table(request: SignedInRequest, name: str, kind: str) -> HttpResponseBase:
    """A table as a file of some days."""
    wanted, made_as = TABLES.get(name), FORMATS.get(kind)
    if wanted is None or made_as is None:
        raise Http404
    since, until = PeriodForm(request.GET or None).period(today=timezone.localdate())
    told = {"table": wanted.name, "since": since.isoformat(), "until": until.isoformat()}
    _remember(events.BEGUN, request.user, told)
    filename = f"{wanted.name}-{since:%Y%m%d}-{until:%Y%m%d}.{made_as.name}"
    parts = _parts(wanted, made_as, request.user, since, until, told)
    return streamed(parts, kind=made_as.kind, name=filename)


def _parts(
    wanted: Table, made_as: Format, by: Person, since: datetime.date, until: datetime.date, told: dict[str, str]
) -> Iterator[bytes]:
    """The file; however it ends, what left is written down."""
    rows = wanted.rows(by, since, until).iterator(chunk_size=AT_ONCE)
    counted, is_complete = CountedLines(wanted.lines(rows)), False
    try:
        yield from made_as.parts(str(wanted.title), chain([wanted.heads], counted))
        is_complete = True
    finally:
        _remember(events.TAKEN, by, {**told, "rows": counted.rows, "complete": is_complete})


def _remember(kind: EventKind, by: Person, told: Mapping[str, object]) -> None:
    kind.record(subject=f"report:{told['table']}", by=by, authority=by.at, **told)
