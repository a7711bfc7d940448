"""The company's pages: its inspections with their papers, reporting, rating, and refusing what it may refuse."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CompanyRequest, applicant_required
from desk.refusals import Refusal
from materials.uploads.responses import preview as show_upload
from pages.lists.paging import page
from papers.responses import download
from supervision.credit.letters.writing import letter_document
from supervision.inspections.doing import telling
from supervision.inspections.flow.open_steps import step_name
from supervision.inspections.flow.standing import steps_of
from supervision.inspections.models import CompanyInspection
from supervision.inspections.queries import expected_today, files_to, inspections_of, letters_about, letters_to
from supervision.inspections.rules import officers_now
from supervision.inspections.screens.forms import RatingForm, ReportForm, TurnAwayForm
from supervision.serving.actions import agreement_of, seen


@require_safe
@applicant_required
def ours(request: CompanyRequest) -> HttpResponse:
    """A company's inspections, the newest first."""
    found = page(request, inspections_of(request.company))
    steps = steps_of(found.rows)
    rows = [(one, steps.get(one.pk, "")) for one in found.rows]
    context = {"page": found, "rows": rows, "agreement": agreement_of(request.company)}
    return render(request, "supervision/inspections/ours.html", context)


def _own(request: CompanyRequest, number: str) -> CompanyInspection:
    return get_object_or_404(inspections_of(request.company), number=number)


def _page(request: CompanyRequest, found: CompanyInspection, **sent: forms.Form) -> HttpResponse:
    step = step_name(found)
    has_begun = hasattr(found, "entry")
    context: dict[str, Any] = {
        "inspection": found,
        "step": step,
        "officers": officers_now(found),
        "letters": letters_to(request.company).filter(pk__in=letters_about(found).values("pk")).order_by("pk"),
        "letter_at": "inspections:our_letter",
        "files": files_to(request.company).filter(record__inspection=found),
        "report_form": ReportForm() if step == "rectify" else None,
        "rating_form": RatingForm() if has_begun and not hasattr(found, "rating") else None,
    }
    return render(request, "supervision/inspections/our.html", {**context, **sent}, status=422 if sent else 200)


@require_safe
@applicant_required
def our(request: CompanyRequest, number: str) -> HttpResponse:
    """One inspection of the company."""
    found = _own(request, number)
    seen(letters_to(request.company).filter(about=found.number), by=request.user)
    return _page(request, _own(request, number))


@require_POST
@applicant_required
def report(request: CompanyRequest, number: str) -> HttpResponseBase:
    """Report what was put right."""
    found, form = _own(request, number), ReportForm(request.POST)
    if form.is_valid():
        try:
            telling.report_rectified(found, words=form.cleaned_data["words"], by=request.user)
        except Refusal as why:
            form.add_error("words", str(why))
        else:
            messages.success(request, _("The report was received. The office will inspect again."))
            return redirect("inspections:our", number=number)
    return _page(request, found, report_form=form)


@require_POST
@applicant_required
def rate(request: CompanyRequest, number: str) -> HttpResponseBase:
    """Rate an inspection."""
    found, form = _own(request, number), RatingForm(request.POST)
    if form.is_valid():
        try:
            telling.rate(found, stars=form.cleaned_data["stars"], words=form.cleaned_data["words"], by=request.user)
        except Refusal as why:
            form.add_error("stars", str(why))
        else:
            messages.success(request, _("Thank you: your rating is noted."))
            return redirect("inspections:our", number=number)
    return _page(request, found, rating_form=form)


@require_safe
@applicant_required
def letter(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """A paper of the company's inspection, as it was signed."""
    found = get_object_or_404(letters_to(request.company), pk=pk)
    seen([found], by=request.user)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


@require_safe
@applicant_required
def file(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """A photo or form that belongs to a record of the company's."""
    return show_upload(request, get_object_or_404(files_to(request.company), pk=pk).upload)


@require_http_methods(["GET", "POST"])
@applicant_required
def at_the_door(request: CompanyRequest) -> HttpResponseBase:
    """Who may stand at the door today; whoever else does may be refused, and the authority learns it."""
    form = TurnAwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        telling.turn_away(request.company, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted. Whoever supervises the authority can see what you refused, and why."))
        return redirect("inspections:ours")
    context = {"form": form, "expected": [(one, officers_now(one)) for one in expected_today(request.company)]}
    return render(request, "supervision/inspections/at_the_door.html", context, status=422 if form.errors else 200)
