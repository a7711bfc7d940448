"""What of supervision's letters reached nobody yet; a company's word on it; scanned acknowledgements."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import CONFIRM_CREDIT, HANDLE_CREDIT, INSPECT, READ_CREDIT, READ_INSPECTIONS
from desk.acts import forms_of, offered, run
from materials.uploads.responses import preview
from supervision.serving.actions import say_of_service
from supervision.serving.screens import reading
from supervision.serving.screens.acts import SERVING_ACTS
from supervision.serving.waiting import ROOMS


@require_safe
@requires(READ_CREDIT, READ_INSPECTIONS)
def unserved(request: SignedInRequest) -> HttpResponse:
    """Letters that have to be served and reached nobody, with what comes next and by when.

    Of what somebody may not read nothing is told, neither that something waits nor that nothing does.
    """
    return render(request, "supervision/serving/unserved.html", {"waiting": reading.unserved(request.user)})


def _letter(request: SignedInRequest, key: str) -> reading.Served:
    name, _dash, pk = key.partition("-")
    if name not in ROOMS or not pk.isascii() or not pk.isdecimal():
        raise Http404
    letters = ROOMS[name].letters_for(request.user).select_related("company", "authority", "service")
    return reading.served(ROOMS[name], get_object_or_404(letters, pk=int(pk)))


def _letter_page(request: SignedInRequest, key: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _letter(request, key)
    acts = offered(SERVING_ACTS, found, found.state, request.user)
    context = {
        "found": found,
        "letter": found.letter,
        "standing": found.standing,
        "act_url": "serving:letter_act",
        "acts": forms_of(acts, found, request, shown),
        **shown,
    }
    return render(request, "supervision/serving/letter.html", context, status=status)


@require_safe
@requires(READ_CREDIT, READ_INSPECTIONS)
def letter(request: SignedInRequest, key: str) -> HttpResponse:
    """How the service of a letter stands: what was tried, what comes next."""
    return _letter_page(request, key)


@require_POST
@requires(HANDLE_CREDIT, CONFIRM_CREDIT, INSPECT)
def letter_act(request: SignedInRequest, key: str, name: str) -> HttpResponseBase:
    """Record how it was served, or what was tried in vain."""
    found = _letter(request, key)
    act = next((one for one in SERVING_ACTS if one.name == name), None)
    if act is None:
        raise Http404
    page = partial(_letter_page, request, key)
    return run(request, act, found, node=found.state, page=page, back=reverse("serving:letter", args=[key]))


@require_safe
@requires(READ_CREDIT, READ_INSPECTIONS)
def acknowledgement(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The scanned acknowledgement of a letter."""
    return preview(request, get_object_or_404(reading.acknowledgements_for(request.user), pk=pk))


@require_safe
@applicant_required
def our_acknowledgement(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """The scanned acknowledgement of a letter to the company."""
    return preview(request, get_object_or_404(reading.acknowledgements_to(request.company), pk=pk))


@require_POST
@applicant_required
def agree(request: CompanyRequest) -> HttpResponseBase:
    """Agree that letters of supervision are served electronically, or take it back; for letters from now on."""
    agrees = request.POST.get("agrees") == "yes"
    if say_of_service(request.company, agrees=agrees, by=request.user):
        on_line = _("From now on letters about codes and inspections are served on you electronically.")
        otherwise = _("From now on these letters are served on paper, or when you open them here.")
        messages.success(request, on_line if agrees else otherwise)
    return redirect("inspections:ours" if request.POST.get("from") == "inspections" else "credit:own")
