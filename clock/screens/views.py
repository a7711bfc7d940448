"""The working calendar: which years are known, their days and editions, writing the next one, releasing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import MANAGE_LEDGERS
from accounts.staffing.second_person import NotReleased
from accounts.versions import Difference, Stale, seen_version
from clock.editions import (
    AlreadyReleased,
    Day,
    Edition,
    StaleYear,
    edition_in_force,
    editions_of,
    editions_of_years,
    release_year,
    write_year,
)
from clock.models import CalendarEdition
from clock.screens.forms import YearForm
from clock.working_days import missing_years, years_in_library


@require_safe
@requires(MANAGE_LEDGERS)
def years(request: SignedInRequest) -> HttpResponseBase:
    """Every year: the edition in force, what waits for release, or that it is missing."""
    today = timezone.localdate()
    missing = missing_years(on=today)
    rows: list[dict[str, Any]] = []
    known = editions_of_years(range(today.year + 3, years_in_library().start - 1, -1))
    for year, editions in known.items():
        rows.append(
            {
                "year": year,
                "edition": next((e for e in editions if e.is_released), None),
                "waiting": editions[0] if editions and not editions[0].is_released else None,
                "is_alarm": year in missing,
            }
        )
    return render(request, "clock/years.html", {"rows": rows, "missing": missing})


@require_http_methods(["GET", "POST"])
@requires(MANAGE_LEDGERS)
def year(request: SignedInRequest, year: int) -> HttpResponseBase:
    """The days of a year, its editions, and the next edition: a year entered, or corrected while it runs."""
    if not years_in_library().start <= year <= timezone.localdate().year + 10:
        raise Http404
    editions = editions_of(year)
    newest = editions[0] if editions else None
    form = YearForm(request.POST or None, year=year, initial=_initial(newest))
    context: dict[str, Any] = {
        "form": form,
        "year": year,
        "editions": editions,
        "in_force": edition_in_force(year),
        "stands_on": request.POST.get("stands-on") or _version(newest),
    }
    if request.method == "POST" and form.is_valid():
        seen = seen_version(request.POST)
        try:
            written = write_year(
                year,
                form.cleaned_data["days"],
                source=form.cleaned_data["source"],
                by=request.user,
                stands_on=int(seen) if seen.isdecimal() else None,
            )
        except StaleYear as meanwhile:
            context["stale"] = _both(meanwhile.newest, form.cleaned_data)
            return render(request, "clock/year.html", context, status=409)
        told = _("Edition %(n)s of %(year)s is waiting for a second person to release it.")
        messages.success(request, told % {"n": written.version, "year": year})
        return redirect("calendar:year", year=year)
    return render(request, "clock/year.html", context, status=422 if form.errors else 200)


@require_POST
@requires(MANAGE_LEDGERS)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Let limits count by an edition; who wrote it cannot."""
    edition = get_object_or_404(CalendarEdition, pk=pk)
    try:
        release_year(edition, by=request.user)
    except NotReleased as why:
        messages.error(request, str(why))
    except AlreadyReleased:
        messages.info(request, _("This edition, or a later one, has already been released."))
    else:
        messages.success(request, _("The working days of %(year)s are now in force.") % {"year": edition.year})
    return redirect("calendar:year", year=edition.year)


def _version(edition: Edition | None) -> str:
    return str(edition.version if edition else 0)


def _initial(edition: Edition | None) -> dict[str, str]:
    return {"days": _as_text(edition.days), "source": edition.source if edition.pk else ""} if edition else {}


def _as_text(days: Any) -> str:
    return "\n".join(_line(day) for day in days)


def _line(day: Day) -> str:
    return f"{day.date} {'班' if day.is_working else '休'} {day.name}".strip()


def _both(theirs: Edition, mine: dict[str, Any]) -> Stale:
    """The lines that differ, as the newer edition has them and as they were typed."""
    before, after = {d.date: d for d in theirs.days}, {d.date: d for d in mine["days"]}
    differences = [
        Difference(
            label=day.isoformat(),
            theirs=_line(before[day]) if day in before else "",
            mine=_line(after[day]) if day in after else "",
        )
        for day in sorted(before.keys() | after.keys())
        if before.get(day) != after.get(day)
    ]
    if theirs.source != mine["source"]:
        differences.append(
            Difference(label=_("Notice that announced it"), theirs=theirs.source, mine=str(mine["source"]))
        )
    who = theirs.written_by.name if theirs.written_by else ""
    return Stale(version=str(theirs.version), differences=differences, who=who, when=theirs.written_at)
