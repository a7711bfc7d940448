"""The holder sees what was promised and how it stands; the verifier answers what was not mended in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import SEE_STATISTICS, VERIFY
from accounts.roles import visible_authorities
from accounts.signing_in.throttle import attempt
from desk.refusals import NotYours, Refusal
from materials.catalogue.wording import in_readers_language
from materials.lookups.contract import Outcome
from pages.figures import figure
from pages.lists.shown import show
from supervision.promises.answering import answer, explain, may_answer
from supervision.promises.asking import ask_now
from supervision.promises.failing_list import FAILINGS_LIST
from supervision.promises.forms import AnswerForm, ExplainForm
from supervision.promises.looks import TITLES
from supervision.promises.models import Failing
from supervision.promises.reading import ended_of, of_company, promised_by, visible_to


@require_safe
@applicant_required
def own(request: CompanyRequest) -> HttpResponse:
    """What a company promised, and how it stands today."""
    return _own(request)


def _own(request: CompanyRequest, *, sent_for: int = 0, sent: forms.Form | None = None) -> HttpResponse:
    promised = promised_by(request.company)
    failing = [one for case in promised for one in case.failing]
    is_there = any(one.pk == sent_for for one in failing)
    context = {
        "promised": promised,
        "to_mend": [(one, sent if sent and one.pk == sent_for else _explain_form(one.pk)) for one in failing],
        "ended": ended_of(request.company),
        # Ended meanwhile: the words are shown to be copied.
        "too_late": sent if sent and not is_there else None,
    }
    return render(request, "supervision/promises/own.html", context, status=422 if sent else 200)


def _explain_form(pk: int, data: Any = None) -> ExplainForm:
    return ExplainForm(data, auto_id=f"id_{pk}_%s")


def _mine(request: CompanyRequest, pk: int) -> Failing:
    return get_object_or_404(of_company(request.company), pk=pk)


@require_POST
@applicant_required
def ask(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """Ask the registry again at once: it was mended."""
    failing = _mine(request, pk)
    attempt("look-up", request=request, person=request.user)
    probe = ask_now(failing.application, failing.key, by=f"person:{request.user.pk}")
    if probe is None:
        messages.info(request, _("There is nothing left to ask."))
    elif probe.outcome == Outcome.FOUND:
        messages.success(request, _("The registry confirms it again: put right."))
    elif probe.outcome == Outcome.UNAVAILABLE:
        messages.warning(
            request, _("The registry does not answer now. Nothing changes; it will be asked again tonight.")
        )
    else:
        messages.warning(request, _("The registry does not confirm it yet. It is asked again every night."))
    return redirect("promises:own")


@require_POST
@applicant_required
def reply(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """Say what is the case."""
    failing, form = _mine(request, pk), _explain_form(pk, request.POST)
    if _done(form, lambda typed: explain(failing, words=typed["words"], by=request.user)):
        messages.success(request, _("Your explanation is saved; a verifier will read it."))
        return redirect("promises:own")
    return _own(request, sent_for=pk, sent=form)


@require_safe
@requires(VERIFY, SEE_STATISTICS)
def failings(request: SignedInRequest) -> HttpResponseBase:
    """How the promises of the authorities one reaches stand, and those that fail."""
    return show(request, FAILINGS_LIST, "supervision/promises/list.html", more=lambda _listed: _figures(request))


def _figures(request: SignedInRequest) -> dict[str, Any]:
    reach = sorted(visible_authorities(request.user).values_list("pk", flat=True))
    counted = figure("promises", authorities=reach)
    rows = [
        {**row, "words": in_readers_language(row["words"]), "title": TITLES.get(row["code"], "")}
        for row in counted.value
    ]
    return {"figures": rows, "counted_at": counted.counted_at}


@require_safe
@requires(VERIFY, SEE_STATISTICS)
def failing(request: SignedInRequest, pk: int) -> HttpResponse:
    """One promise that is not borne out."""
    return _failing(request, pk)


def _failing(request: SignedInRequest, pk: int, *, form: forms.Form | None = None) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user), pk=pk)
    may = found.state == "with-verifier" and may_answer(request.user, found)
    context = {
        "failing": found,
        "statements": _words_of(found),
        "form": (form or AnswerForm()) if may else None,
        "too_late": form if form is not None and not may else None,
    }
    return render(request, "supervision/promises/failing.html", context, status=422 if form is not None else 200)


def _words_of(failing: Failing) -> list[str]:
    signed = failing.application.commitments.last()
    told = signed.statements if signed else []
    return [in_readers_language(one["zh"]) for one in told if one["code"] in failing.statements]


@require_POST
@requires(VERIFY)
def answered(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Answer it: the promise stands, or it is not kept."""
    found, form = get_object_or_404(visible_to(request.user), pk=pk), AnswerForm(request.POST)
    if _done(form, lambda typed: answer(found, stands=typed["stands"] == "yes", words=typed["words"], by=request.user)):
        messages.success(request, _("It is answered; the company is told."))
        return redirect("promises:failing", pk=pk)
    return _failing(request, pk, form=form)


def _done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do what a form asks for; a refusal stands on the form, with everything typed."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotYours as not_theirs:
        raise Http404 from not_theirs
    except Refusal as why:
        form.add_error(None, str(why))
        return False
    return True
