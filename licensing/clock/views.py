"""The working calendar: which years are known, and entering one the library does not know yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from licensing import events
from licensing.clock.calendar_forms import YearForm
from licensing.clock.models import CalendarDay
from licensing.clock.working_days import entered_days, years_in_library

MANAGE = "accounts.manage_ledgers"


@require_safe
@requires(MANAGE)
def years(request: SignedInRequest) -> HttpResponseBase:
    """This year and the next ones: known by the library, entered by hand, or missing."""
    this = timezone.localdate().year
    library = years_in_library()
    rows: list[dict[str, Any]] = [
        {"year": year, "library": year in library, "entered": len(entered_days(year)) if year not in library else 0}
        for year in range(this - 1, this + 4)
    ]
    return render(request, "licensing/clock/years.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def year(request: SignedInRequest, year: int) -> HttpResponseBase:
    """Enter a year, or add to it what was announced later."""
    if year in years_in_library() or not 2004 <= year <= timezone.localdate().year + 10:
        raise Http404
    known = CalendarDay.objects.filter(date__year=year)
    form = YearForm(request.POST or None, year=year, initial={"days": _as_text(known), "source": _source(known)})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            wanted = {day.date: day for day in form.cleaned_data["days"]}
            known.exclude(date__in=wanted).delete()
            for day in wanted.values():
                CalendarDay.objects.update_or_create(
                    date=day.date,
                    defaults={
                        "is_working": day.is_working,
                        "name": day.name,
                        "source": form.cleaned_data["source"],
                    },
                )
            events.CALENDAR_ENTERED.record(
                subject=f"calendar:{year}",
                by=request.user,
                authority=request.user.authority.division_id if request.user.authority else "",
                year=year,
                days=len(wanted),
                source=form.cleaned_data["source"],
            )
        messages.success(request, _("The working days of %(year)s are entered.") % {"year": year})
        return redirect("calendar:years")
    context = {"form": form, "year": year}
    return render(request, "licensing/clock/year.html", context, status=422 if form.errors else 200)


def _as_text(known: Any) -> str:
    return "\n".join(f"{day.date} {'班' if day.is_working else '休'} {day.name}".strip() for day in known)


def _source(known: Any) -> str:
    first = known.first()
    return first.source if first else ""
