"""Clues on the screens: passed on from a visit by who visits, read and answered by officers."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import INSPECT, KEEP_GRIDS, READ_INSPECTIONS, VISIT
from desk.acts import carry_out
from pages.lists.shown import show
from supervision.visits.clues.actions import answer, give
from supervision.visits.clues.clue_list import CLUES_LIST
from supervision.visits.clues.forms import AnswerForm, GiveForm
from supervision.visits.clues.models import VisitClue
from supervision.visits.clues.queries import clues_for
from supervision.visits.clues.rules import may_give, may_take_up
from supervision.visits.looks import CLUES
from supervision.visits.queries import visits_of


@require_http_methods(["GET", "POST"])
@requires(VISIT, KEEP_GRIDS)
def give_clue(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Pass on from a visit what an officer should know."""
    visit = get_object_or_404(visits_of(request.user), pk=pk)
    if not may_give(request.user, visit):
        raise PermissionDenied
    form = GiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(give, visit, by=request.user, **form.cleaned_data)
        carry_out(request, act, _("It is passed on to the officers."))
        return redirect("visits:visit", pk=pk)
    context = {"visit": visit, "form": form}
    return render(request, "supervision/visits/give_clue.html", context, status=422 if form.errors else 200)


@require_safe
@requires(READ_INSPECTIONS)
def clues(request: SignedInRequest) -> HttpResponseBase:
    """The clues of one's authorities, those that wait first."""
    return show(request, CLUES_LIST, "supervision/visits/clues.html")


def _page(request: SignedInRequest, found: VisitClue, form: AnswerForm | None = None) -> HttpResponse:
    context = {
        "clue": found,
        "look": CLUES[found.state],
        "form": form or AnswerForm(clue=found),
        "may_answer": found.state == "waits" and may_take_up(request.user, found),
    }
    return render(request, "supervision/visits/clue.html", context, status=422 if form else 200)


@require_safe
@requires(READ_INSPECTIONS)
def clue(request: SignedInRequest, pk: int) -> HttpResponse:
    """One clue, and what became of it."""
    return _page(request, get_object_or_404(clues_for(request.user), pk=pk))


@require_POST
@requires(INSPECT)
def answer_clue(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Take it up under an inspection, or set it aside."""
    found = get_object_or_404(clues_for(request.user), pk=pk)
    form = AnswerForm(request.POST, clue=found)
    if not form.is_valid():
        return _page(request, found, form)
    told = form.cleaned_data
    carry_out(
        request,
        partial(answer, found, told["reason"], inspection=told["inspection"], by=request.user),
        _("The clue is answered."),
    )
    return redirect("visits:clue", pk=pk)
