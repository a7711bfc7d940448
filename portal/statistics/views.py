"""The statistics page: figures as the catalogue has them and as they were lived, and what was granted, as pictures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from licensing.auditing.dashboard.reading import Registry, registries_told
from licensing.auditing.lived import figures_of, is_dear
from licensing.certificates.publicity.granted import Granted
from materials.catalogue.queries import catalogue_in_force, figures, names_of_services
from pages.charts.chart import Chart, Mark, Shape
from pages.charts.period import PeriodForm, this_year
from pages.charts.time import months
from pages.figures import figure
from portal.statistics.beside import beside


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """By item and month; open to everybody."""
    today = timezone.localdate()
    form = PeriodForm(request.GET or None)
    since, until = form.period(today=today)
    if (since, until) == this_year(today):
        kept, kept_grants = figure("this-year"), figure("granted-this-year")
        told, granted = kept.value, kept_grants.value
        counted_at = min((one.counted_at for one in (kept, kept_grants) if one.counted_at), default=None)
    else:
        days = {"since": since.isoformat(), "until": until.isoformat()}
        chosen = figure("chosen-period", is_dear=lambda: is_dear(since=since, until=until), **days)
        told, granted = (chosen.value["lived"], chosen.value["granted"]) if chosen.value else (None, None)
        counted_at = chosen.counted_at
    counted = figures_of(told) if told else None
    context = {
        "form": form,
        "since": since,
        "until": until,
        "beside": beside(figures(catalogue_in_force()), counted.whole) if counted else [],
        "lived": counted,
        "charts": charts_of(granted, since=since, until=until) if granted else [],
        "counted_at": counted_at,
        "debts": debts(since=since, until=until),
    }
    return render(request, "portal/statistics.html", context)


def debts(*, since: datetime.date, until: datetime.date) -> list[Registry]:
    """How registries answered, and what people did in their place; nothing while the worker counts."""
    days = {"since": since.isoformat(), "until": until.isoformat()}
    found = figure("registries", is_dear=lambda: is_dear(since=since, until=until), **days)
    return registries_told(found.value, (since, until)) if found.value else []


def charts_of(granted: dict[str, Any], *, since: datetime.date, until: datetime.date) -> list[Chart]:
    """What was granted by month and by service; each mark leads to its rows of the public list."""
    counted = _("Grants")
    return [
        Chart(
            name="granted-by-month",
            title=_("Granted and made public, by month"),
            of=_("Month"),
            counted=counted,
            shape=Shape.COLUMNS,
            marks=_of_months(granted["months"], since=since, until=until),
        ),
        Chart(
            name="granted-by-service",
            title=_("Granted and made public, by service"),
            of=_("Service"),
            counted=counted,
            marks=_of_items(granted["items"], since=since, until=until),
        ),
    ]


def _of_months(counts: Sequence[Any], *, since: datetime.date, until: datetime.date) -> list[Mark]:
    def address(first: datetime.date, last: datetime.date) -> str:
        return Granted(since=max(first, since), until=min(last, until)).address()

    return months(counts, address=address)


def _of_items(counts: Sequence[Any], *, since: datetime.date, until: datetime.date) -> list[Mark]:
    names = names_of_services([code for code, _number in counts])
    return [
        Mark(
            label=names.get(code, code),
            value=number,
            address=Granted(since=since, until=until, item=code).address(),
        )
        for code, number in counts
    ]
