"""After the grant, for the holder: what is to be mended or answered, and the answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, applicant_required
from desk.acts import carry_out
from licensing.applicant.answer_forms import DefenceForm, RectificationForm
from licensing.applicant.reach import own
from licensing.applications.models import Application
from licensing.flow.open_steps import open_step_name
from licensing.moving import promises
from licensing.verification.queries import inquiries_of, inspections_of, proofs_of
from licensing.verification.rules import limit_of
from materials.uploads.responses import preview


def for_holder(application: Application) -> dict[str, Any]:
    """What the holder sees of it on the progress page."""
    decision = getattr(application, "decision", None)
    if decision is None or not decision.is_granted:
        return {}
    verification = getattr(application, "verification", None)
    node = open_step_name(application)
    return {
        "verification": verification,
        "verification_limit": limit_of(verification, on=timezone.localdate()) if verification else None,
        "inspections": inspections_of(application),
        "inquiries": inquiries_of(application),
        "direct_ends": application.direct_ends.select_related("letter"),
        "after_node": node,
        "rectification_form": RectificationForm() if node == "rectify" else None,
        "defence_form": DefenceForm() if node == "defend" else None,
    }


@require_POST
@applicant_required
def rectify(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Report what was mended."""
    application = own(request, key)
    form = RectificationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_again(request, application, form, _("Report what you have mended"))
    values = form.cleaned_data
    return _answer(
        request,
        application,
        lambda: promises.report_rectified(application, words=values["words"], proofs=values["proofs"], by=request.user),
        _("Your report is handed in; it will be verified again."),
    )


@require_POST
@applicant_required
def defend(request: CompanyRequest, key: str) -> HttpResponseBase:
    """State one's case before a decision that would end the licence."""
    application = own(request, key)
    form = DefenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_again(request, application, form, _("State your case"))
    values = form.cleaned_data
    return _answer(
        request,
        application,
        lambda: promises.state_case(
            application,
            words=values["words"],
            wants_hearing=values["wants_hearing"],
            proofs=values["proofs"],
            by=request.user,
        ),
        _("Your statement is in the file; another person decides in view of it."),
    )


def _answer(request: CompanyRequest, application: Application, act: Any, done: str) -> HttpResponseBase:
    carry_out(request, act, done)
    return redirect("applications:progress", key=application.key)


def _ask_again(request: CompanyRequest, application: Application, form: Any, title: str) -> HttpResponseBase:
    """The answer with its errors on a page of its own: nothing typed is lost."""
    context = {"application": application, "form": form, "title": title}
    return render(request, "licensing/applicant/answer.html", context, status=422)


@require_safe
@applicant_required
def own_proof(request: CompanyRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo or paper of one's own case after the grant."""
    return preview(request, get_object_or_404(proofs_of(own(request, key)), pk=pk))
