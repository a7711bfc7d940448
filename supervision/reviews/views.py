"""The company has its vehicles reviewed; officials answer what no registry could."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import READ_REGISTER, VERIFY
from accounts.signing_in.throttle import attempt
from desk.refusals import NotYours, Refusal
from materials.uploads.responses import preview
from pages.lists.shown import show
from supervision.reviews.actions import ask_for_review, decide_review, may_decide
from supervision.reviews.forms import AskForm, DecideForm
from supervision.reviews.models import ReviewedVehicle, ReviewResult
from supervision.reviews.reading import of_company, reports_of, standing_of, visible_to
from supervision.reviews.vehicle_list import VEHICLES


@require_safe
@applicant_required
def own(request: CompanyRequest) -> HttpResponse:
    """The company's vehicles and when they are due."""
    return _own(request)


def _own(request: CompanyRequest, *, sent_for: int = 0, form: forms.Form | None = None) -> HttpResponse:
    rows = [
        (standing, form if form and standing.vehicle.pk == sent_for else _ask_form(standing.vehicle.pk))
        for standing in standing_of(request.company)
    ]
    context = {"rows": rows, "sent_for": sent_for}
    return render(request, "supervision/reviews/own.html", context, status=422 if form else 200)


def _ask_form(pk: int, data: Any = None, files: Any = None) -> AskForm:
    return AskForm(data, files, auto_id=f"id_{pk}_%s")


@require_POST
@applicant_required
def ask(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """Ask for the review of a vehicle."""
    vehicle = get_object_or_404(of_company(request.company), pk=pk)
    form = _ask_form(pk, request.POST, request.FILES)
    if not form.is_valid():
        return _own(request, sent_for=pk, form=form)
    attempt("look-up", request=request, person=request.user)
    try:
        asked = ask_for_review(vehicle, report=form.cleaned_data["report"], by=request.user)
    except NotYours as mine:
        raise Http404 from mine
    except Refusal as why:
        form.add_error(None, str(why))
        return _own(request, sent_for=pk, form=form)
    outcome = asked.result.outcome if hasattr(asked, "result") else ""
    if outcome == ReviewResult.Outcome.PASSED:
        messages.success(
            request, _("Reviewed: the registries have the test and the inspection. Nothing has to be submitted.")
        )
    elif outcome == ReviewResult.Outcome.TO_MEND:
        told = _("The test or the inspection has expired: have the vehicle tested, then ask again.")
        messages.warning(request, told)
    else:
        told = _("A registry did not answer or has no record: it is asked again at night, and an official looks at it.")
        messages.info(request, told)
    return redirect("reviews:own")


@require_safe
@requires(VERIFY, READ_REGISTER)
def vehicles(request: SignedInRequest) -> HttpResponseBase:
    """The vehicles of the authorities one reaches, by the day they are due."""
    return show(request, VEHICLES, "supervision/reviews/list.html")


def _visible(request: SignedInRequest, pk: int) -> ReviewedVehicle:
    return get_object_or_404(visible_to(request.user), pk=pk)


@require_safe
@requires(VERIFY, READ_REGISTER)
def vehicle(request: SignedInRequest, pk: int) -> HttpResponse:
    """One vehicle with its reviews."""
    return _vehicle(request, _visible(request, pk))


def _vehicle(request: SignedInRequest, found: ReviewedVehicle, *, form: forms.Form | None = None) -> HttpResponse:
    newest = found.newest
    is_open = newest is not None and not hasattr(newest, "result")
    may = is_open and may_decide(request.user, found)
    context = {
        "vehicle": found,
        "requests": sorted(found.requests.all(), key=lambda one: -one.pk),
        "form": (form or DecideForm()) if may else None,
    }
    return render(request, "supervision/reviews/vehicle.html", context, status=422 if form else 200)


@require_POST
@requires(VERIFY)
def decide(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Answer the open review of a vehicle."""
    found, form = _visible(request, pk), DecideForm(request.POST)
    newest = found.newest
    if newest is None:
        raise Http404
    if form.is_valid():
        try:
            decide_review(
                newest,
                outcome=ReviewResult.Outcome(form.cleaned_data["outcome"]),
                words=form.cleaned_data["words"],
                by=request.user,
            )
        except NotYours as theirs:
            raise Http404 from theirs
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The review is answered; the company is told."))
            return redirect("reviews:vehicle", pk=pk)
    return _vehicle(request, _visible(request, pk), form=form)


@require_safe
@requires(VERIFY, READ_REGISTER)
def report(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that was brought for a review."""
    return preview(request, get_object_or_404(reports_of(_visible(request, pk)), pk=file))
