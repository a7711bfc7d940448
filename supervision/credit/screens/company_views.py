"""The company's own page: its codes as sums, what makes them green, objections, repairs, letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CompanyRequest, applicant_required
from clock.working_days import CalendarUnknown
from desk.acts import calendar_missing
from desk.refusals import NotYours, Refusal
from papers.responses import download
from supervision.credit.codes.objecting import object_to_change, object_to_fact
from supervision.credit.codes.rules import may_object_to, may_object_to_fact
from supervision.credit.facts.classes import rule
from supervision.credit.facts.models import CreditFact
from supervision.credit.letters.writing import letter_document
from supervision.credit.repairs.actions import ask_for_repair
from supervision.credit.repairs.rules import why_not_repaired
from supervision.credit.screens.forms import ObjectionForm, RepairForm
from supervision.credit.screens.reading import (
    changes_of,
    confirmed_changes_of,
    letters_of,
    letters_to,
    objections_of,
    repairs_of,
    sum_of,
)
from supervision.credit.subjects.models import Subject
from supervision.serving.actions import agreement_of, seen


@require_safe
@applicant_required
def own(request: CompanyRequest) -> HttpResponse:
    """A company's codes, the worst first."""
    seen(letters_to(request.company).filter(service__isnull=True), by=request.user)
    subjects = list(Subject.objects.of_company(request.company).select_related("company", "authority"))
    subjects.sort(key=lambda one: -one.code.rank)
    today = timezone.localdate()
    shown = []
    for subject in subjects:
        changes = changes_of(subject)
        shown.append(
            {
                "sum": sum_of(subject),
                "changes": changes,
                "objectionable": [change for change in changes if may_object_to(change, on=today)],
                "objections": objections_of(subject),
                "repairs": repairs_of(subject),
            }
        )
    letters = letters_of(subjects[0]) if subjects else []
    context = {"shown": shown, "letters": letters, "agreement": agreement_of(request.company)}
    return render(request, "supervision/credit/own.html", context)


@require_safe
@applicant_required
def letter(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """A letter to the company, as it was signed."""
    found = get_object_or_404(letters_to(request.company), pk=pk)
    seen([found], by=request.user)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


def _subject(request: CompanyRequest, pk: int) -> Subject:
    return get_object_or_404(Subject.objects.of_company(request.company).select_related("company", "authority"), pk=pk)


def _fact(subject: Subject, pk: int) -> CreditFact:
    fact: CreditFact = get_object_or_404(CreditFact.objects.of(subject.company_id, subject.sector), pk=pk)
    return fact


def _sent(
    request: CompanyRequest, form: forms.Form, template: str, context: dict[str, Any], act: Any, done: str
) -> Any:
    """Show the form, or do what it asks for; what is refused is told on it, and nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except NotYours as mine:
            raise Http404 from mine
        except Refusal as why:
            form.add_error(None, str(why))
        except CalendarUnknown as unknown:
            form.add_error(None, calendar_missing(unknown))
        else:
            messages.success(request, done)
            return redirect("credit:own")
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@applicant_required
def object_code(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """Object to a code."""
    change = get_object_or_404(confirmed_changes_of(request.company), pk=pk)
    seen([change.confirmation.letter], by=request.user)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    return _sent(
        request,
        form,
        "supervision/credit/object.html",
        {"change": change, "is_late": not may_object_to(change, on=timezone.localdate())},
        lambda typed: object_to_change(change, words=typed["words"], proofs=typed["proofs"], by=request.user),
        _("The objection was received; it is decided within ten working days."),
    )


@require_http_methods(["GET", "POST"])
@applicant_required
def object_fact(request: CompanyRequest, subject: int, pk: int) -> HttpResponseBase:
    """Object to a fact."""
    about = _subject(request, subject)
    fact = _fact(about, pk)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    return _sent(
        request,
        form,
        "supervision/credit/object.html",
        {"fact": fact, "is_late": not may_object_to_fact(fact)},
        lambda typed: object_to_fact(fact, about, words=typed["words"], proofs=typed["proofs"], by=request.user),
        _("The objection was received; the fact does not count until it is decided."),
    )


@require_http_methods(["GET", "POST"])
@applicant_required
def repair(request: CompanyRequest, subject: int, pk: int) -> HttpResponseBase:
    """Ask for repair of a fact."""
    about = _subject(request, subject)
    fact = _fact(about, pk)
    form = RepairForm(request.POST or None, request.FILES or None)
    why = why_not_repaired(fact, on=timezone.localdate())
    return _sent(
        request,
        form,
        "supervision/credit/repair.html",
        {"fact": fact, "promise": rule()["promise"], "why_not": why},
        lambda typed: ask_for_repair(
            fact,
            about,
            mended=typed["mended"],
            channel=typed["channel"],
            channel_number=typed["channel_number"],
            proofs=typed["proofs"],
            by=request.user,
        ),
        _("The request was received; it is answered within three working days."),
    )
