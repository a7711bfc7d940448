"""Owners report; officers ask insurers, note their answers and take the next step; insurers with their pledges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import HANDLE_CARE, SEE_HOTLINE
from accounts.represented.acting import acting_company
from accounts.roles import keys_of_visible_authorities
from accounts.signing_in.throttle import attempt, guess
from desk.refusals import NotYours, Refusal
from hotline.insurance.actions import (
    by_code,
    enter_insurer,
    note_answer,
    report,
    sign_pledge,
    take_step,
    withdraw_pledge,
)
from hotline.insurance.asking import ask_insurer
from hotline.insurance.figures import figures_for
from hotline.insurance.looks import ASKED
from hotline.insurance.models import CaseStep, InsuranceCase, InsurerAnswer, Step
from hotline.insurance.reading import (
    asked_in,
    city,
    evidence_of,
    insurers_of,
    letters_about,
    letters_for,
    lists_for,
    pledges_of,
)
from hotline.insurance.rights import may_handle
from hotline.insurance.rules import REGULATOR
from hotline.insurance.screens.case_list import CASE_LIST, cases
from hotline.insurance.screens.forms import (
    AnswerForm,
    AskForm,
    CodeForm,
    EndForm,
    InsurerForm,
    MonthForm,
    PledgeForm,
    ReportForm,
    StepForm,
)
from hotline.insurance.telling_others import list_of_month
from materials.uploads.responses import preview
from pages.lists.shown import show
from pages.outcomes import outcome
from papers.letters.writing import letter_document
from papers.responses import download


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def report_one(request: HttpRequest) -> HttpResponse:
    """Report a truck nobody insures; no account is needed."""
    form = ReportForm(request.POST or None)
    if request.method == "POST":
        by = request.user if isinstance(request.user, Person) else None
        attempt("care", request=request, person=by)
        if form.is_valid():
            case, code = report(form.reported(), authority=city(), company=acting_company(request), by=by)
            return outcome(request, "hotline/insurance/reported.html", {"case": case, "code": code})
    status = 422 if request.method == "POST" else 200
    return render(request, "hotline/insurance/report.html", {"form": form}, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Where a case stands, by its code."""
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context["found"] = guess("track", lambda: by_code(form.cleaned_data["code"]), request=request)
        if context["found"] is None:
            form.add_error("code", _("No case has this code."))
    status = 422 if form.is_bound and not context.get("found") else 200
    return render(request, "hotline/insurance/track.html", context, status=status)


@require_safe
@requires(HANDLE_CARE)
def listed(request: SignedInRequest) -> HttpResponseBase:
    """The cases, first due first, and the letters to the association."""
    told = {"month_form": MonthForm(), "letters": list(lists_for(request.user)[:12])}
    return show(request, CASE_LIST, "hotline/insurance/list.html", more=lambda _listed: told)


@require_POST
@requires(HANDLE_CARE)
def monthly(request: SignedInRequest) -> HttpResponseBase:
    """Write the letter with the cases of a month."""
    form = MonthForm(request.POST)
    if request.user.authority is None:
        raise Http404
    authority = request.user.authority
    if _done(form, lambda: list_of_month(authority, form.cleaned_data["month"], by=request.user)):
        messages.success(request, _("The letter is written. Download it below."))
    else:
        for said in form.errors.values():
            messages.error(request, str(said[0]))
    return redirect("insurance:list")


@require_safe
@requires(HANDLE_CARE)
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A letter as it was signed."""
    found = get_object_or_404(letters_for(request.user), pk=pk)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


def _one(request: SignedInRequest, pk: int) -> InsuranceCase:
    return get_object_or_404(cases().visible_to(request.user), pk=pk)


@require_safe
@requires(HANDLE_CARE)
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case."""
    return _case(request, _one(request, pk))


