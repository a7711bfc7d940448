"""Programmes are written, approved, opened, closed and accounted for; figures lead to the rows they count."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_CARE, HANDLE_CARE, SEE_HOTLINE
from desk.refusals import NotYours, Refusal
from hotline.care.figures import figures_of, figures_of_each
from hotline.care.models import Programme, ProgrammeAccount
from hotline.care.programmes import account, approve, close, may_handle, open_it, write
from hotline.care.reading import programmes_of
from hotline.care.screens.forms import AccountForm, ProgrammeForm


@require_safe
@requires(HANDLE_CARE, APPROVE_CARE, SEE_HOTLINE)
def programmes(request: SignedInRequest) -> HttpResponse:
    """Every programme with what it reached."""
    rows = figures_of_each(list(programmes_of(request.user)))
    return render(request, "hotline/care/office.html", {"rows": rows})


@require_safe
@requires(HANDLE_CARE, APPROVE_CARE, SEE_HOTLINE)
def programme(request: SignedInRequest, code: str) -> HttpResponse:
    """One programme with its figures, and what can be done to it."""
    return _programme(request, get_object_or_404(programmes_of(request.user), code=code))


def _programme(request: SignedInRequest, found: Programme, *, form: forms.Form | None = None) -> HttpResponse:
    handles = may_handle(request.user, found.authority)
    has_approved = any(row.by_id == request.user.pk for row in found.approvals.all())
    is_writer = found.written_by_id == request.user.pk
    context = {
        "programme": found,
        "figures": figures_of(found),
        "list": f"{reverse('care:applications')}?programme={found.pk}",
        "handles": handles,
        "may_approve": request.user.has_perm(APPROVE_CARE)
        and found.state == "draft"
        and not has_approved
        and not is_writer
        and request.user.authority_id == found.authority_id,
        "account_form": (form or AccountForm()) if handles and found.state == "closed" else None,
    }
    return render(request, "hotline/care/office_programme.html", context, status=422 if form is not None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE_CARE)
def write_one(request: SignedInRequest) -> HttpResponseBase:
    """Write a programme."""
    if request.user.authority is None:
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = write(form.written(), authority=request.user.authority, by=request.user)
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Written. Two other people have to approve it."))
            return redirect("care:office_programme", code=found.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "hotline/care/write.html", {"form": form}, status=status)


def _act(
    request: SignedInRequest, code: str, act: Callable[[Programme], object], said: str, form: forms.Form | None = None
) -> HttpResponseBase:
    found = get_object_or_404(programmes_of(request.user), code=code)
    try:
        act(found)
    except NotYours as theirs:
        raise Http404 from theirs
    except Refusal as why:
        if form is not None and form.is_bound:
            form.add_error(None, str(why))
            return _programme(request, found, form=form)
        messages.error(request, str(why))
    else:
        messages.success(request, said)
    return redirect("care:office_programme", code=code)


@require_POST
@requires(APPROVE_CARE)
def approve_one(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Approve as one of two."""
    return _act(request, code, lambda found: approve(found, by=request.user), _("You have approved it."))


@require_POST
@requires(HANDLE_CARE)
def open_one(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Open it."""
    return _act(request, code, lambda found: open_it(found, by=request.user), _("It is open from its first day on."))


@require_POST
@requires(HANDLE_CARE)
def close_one(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Close it."""
    return _act(
        request, code, lambda found: close(found, by=request.user), _("It is closed: nothing more can be granted.")
    )


@require_POST
@requires(HANDLE_CARE)
def account_for(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Account for it."""
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _programme(request, get_object_or_404(programmes_of(request.user), code=code), form=form)

    def act(found: Programme) -> ProgrammeAccount:
        return account(found, words=form.cleaned_data["words"], by=request.user)

    return _act(request, code, act, _("Accounted for, to the cent."), form=form)
