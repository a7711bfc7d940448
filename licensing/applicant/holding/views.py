"""The acts of a holder after handing in, on one page each: done by who signed in, or signed by hand at the counter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.versions import seen_version, version_of
from desk.refusals import Refusal
from licensing.applicant.handing_in.by_hand import hand_of, wrong_hand
from licensing.applicant.holding.acts import BY_NAME, HolderAct, with_files
from licensing.applicant.holding.forms import DefenceForm, RectificationForm
from licensing.applicant.reach import FilingRequest, filing, own, typing
from licensing.applications.counter.actions import sign_act
from licensing.applications.counter.forms import ByHandForm
from licensing.applications.counter.rules import covers
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import AlreadyDecided
from licensing.decisions.serving.rules import acknowledgements_of
from licensing.flow.open_steps import open_step_name
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
        "defence_form": DefenceForm(is_late=node == "decide_end") if BY_NAME["defend"].is_open(application) else None,
        "is_late": node == "decide_end",
    }


def may_act_after(request: FilingRequest, application: Application) -> bool:
    """Whether acts of the holder are offered: always to who acts for the company, at the counter within the right."""
    return request.visit is None or covers(request.visit, application)


@require_http_methods(["GET", "POST"])
@filing
def act(request: FilingRequest, key: str, name: str) -> HttpResponseBase:
    """One act of the holder: asked for, shown, signed where somebody is at the counter, and done."""
    found, application = BY_NAME[name], own(request, key)
    if not application.is_submitted:
        raise Http404
    if not may_act_after(request, application):
        messages.error(request, _("The delegation does not cover this case after handing in."))
        return _back(application)
    form = found.form(request.POST, request.FILES) if request.method == "POST" else found.form()
    if request.method == "GET" or not form.is_valid():
        if not form.is_bound and not found.is_open(application):
            messages.info(request, str(found.too_late))
            return _back(application)
        return _page(request, found, application, form)
    if request.visit is None:
        return _done(request, found, application, form, None)
    typing(request, application)
    return _at_counter(request, found, application, form)


def _at_counter(request: FilingRequest, found: HolderAct, application: Application, form: Any) -> HttpResponseBase:
    """Nothing is done that the visitor was not shown, and signed."""
    told = found.told(application, form)
    if seen_version(request.POST) != version_of(told):
        messages.info(request, _("Show it to the visitor, who then signs. Nothing has been done yet."))
        return _page(request, found, application, form, told=told, by_hand=hand_of(request, bound=False))
    by_hand = hand_of(request)
    if by_hand is None or wrong_hand(by_hand):
        return _page(request, found, application, form, told=told, by_hand=by_hand)
    return _done(request, found, application, form, by_hand)


def _done(
    request: FilingRequest, found: HolderAct, application: Application, form: Any, by_hand: ByHandForm | None
) -> HttpResponseBase:
    told = with_files(found.told(application, form), form.cleaned_data)
    try:
        with transaction.atomic():
            found.perform(application, form.cleaned_data, request.person)
            if request.visit is not None and by_hand is not None:
                sign_act(request.visit, application, by_hand.cleaned_data["signature"], act=found.name, shown=told)
    except AlreadyDecided:
        messages.error(request, str(found.too_late))
    except Refusal as why:
        messages.error(request, str(why) or str(found.too_late))
        if found.is_open(own(request, application.key)):  # to be tried again: what was typed stays
            return _page(request, found, application, form, is_refused=True)
    else:
        messages.success(request, found.done(form.cleaned_data))
    return _back(application)


def _page(
    request: FilingRequest,
    found: HolderAct,
    application: Application,
    form: Any,
    *,
    told: str = "",
    by_hand: ByHandForm | None = None,
    is_refused: bool = False,
) -> HttpResponse:
    context = {
        "application": application,
        "form": form,
        "title": found.title,
        "told": told.splitlines(),
        "has_files": bool(told) and "proofs" in form.fields,
        "files_again": "proofs" in request.FILES,
        "by_hand": by_hand,
        "stands_on": version_of(told) if told else "",
    }
    wrong = is_refused or form.errors or (by_hand is not None and by_hand.is_bound)
    return render(request, "licensing/applicant/answer.html", context, status=422 if wrong else 200)


def _back(application: Application) -> HttpResponseBase:
    return redirect("applications:progress", key=application.key)


@require_safe
@filing
def own_proof(request: FilingRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo or paper of one's own case after the grant, or the acknowledgement of a letter to oneself."""
    case = own(request, key)
    shown = proofs_of(case) | acknowledgements_of(case, of_others=False)
    return preview(request, get_object_or_404(shown, pk=pk))