def _case(request: SignedInRequest, found: InsuranceCase, **sent: forms.Form) -> HttpResponse:
    is_settled = found.state in (Step.INSURED, Step.DECLINED)
    handles = may_handle(request.user, found.authority) and (not is_settled or bool(sent))
    context = {
        "case": found,
        "regulator": REGULATOR,
        "letters": list(letters_about(found)),
        "is_urgent": found.is_urgent(on=timezone.localdate()),
        "asked": [(row, ASKED[state]) for row, state in asked_in(found)],
        "ask_form": (sent.get("ask") or AskForm(case=found)) if handles else None,
        "answer_form": (sent.get("answer") or AnswerForm(case=found)) if handles else None,
        "step_form": (sent.get("step") or StepForm(case=found)) if handles else None,
    }
    return render(request, "hotline/insurance/case.html", context, status=422 if sent else 200)


@require_POST
@requires(HANDLE_CARE)
def ask(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that an insurer was asked; the day by which it answers follows."""
    found = _one(request, pk)
    form = AskForm(request.POST, case=found)
    if _done(form, lambda: ask_insurer(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is noted who was asked."))
        return redirect("insurance:case", pk=pk)
    return _case(request, _one(request, pk), ask=form)


@require_POST
@requires(HANDLE_CARE)
def answered(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note what an insurer said."""
    found = _one(request, pk)
    form = AnswerForm(request.POST, request.FILES, case=found)

    def act() -> InsurerAnswer:
        return note_answer(found, form.said(), evidence=form.cleaned_data["evidence"], by=request.user)

    if _done(form, act):
        messages.success(request, _("The answer is saved."))
        return redirect("insurance:case", pk=pk)
    return _case(request, _one(request, pk), answer=form)


@require_POST
@requires(HANDLE_CARE)
def stepped(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Take the next step."""
    found = _one(request, pk)
    form = StepForm(request.POST, case=found)

    def act() -> CaseStep:
        typed = form.cleaned_data
        return take_step(found, typed["step"], answer=typed["answer"] or None, words=typed["words"], by=request.user)

    if _done(form, act):
        messages.success(request, _("The step is saved."))
        return redirect("insurance:case", pk=pk)
    return _case(request, _one(request, pk), step=form)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Carry an act out; what is refused is told on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotYours as theirs:
        raise Http404 from theirs
    except Refusal as why:
        form.add_error(None, str(why))
        return False
    return True


@require_safe
@requires(HANDLE_CARE)
def evidence(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A piece of evidence."""
    return preview(request, get_object_or_404(evidence_of(_one(request, pk)), pk=file))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE_CARE, SEE_HOTLINE)
def insurers(request: SignedInRequest) -> HttpResponseBase:
    """Insurers with their pledges, and the figures; an officer enters one."""
    handles = request.user.authority is not None and may_handle(request.user, request.user.authority)
    form = InsurerForm(request.POST or None)
    if request.method == "POST":
        if not handles or request.user.authority is None:
            raise Http404
        authority = request.user.authority
        if _done(form, lambda: enter_insurer(authority, **form.cleaned_data, by=request.user)):
            messages.success(request, _("The insurer is entered."))
            return redirect("insurance:insurers")
    context = {
        "insurers": insurers_of(request.user),
        "figures": figures_for(keys_of_visible_authorities(request.user)),
        "form": form if handles else None,
    }
    return render(request, "hotline/insurance/insurers.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE_CARE)
def pledge(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Enter what an insurer promised."""
    found = get_object_or_404(insurers_of(request.user), pk=pk)
    if not may_handle(request.user, found.authority):
        raise Http404
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and _done(form, lambda: sign_pledge(found, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The pledge is saved."))
        return redirect("insurance:insurers")
    context = {"insurer": found, "form": form, "title": _("A pledge")}
    return render(request, "hotline/insurance/pledge.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE_CARE)
def withdrawn(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that an insurer withdrew its pledge."""
    found = get_object_or_404(pledges_of(request.user), pk=pk)
    if not may_handle(request.user, found.insurer.authority):
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and _done(form, lambda: withdraw_pledge(found, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Noted. Breaches before that day remain."))
        return redirect("insurance:insurers")
    context = {"insurer": found.insurer, "form": form, "title": _("A pledge is withdrawn")}
    return render(request, "hotline/insurance/pledge.html", context, status=422 if request.method == "POST" else 200)
