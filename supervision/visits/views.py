"""Visits read by members, chiefs and the company itself; needs answered; what phones could not hand in."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import KEEP_GRIDS, SEE_GRIDS, VISIT
from desk.acts import carry_out
from materials.uploads.responses import preview
from pages.lists.paging import page_of
from pages.lists.shown import show
from supervision.grids.queries import grids_of
from supervision.phones.aside_views import AsidePage
from supervision.phones.clock import differs
from supervision.visits import actions
from supervision.visits.clues.queries import clues_of
from supervision.visits.clues.rules import may_give
from supervision.visits.forms import AnswerForm, PlanForm
from supervision.visits.lists import VISITS
from supervision.visits.looks import CLUES, NEEDS, look_of
from supervision.visits.models import SetAsideFile, Visit
from supervision.visits.phone.asides import ASIDES, set_aside_for
from supervision.visits.planning import plan as plan_visits
from supervision.visits.queries import (
    NEWEST_FIRST,
    needs_of,
    planned_at,
    planned_for,
    today,
    upload_of,
    visits_at,
    visits_of,
    whole,
)
from supervision.visits.reference import name_of
from supervision.visits.rules import may_answer


@require_safe
@requires(VISIT, KEEP_GRIDS, SEE_GRIDS)
def visits(request: SignedInRequest) -> HttpResponseBase:
    """The visits somebody made, keeps or watches."""
    return show(request, VISITS, "supervision/visits/visits.html", more=lambda _listed: _beside(request))


def _beside(request: SignedInRequest) -> dict[str, Any]:
    keeps = request.user.has_perm(KEEP_GRIDS)
    return {
        "may_keep": keeps,
        "may_visit": request.user.has_perm(VISIT),
        "aside": set_aside_for(request.user).filter(settled=None).count() if keeps else 0,
        "plans": planned_for(request.user)[:10] if request.user.has_perm(VISIT) else (),
        "today": today(),
    }


def _shown(request: SignedInRequest, found: Visit, *, form: AnswerForm | None = None, about: int = 0) -> HttpResponse:
    context = {
        **_told(found),
        "form": form or AnswerForm(),
        "about": about,
        "may_answer": may_answer(request.user, found.grid),
        "may_give": may_give(request.user, found),
        "clues": [(clue, CLUES[clue.state]) for clue in clues_of(found)],
    }
    return render(request, "supervision/visits/visit.html", context, status=422 if form else 200)


def _told(found: Visit) -> dict[str, Any]:
    """A visit as anybody who may read it is told of it."""
    return {
        "visit": found,
        "look": look_of(found),
        "topics": [name_of(code) for code in found.topics],
        "needs": [(need, name_of(need.kind), NEEDS[need.state]) for need in found.needs.all()],
        "files": found.files.all(),
        "hours_off": round(found.clock_off / 3600, 1),
        "clock_differs": differs(found.clock_off),
    }


@require_safe
@requires(VISIT, KEEP_GRIDS, SEE_GRIDS)
def visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """One visit: what was explained, what is needed, how it ended, both clocks, its seal."""
    return _shown(request, get_object_or_404(whole(visits_of(request.user)), pk=pk))


@require_safe
@requires(VISIT, KEEP_GRIDS, SEE_GRIDS)
def file(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A photo or the signature of a visit."""
    return preview(request, get_object_or_404(upload_of(get_object_or_404(visits_of(request.user), pk=pk), file)))


@require_POST
@requires(VISIT, KEEP_GRIDS)
def answer(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Answer a need."""
    need = get_object_or_404(needs_of(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        found = get_object_or_404(whole(visits_of(request.user)), pk=need.visit_id)
        return _shown(request, found, form=form, about=need.pk)
    carry_out(
        request, partial(actions.answer_need, need, by=request.user, **form.cleaned_data), _("The need is answered.")
    )
    return redirect("visits:visit", pk=need.visit_id)


@require_POST
@requires(KEEP_GRIDS)
def plan(request: SignedInRequest) -> HttpResponseBase:
    """Plan visits now, for one grid or all one keeps."""
    form = PlanForm(request.POST)
    code = form.cleaned_data["grid"] if form.is_valid() else ""
    grids = grids_of(request.user)
    done = plan_visits(grids.filter(code=code) if code else grids, on=today(), by=request.user)
    told = _("Visits planned: %(count)s; plans ended: %(ended)s.")
    messages.success(request, told % {"count": done.count, "ended": done.ended})
    return redirect("grids:grid", code=code) if code and grids.filter(code=code).exists() else redirect("visits:list")


ASIDE_PAGE = AsidePage(
    asides=ASIDES,
    rows=set_aside_for,
    may_settle=KEEP_GRIDS,
    template="supervision/visits/aside.html",
    app="visits",
)


@require_safe
@requires(KEEP_GRIDS)
def set_aside(request: SignedInRequest) -> HttpResponse:
    """What phones sent and was not taken in: kept as it came, for a person."""
    return ASIDE_PAGE.show(request)


@require_POST
@requires(KEEP_GRIDS)
def settle(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Write down what was done with a stuck item."""
    return ASIDE_PAGE.settle(request, pk)


@require_safe
@requires(KEEP_GRIDS)
def aside_file(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that came with a stuck item."""
    item = get_object_or_404(set_aside_for(request.user), pk=pk)
    return preview(request, get_object_or_404(SetAsideFile, item=item, pk=file))


@require_safe
@applicant_required
def mine(request: CompanyRequest) -> HttpResponse:
    """The visits made at a company, for itself: what was explained, what it asked for and was told."""
    found = page_of(request.GET, visits_at(request.company), NEWEST_FIRST, about="visits-at")
    context = {"page": found, "rows": [_told(row) for row in found.rows], "today": today()}
    return render(request, "supervision/visits/mine.html", {**context, "plans": planned_at(request.company)})


@require_safe
@applicant_required
def my_file(request: CompanyRequest, pk: int, file: int) -> HttpResponseBase:
    """A photo or signature of a visit made at the company."""
    return preview(request, get_object_or_404(upload_of(get_object_or_404(visits_at(request.company), pk=pk), file)))
