"""Officials' pages: who has which code, one code as a sum, and what waits: changes, objections, repairs."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import CONFIRM_CREDIT, DECIDE_OBJECTIONS, HANDLE_CREDIT, READ_CREDIT
from desk.acts import Act, forms_of, offered, run
from materials.uploads.responses import preview as show_upload
from pages.lists.shown import show
from papers.responses import download
from supervision.credit.codes.models import CodeChange, Objection
from supervision.credit.letters.writing import letter_document
from supervision.credit.repairs.models import Repair
from supervision.credit.running.rounds import rounds
from supervision.credit.screens.acts import CHANGE_ACTS, OBJECTION_ACTS, REPAIR_ACTS, named
from supervision.credit.screens.lists import CODES
from supervision.credit.screens.reading import (
    changes_of,
    inquiries_about,
    letters_for,
    letters_of,
    objections_for,
    objections_of,
    proofs_for,
    repairs_of,
    sum_of,
)
from supervision.credit.subjects.models import Subject


@require_safe
@requires(READ_CREDIT)
def codes(request: SignedInRequest) -> HttpResponseBase:
    """Every coded company, by sector and colour."""
    return show(request, CODES, "supervision/credit/list.html")


@require_safe
@requires(READ_CREDIT)
def subject(request: SignedInRequest, pk: int) -> HttpResponse:
    """One code: the sum, its facts, its history."""
    found = get_object_or_404(Subject.objects.visible_to(request.user), pk=pk)
    context = {
        "sum": sum_of(found),
        "changes": changes_of(found),
        "objections": objections_of(found),
        "repairs": repairs_of(found),
        "letters": letters_of(found),
        "inquiries": inquiries_about(found.company),
    }
    return render(request, "supervision/credit/subject.html", context)


@require_safe
@requires(READ_CREDIT)
def waiting(request: SignedInRequest) -> HttpResponse:
    """What waits: changes to a worse code, objections, requests for repair; the first due first."""
    context = {
        "changes": CodeChange.objects.visible_to(request.user).open().order_by("pk")[:200],
        "objections": objections_for(request.user).filter(decision__isnull=True).order_by("due")[:200],
        "repairs": Repair.objects.visible_to(request.user).open().order_by("accept_by")[:200],
        "rounds": rounds(),
    }
    return render(request, "supervision/credit/waiting.html", context)


def _change(request: SignedInRequest, pk: int) -> CodeChange:
    found: CodeChange = get_object_or_404(CodeChange.objects.visible_to(request.user), pk=pk)
    return found


def _change_page(request: SignedInRequest, pk: int, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _change(request, pk)
    context = {
        "change": found,
        "sum": sum_of(found.subject),
        "acts": forms_of(offered(CHANGE_ACTS, found, found.state, request.user), found, request, shown),
        "act_url": "codes:change_act",
        **shown,
    }
    return render(request, "supervision/credit/change.html", context, status=status)


@require_safe
@requires(READ_CREDIT)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """A change with its grounds, and what may be done with it."""
    return _change_page(request, pk)


def _run(
    request: SignedInRequest, acts: Any, name: str, about: Any, node: str, page: Any, back: str
) -> HttpResponseBase:
    act: Act[Any] | None = named(acts, name)
    if act is None:
        raise Http404
    return run(request, act, about, node=node, page=page, back=back)


@require_POST
@requires(HANDLE_CREDIT, CONFIRM_CREDIT)
def change_act(request: SignedInRequest, pk: int, name: str) -> HttpResponseBase:
    """Propose, confirm or drop a change."""
    found = _change(request, pk)
    page = partial(_change_page, request, pk)
    return _run(request, CHANGE_ACTS, name, found, found.state, page, reverse("codes:change", args=[pk]))


def _objection(request: SignedInRequest, pk: int) -> Objection:
    related = ("change__confirmation__letter", "change__proposal", "decision__letter")
    return get_object_or_404(objections_for(request.user).select_related(*related), pk=pk)


def _objection_page(request: SignedInRequest, pk: int, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _objection(request, pk)
    context = {
        "objection": found,
        "proofs": found.proofs.all(),
        "acts": forms_of(offered(OBJECTION_ACTS, found, found.state, request.user), found, request, shown),
        "act_url": "codes:objection_act",
        **shown,
    }
    return render(request, "supervision/credit/objection.html", context, status=status)


@require_safe
@requires(READ_CREDIT)
def objection(request: SignedInRequest, pk: int) -> HttpResponse:
    """An objection, and its decision."""
    return _objection_page(request, pk)


@require_POST
@requires(DECIDE_OBJECTIONS)
def objection_act(request: SignedInRequest, pk: int, name: str) -> HttpResponseBase:
    """Decide an objection."""
    found = _objection(request, pk)
    page, back = partial(_objection_page, request, pk), reverse("codes:objection", args=[pk])
    return _run(request, OBJECTION_ACTS, name, found, found.state, page, back)


def _repair(request: SignedInRequest, pk: int) -> Repair:
    rows = Repair.objects.visible_to(request.user)
    found: Repair = get_object_or_404(rows.select_related("subject__authority", "subject__company", "fact"), pk=pk)
    return found


def _repair_page(request: SignedInRequest, pk: int, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _repair(request, pk)
    context = {
        "repair": found,
        "proofs": found.proofs.all(),
        "acts": forms_of(offered(REPAIR_ACTS, found, found.state, request.user), found, request, shown),
        "act_url": "codes:repair_act",
        **shown,
    }
    return render(request, "supervision/credit/repairing.html", context, status=status)


@require_safe
@requires(READ_CREDIT)
def repair(request: SignedInRequest, pk: int) -> HttpResponse:
    """A request for repair, and what may be done with it."""
    return _repair_page(request, pk)


@require_POST
@requires(HANDLE_CREDIT)
def repair_act(request: SignedInRequest, pk: int, name: str) -> HttpResponseBase:
    """Answer a request, or decide on it."""
    found = _repair(request, pk)
    page, back = partial(_repair_page, request, pk), reverse("codes:repair", args=[pk])
    return _run(request, REPAIR_ACTS, name, found, found.state, page, back)


@require_safe
@requires(READ_CREDIT)
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A letter about a code, as it was signed."""
    found = get_object_or_404(letters_for(request.user), pk=pk)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


@require_safe
@requires(READ_CREDIT)
def proof(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """What a company brought with an objection or a request for repair."""
    return show_upload(request, get_object_or_404(proofs_for(request.user), pk=pk))
