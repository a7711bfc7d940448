"""How people were served, for everybody: by item, authority and month, fair with small numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.charts.period import PeriodForm
from pages.figures import figure
from rating.figures.counting import is_dear, tables_of
from rating.rules import rules_on


@require_safe
def in_public(request: HttpRequest) -> HttpResponse:
    """The tables over some days; what is dear is counted by the worker."""
    today = timezone.localdate()
    form = PeriodForm(request.GET or None)
    since, until = form.period(today=today)
    days = {"since": since.isoformat(), "until": until.isoformat()}
    counted = figure("ratings", is_dear=lambda: is_dear(since=since, until=until), **days)
    context = {
        "form": form,
        "since": since,
        "until": until,
        "tables": tables_of(counted.value) if counted.value is not None else None,
        "counted_at": counted.counted_at,
        "rules": rules_on(today),
    }
    return render(request, "rating/public.html", context)
