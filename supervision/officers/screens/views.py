"""Officers with their certificates and interests; and the public check whether somebody at the door is one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from accounts.signing_in.throttle import guess
from desk.acts import carry_out
from papers.core import qr_picture
from supervision.officers import actions
from supervision.officers.queries import (
    by_number,
    certificates_for,
    check_address,
    interests_for,
    is_valid,
    own_certificate,
)
from supervision.officers.screens.forms import CertificateForm, CheckForm, InterestForm, ReasonForm


def _page(request: SignedInRequest, **sent: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "certificates": certificates_for(request.user),
        "interests": interests_for(request.user),
        "today": timezone.localdate(),
        "may_enter": request.user.has_perm(APPROVE_INSPECTIONS),
        "certificate_form": CertificateForm(by=request.user) if request.user.has_perm(APPROVE_INSPECTIONS) else None,
        "interest_form": InterestForm() if request.user.has_perm(INSPECT) else None,
    }
    return render(request, "supervision/officers/officers.html", {**context, **sent}, status=422 if sent else 200)


@require_safe
@requires(READ_INSPECTIONS)
def officers(request: SignedInRequest) -> HttpResponse:
    """Who may inspect, until when, and who declared an interest."""
    return _page(request)


def _told(
    request: SignedInRequest, form: forms.Form, field: str, act: Any, done: str, **sent: forms.Form
) -> HttpResponseBase:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except actions.NotEntered as why:
            form.add_error(field, str(why))
        else:
            messages.success(request, done)
            return redirect("officers:list")
    return _page(request, **sent)


@require_POST
@requires(APPROVE_INSPECTIONS)
def enter(request: SignedInRequest) -> HttpResponseBase:
    """Enter a certificate."""
    form = CertificateForm(request.POST, by=request.user)
    return _told(
        request,
        form,
        "number",
        lambda typed: actions.enter_certificate(by=request.user, **typed),
        _("The certificate is entered."),
        certificate_form=form,
    )


@require_POST
@requires(APPROVE_INSPECTIONS)
def end(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """End a certificate today."""
    found, form = get_object_or_404(certificates_for(request.user), pk=pk), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a reason: it is kept."))
        return redirect("officers:list")
    act = partial(actions.end_certificate, found, reason=form.cleaned_data["reason"], by=request.user)
    carry_out(request, act, _("The certificate is no longer valid."))
    return redirect("officers:list")


@require_POST
@requires(INSPECT)
def declare(request: SignedInRequest) -> HttpResponseBase:
    """Declare an interest in a company."""
    form = InterestForm(request.POST)
    return _told(
        request,
        form,
        "uscc",
        lambda typed: actions.declare_interest(typed["uscc"], words=typed["words"], by=request.user),
        _("The interest is noted: you will be neither drawn nor named for this company."),
        interest_form=form,
    )


@require_POST
@requires(APPROVE_INSPECTIONS)
def end_interest(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """An interest is over."""
    found, form = get_object_or_404(interests_for(request.user), pk=pk), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a reason: it is kept."))
        return redirect("officers:list")
    act = partial(actions.end_interest, found, reason=form.cleaned_data["reason"], by=request.user)
    carry_out(request, act, _("The interest is over."))
    return redirect("officers:list")


@require_safe
@requires(INSPECT)
def mine(request: SignedInRequest) -> HttpResponse:
    """One's own certificate on the phone, with the code the other side scans."""
    found = own_certificate(request.user, on=timezone.localdate())
    address = check_address(found) if found is not None else ""
    context = {"certificate": found, "address": address, "code": qr_picture(address) if address else ""}
    return render(request, "supervision/officers/mine.html", context)


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Is the person at the door an officer? Anybody may ask, by the number on the certificate."""
    context: dict[str, Any] = {"form": CheckForm()}
    if "number" in request.GET:
        context["form"] = form = CheckForm(request.GET)
        if form.is_valid():
            found = guess("verify", lambda: by_number(form.cleaned_data["number"]), request=request)
            is_good = found is not None and is_valid(found, on=timezone.localdate())
            context |= {"asked": True, "found": found, "is_valid": is_good}
    return render(request, "supervision/officers/check.html", context)
