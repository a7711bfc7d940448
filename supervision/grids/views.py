"""Grids at a glance, one grid with its people and companies, and who stands in none."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import KEEP_GRIDS, SEE_GRIDS, VISIT
from accounts.versions import Stale, seen_version
from desk.acts import carry_out
from pages.lists.paging import number, page
from pages.lists.shown import MOST_COUNTED, show
from supervision.grids import actions
from supervision.grids.forms import AreaForm, EndForm, SeatForm
from supervision.grids.grid_list import GRIDS
from supervision.grids.models import Assignment, Grid, Seat, authorities_of_grids
from supervision.grids.queries import (
    companies_in,
    contacts_of,
    ever_of,
    history_of,
    open_to,
    others_like,
    seats_of,
    version_now,
    without_grid,
    words_now,
)
from supervision.visits.queries import Load, Looked, loads_in, looked_after, met_lately


@require_safe
@requires(VISIT, KEEP_GRIDS, SEE_GRIDS)
def grids(request: SignedInRequest) -> HttpResponseBase:
    """The grids somebody keeps, watches or has a seat in."""
    return show(request, GRIDS, "supervision/grids/grids.html", more=lambda _listed: _beside(request))


def _beside(request: SignedInRequest) -> dict[str, Any]:
    nobodys = without_grid(request.user)[:MOST_COUNTED].count() if _sees_all(request) else 0
    return {"may_keep": request.user.has_perm(KEEP_GRIDS), "nobodys": nobodys}


def _sees_all(request: SignedInRequest) -> bool:
    return request.user.has_perm(KEEP_GRIDS) or request.user.has_perm(SEE_GRIDS)


def _looked_after(grid: Grid) -> dict[str, Any]:
    """The companies with their last visit, next one and open needs; the people with what they have to do."""
    on = timezone.localdate()
    looked, loads = looked_after(grid), loads_in(grid, on=on)
    return {
        "today": on,
        "seats": [(seat, loads.get(seat.person_id, Load())) for seat in seats_of(grid)],
        "assignments": [(row, looked.get(row.company_id, Looked())) for row in companies_in(grid)],
        "met": sum(met_lately(one, on=on) for one in looked.values()),
    }


def _shown(
    request: SignedInRequest, grid: Grid, *, stale: Stale | None = None, **forms_sent: forms.Form
) -> HttpResponse:
    may_keep = request.user.has_perm(KEEP_GRIDS) and not hasattr(grid, "end")
    words = words_now(grid)
    context: dict[str, Any] = {
        "grid": grid,
        "words": words,
        **_looked_after(grid),
        "history": history_of(grid),
        "may_keep": may_keep,
        "others": others_like(grid),
        "stale": stale,
        "stands_on": request.POST.get("stands-on", "") if forms_sent else version_now(grid),
    }
    if may_keep:
        context |= {
            "area_form": AreaForm(initial={"words": "\n".join(words)}),
            "seat_form": SeatForm(grid=grid),
            "end_form": EndForm(grid=grid),
        }
    status = 409 if stale else 422 if forms_sent else 200
    return render(request, "supervision/grids/grid.html", {**context, **forms_sent}, status=status)


@require_safe
@requires(VISIT, KEEP_GRIDS, SEE_GRIDS)
def grid(request: SignedInRequest, code: str) -> HttpResponse:
    """One grid: its area, its people, its companies, its history."""
    return _shown(request, get_object_or_404(ever_of(request.user).select_related("division", "authority"), code=code))


def _kept(request: SignedInRequest, code: str) -> Grid:
    rows = Grid.objects.visible_to(request.user).select_related("division", "authority")
    return get_object_or_404(rows, code=code)


@require_POST
@requires(KEEP_GRIDS)
def area(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Give the grid other words."""
    found, form = _kept(request, code), AreaForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, area_form=form)
    act = partial(
        actions.rewrite_area, found, form.cleaned_data["words"], by=request.user, seen=seen_version(request.POST)
    )
    try:
        carry_out(request, act, _("The area is saved. Companies will follow within the hour."))
    except Stale as meanwhile:
        return _shown(request, found, area_form=form, stale=meanwhile)
    return redirect("grids:grid", code=code)


@require_POST
@requires(KEEP_GRIDS)
def seat(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Give somebody a seat."""
    found = _kept(request, code)
    form = SeatForm(request.POST, grid=found)
    if not form.is_valid():
        return _shown(request, found, seat_form=form)
    carry_out(request, partial(actions.seat, found, by=request.user, **form.cleaned_data), _("The seat is given."))
    return redirect("grids:grid", code=code)


@require_POST
@requires(KEEP_GRIDS)
def unseat(request: SignedInRequest, code: str, pk: int) -> HttpResponseBase:
    """End a seat."""
    given = get_object_or_404(Seat.objects.select_related("person"), grid=_kept(request, code), pk=pk)
    carry_out(request, partial(actions.unseat, given, by=request.user), _("The seat has ended."))
    return redirect("grids:grid", code=code)


@require_POST
@requires(KEEP_GRIDS)
def end(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Merge the grid into another, or close it."""
    found = _kept(request, code)
    form = EndForm(request.POST, grid=found)
    if form.is_valid():
        try:
            actions.end(found, by=request.user, **form.cleaned_data)
        except actions.NotPossible as why:
            form.add_error("into", str(why))
        else:
            messages.success(request, _("The grid has ended. Its history is kept."))
            return redirect("grids:grid", code=code)
    return _shown(request, found, end_form=form)


@require_safe
@requires(KEEP_GRIDS, SEE_GRIDS)
def without(request: SignedInRequest) -> HttpResponse:
    """Companies with a licence that nobody looks after: in no grid, or in one without members."""
    found = page(request, without_grid(request.user))
    context = {"page": found, "rows": open_to(found.rows), "may_keep": request.user.has_perm(KEEP_GRIDS)}
    return render(request, "supervision/grids/without.html", context)


@require_POST
@requires(KEEP_GRIDS)
def assign(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put the company of an assignment into another grid."""
    reach = authorities_of_grids(request.user)
    rows = Assignment.objects.select_related("company")
    before = get_object_or_404(rows, pk=pk, company__division__authority__in=reach)
    to = get_object_or_404(Grid.objects.visible_to(request.user).active(), pk=number(request.POST.get("grid", "")))
    if to.kind != before.kind:
        raise PermissionDenied
    told = _("%(company)s is now in grid %(grid)s.") % {"company": before.company.name, "grid": to.code}
    carry_out(request, partial(actions.assign, before.company, to, by=request.user), told)
    return redirect("grids:grid", code=to.code)


@require_safe
@applicant_required
def mine(request: CompanyRequest) -> HttpResponse:
    """Whom a company may call: the people of its grid."""
    return render(request, "supervision/grids/mine.html", {"contacts": contacts_of(request.company)})
