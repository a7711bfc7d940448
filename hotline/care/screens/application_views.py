"""An officer takes an application from step to step; each refusal is told where it was tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import HANDLE_CARE
from accounts.signing_in.throttle import attempt
from desk.refusals import NotYours, Refusal
from hotline.care.application_models import CareApplication, CareCheck, GrantEnd, HandOver
from hotline.care.applying import apply
from hotline.care.granting import check, grant, hand_over, look_up, not_collected, publicise
from hotline.care.programmes import may_handle
from hotline.care.reading import applications_of, files_of, programmes_of
from hotline.care.rules import hardship_of
from hotline.care.screens.application_list import APPLICATION_LIST
from hotline.care.screens.forms import BranchForm, CheckForm, HandOverForm, ReasonForm
from materials.uploads.responses import preview
from pages.lists.shown import show
from pages.outcomes import outcome


@require_safe
@requires(HANDLE_CARE)
def applications(request: SignedInRequest) -> HttpResponseBase:
    """Applications, narrowed as the figures are."""
    return show(request, APPLICATION_LIST, "hotline/care/applications.html")


@require_safe
@requires(HANDLE_CARE)
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    """One application with what can be done next."""
    return _application(request, get_object_or_404(applications_of(request.user), pk=pk))


def _application(
    request: SignedInRequest, found: CareApplication, *, form: forms.Form | None = None, act: str = ""
) -> HttpResponse:
    state = found.state(on=timezone.localdate())
    handles = may_handle(request.user, found.programme.authority)
    context = {
        "application": found,
        "state": state,
        "look_ups": list(found.look_ups.order_by("-pk")[:6]),
        "hardship": hardship_of(found.look_ups.all()) if found.programme.is_aid else "",
        "files": list(files_of(found)),
        "handles": handles,
        "check_form": (form if act == "check" else CheckForm()) if handles and state == "asked" else None,
        "hand_form": (form if act == "hand" else HandOverForm(kind=found.programme.kind))
        if handles and state == "granted"
        else None,
        "reason_form": (form if act == "end" else ReasonForm()) if handles and state == "granted" else None,
        "may_grant": handles and state == "to-grant" and found.check_result.by_id != request.user.pk,
        "too_late": form if form is not None and _is_gone(act, state) else None,
    }
    return render(request, "hotline/care/application.html", context, status=422 if form is not None else 200)


def _is_gone(act: str, state: str) -> bool:
    """The form that was sent has no place on the page any more: its words are shown to be copied."""
    return state != {"check": "asked", "hand": "granted", "end": "granted"}[act]


def _act(
    request: SignedInRequest,
    pk: int,
    act: Callable[[CareApplication], Any],
    said: str,
    *,
    form: forms.Form | None = None,
    name: str = "",
) -> HttpResponseBase:
    found = get_object_or_404(applications_of(request.user), pk=pk)
    if form is None or form.is_valid():
        try:
            act(found)
        except NotYours as theirs:
            raise Http404 from theirs
        except Refusal as why:
            if form is None:
                messages.error(request, str(why))
                return redirect("care:application", pk=pk)
            form.add_error(None, str(why))
        else:
            messages.success(request, said)
            return redirect("care:application", pk=pk)
    return _application(request, get_object_or_404(applications_of(request.user), pk=pk), form=form, act=name)


@require_POST
@requires(HANDLE_CARE)
def ask_registries(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Look hardship up before any proof is asked for."""
    attempt("look-up", request=request, person=request.user)
    return _act(request, pk, lambda found: look_up(found, by=request.user), _("The registries were asked."))


@require_POST
@requires(HANDLE_CARE)
def check_it(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Say whether the driver is eligible."""
    form = CheckForm(request.POST, request.FILES)

    def act(found: CareApplication) -> CareCheck:
        typed = form.cleaned_data
        return check(
            found,
            is_eligible=typed["is_eligible"] == "yes",
            words=typed["words"],
            proofs=typed["proofs"],
            by=request.user,
        )

    return _act(request, pk, act, _("Checked. Another person grants it."), form=form, name="check")


@require_POST
@requires(HANDLE_CARE)
def make_public(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Publicise it, masked."""
    return _act(
        request,
        pk,
        lambda found: publicise(found, by=request.user),
        _("It is on public display, with the name masked."),
    )


@require_POST
@requires(HANDLE_CARE)
def grant_it(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Grant it."""
    return _act(request, pk, lambda found: grant(found, by=request.user), _("Granted."))


@require_POST
@requires(HANDLE_CARE)
def hand_it_over(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note the receipt."""
    found = get_object_or_404(applications_of(request.user), pk=pk)
    form = HandOverForm(request.POST, request.FILES, kind=found.programme.kind)

    def act(one: CareApplication) -> HandOver:
        typed = form.cleaned_data
        return hand_over(
            one,
            on=typed["on"],
            reference=typed.get("reference", ""),
            signature=next(iter(typed.get("signature", ())), None),
            photo=next(iter(typed.get("photo", ())), None),
            by=request.user,
        )

    return _act(request, pk, act, _("Handed over. The receipt is kept."), form=form, name="hand")


@require_POST
@requires(HANDLE_CARE)
def nobody_came(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that nobody collected it."""
    form = ReasonForm(request.POST)

    def act(found: CareApplication) -> GrantEnd:
        return not_collected(found, reason=form.cleaned_data["reason"], by=request.user)

    return _act(request, pk, act, _("Noted. The money goes back to the programme."), form=form, name="end")


@require_safe
@requires(HANDLE_CARE)
def file(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A proof or a receipt."""
    found = get_object_or_404(applications_of(request.user), pk=pk)
    return preview(request, get_object_or_404(files_of(found), pk=file))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE_CARE)
def take_down(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Take down an application at the counter, or a nomination of a branch."""
    programme = get_object_or_404(programmes_of(request.user), code=code)
    if not may_handle(request.user, programme.authority):
        raise Http404
    form = BranchForm(request.POST or None, request.FILES or None, programme=programme, is_signed_in=True)
    if request.method == "POST" and form.is_valid():
        try:
            made, key = apply(
                programme,
                form.asked(),
                origin=form.cleaned_data["origin"],
                proofs=form.cleaned_data.get("proofs", ()),
                by=request.user,
            )
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            return outcome(request, "hotline/care/asked.html", {"application": made, "code": key})
    status = 422 if request.method == "POST" else 200
    context = {"programme": programme, "form": form, "origin": "branch"}
    return render(request, "hotline/care/apply.html", context, status=status)
