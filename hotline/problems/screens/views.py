"""Problems as a list, one of them with its tickets and what may be done: rows of one table, run by the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import HANDLE_TICKETS, LEAD_HOTLINE, READ_TICKETS, SEE_HOTLINE
from desk.acts import Act, filled_in, forms_of, offered, run
from hotline.problems import actions
from hotline.problems.models import Problem, ProblemStep
from hotline.problems.reading import since_closed, tickets_of, told, what_changed
from hotline.problems.rules import NEXT, state_of
from hotline.problems.screens.forms import CloseForm, DropForm, ProblemForm, TakeUpForm
from hotline.tickets.queries import tickets_for
from pages.lists.paging import page

Kind = ProblemStep.Kind


def _row(
    kind: Kind, title: Any, explained: Any, form: type[Form], act: Callable[..., object], whose: Any
) -> Act[Problem]:
    return Act(
        name=kind.value,
        title=title,
        explained=explained,
        permission=LEAD_HOTLINE,
        nodes=frozenset(state for state, following in NEXT.items() if kind in following),
        form=form,
        perform=filled_in(act),
        done=_("It is noted."),
        whose=whose,
    )


def _leads(problem: Problem, person: Person) -> bool:
    return actions.leads(person, problem)


def _notes(problem: Problem, person: Person) -> bool:
    return actions.leads(person, problem) or actions.is_owner(person, problem)


def _closes(problem: Problem, person: Person) -> bool:
    return actions.leads(person, problem) and not actions.is_owner(person, problem)


ACTS = (
    _row(
        Kind.TAKEN, _("Name owner and measure"), _("Who answers for it sits at a desk of this hotline."), TakeUpForm,
        actions.take_up, _leads,
    ),
    _row(Kind.NOTED, _("Note what was done"), _("It stays open."), ProblemForm, actions.note, _notes),
    _row(
        Kind.CLOSED, _("Close it by what was changed"),
        _("The tickets keep the link to it. Whoever answers for the problem cannot close it."), CloseForm,
        actions.close, _closes,
    ),
    _row(Kind.DROPPED, _("Drop it"), _("The tickets have no common root."), DropForm, actions.drop, _leads),
)  # fmt: skip


@require_safe
@requires(READ_TICKETS, SEE_HOTLINE, HANDLE_TICKETS)
def problems(request: SignedInRequest) -> HttpResponse:
    """The problems one may know, the newest first."""
    found = page(request, Problem.objects.visible_to(request.user).order_by("-pk"))
    context = {"page": found, "problems": [told(one) for one in found.rows]}
    return render(request, "hotline/problems/problems.html", context)


def _problem(request: SignedInRequest, pk: int) -> Problem:
    return get_object_or_404(Problem.objects.visible_to(request.user), pk=pk)


def _page(request: SignedInRequest, pk: int, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _problem(request, pk)
    context = {
        "told": told(found),
        "problem_row": found,
        "steps": [(step, what_changed(step) if step.change else "") for step in found.steps.all()],
        "after": since_closed(found),
        "tickets": tickets_of(found, tickets_for(request.user)),
        "acts": forms_of(offered(ACTS, found, state_of(found), request.user), found, request, shown),
        "act_url": "problems:act",
        **shown,
    }
    return render(request, "hotline/problems/problem.html", context, status=status)


@require_safe
@requires(READ_TICKETS, SEE_HOTLINE, HANDLE_TICKETS)
def problem(request: SignedInRequest, pk: int) -> HttpResponse:
    """One problem: its tickets, who answers for it, what was changed, and what may be done now."""
    return _page(request, pk)


@require_POST
@requires(LEAD_HOTLINE, HANDLE_TICKETS)
def act(request: SignedInRequest, pk: int, name: str) -> HttpResponseBase:
    """Carry out an act."""
    found = _problem(request, pk)
    row = next((one for one in ACTS if one.name == name), None)
    if row is None:
        raise Http404
    back = reverse("problems:problem", args=[pk])
    return run(request, row, found, node=state_of(found), page=partial(_page, request, pk), back=back)
