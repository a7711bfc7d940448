"""Supervision in figures: numbers with their definition, charts with a table, and the rows behind each number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS, KEEP_GRIDS, SEE_STATISTICS
from pages.charts.chart import Chart, Mark
from pages.charts.period import PeriodForm
from pages.lists.paging import page
from pages.lists.tables import csv_parts
from supervision.figures import events
from supervision.figures.definitions import ALONE, FIGURES, GROUPS, PARTS, Counted, Figure, count
from supervision.figures.rows import told


def _days(request: SignedInRequest) -> tuple[PeriodForm, datetime.date, datetime.date]:
    form = PeriodForm(request.GET or None)
    since, until = form.period(today=timezone.localdate())
    return form, since, until


def _address(figure: Figure, part: str, since: datetime.date, until: datetime.date) -> str:
    days = urlencode({"since": since.isoformat(), "until": until.isoformat()})
    return f"{reverse('figures:rows', args=[figure.code, part])}?{days}"


def _line(one: Counted, since: datetime.date, until: datetime.date) -> tuple[Counted, str, str]:
    counted, of = (_address(one.figure, part, since, until) for part in PARTS)
    return one, counted, of


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS, KEEP_GRIDS)
def figures(request: SignedInRequest) -> HttpResponse:
    """The figures a reader may know, over some days."""
    form, since, until = _days(request)
    mine = {code: one for code, one in FIGURES.items() if one.may_be_read_by(request.user)}
    counted = {code: count(one, request.user, since, until) for code, one in mine.items()}
    grouped = [
        (
            _chart(name, [one for one in counted.values() if one.figure.group == name], since, until),
            [_line(one, since, until) for one in counted.values() if one.figure.group == name],
        )
        for name in GROUPS
    ]
    context = {
        "form": form,
        "since": since,
        "until": until,
        "lines": [_line(counted[one.code], since, until) for one in ALONE if one.code in counted],
        "groups": [(chart, lines) for chart, lines in grouped if lines],
    }
    return render(request, "supervision/figures/figures.html", context)


def _chart(name: str, counted: Sequence[Counted], since: datetime.date, until: datetime.date) -> Chart:
    title, of, what = GROUPS[name]
    marks = [
        Mark(label=str(one.figure.label), value=one.number, address=_address(one.figure, "counted", since, until))
        for one in counted
    ]
    return Chart(name=name, title=title, of=of, counted=what, marks=marks)


def _figure(request: SignedInRequest, code: str, part: str) -> Figure:
    found = FIGURES.get(code)
    if found is None or part not in PARTS:
        raise Http404
    if not found.may_be_read_by(request.user):
        raise PermissionDenied
    return found


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS, KEEP_GRIDS)
def rows(request: SignedInRequest, code: str, part: str) -> HttpResponseBase:
    """The rows behind a number, by the very query that counts them; as a page or, with `as=csv`, as a file."""
    figure = _figure(request, code, part)
    _form, since, until = _days(request)
    found = figure.rows(part, request.user, since, until).order_by("-pk")
    if request.GET.get("as") == "csv":
        return _csv(request, figure, part, found, since, until)
    shown = page(request, found)
    context = {
        "figure": figure,
        "said": figure.counted if part == "counted" else figure.of,
        "since": since,
        "until": until,
        "page": shown,
        "rows": [told(row) for row in shown.rows],
        "file": f"{_address(figure, part, since, until)}&as=csv",
        "back": f"{reverse('figures:list')}?{urlencode({'since': since.isoformat(), 'until': until.isoformat()})}",
    }
    return render(request, "supervision/figures/rows.html", context)


def _csv(
    request: SignedInRequest, figure: Figure, part: str, found: Any, since: datetime.date, until: datetime.date
) -> StreamingHttpResponse:
    """The rows as a file; that it was taken is written down before the first row leaves."""
    days = {"since": since.isoformat(), "until": until.isoformat()}
    by: Person = request.user
    events.TAKEN.record(
        subject=f"figure:{figure.code}", by=by, authority=by.at, figure=str(figure.code), rows=found.count(), **days
    )
    response = StreamingHttpResponse(_parts(request.LANGUAGE_CODE, found), content_type="text/csv")
    name = f"{figure.code}-{part}-{since:%Y%m%d}-{until:%Y%m%d}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _parts(language: str, found: Any) -> Iterator[bytes]:
    with translation.override(language):
        head = [_("Day"), _("Which one"), _("Whom or what it is about")]
        lines = ([row.day or "", row.number, row.about] for row in map(told, found.iterator(chunk_size=500)))
        yield from csv_parts(line for part in ([head], lines) for line in part)
