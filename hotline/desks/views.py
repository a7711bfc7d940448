"""The desks of the hotline, and who sits there."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import KEEP_PLATFORMS, READ_TICKETS
from desk.acts import carry_out
from desk.refusals import NotYours
from hotline.desks import actions
from hotline.desks.forms import EndForm, OpenForm, SeatForm
from hotline.desks.models import Desk
from hotline.desks.queries import desks_for, seats_at, seats_of
from hotline.desks.rules import may_keep
from pages.lists.paging import page


def _desks(request: SignedInRequest, form: OpenForm | None = None) -> HttpResponse:
    found = page(request, desks_for(request.user))
    shown = (form or OpenForm()) if request.user.has_perm(KEEP_PLATFORMS) else None
    context = {"page": found, "desks": found.rows, "form": shown}
    return render(request, "hotline/desks/desks.html", context, status=422 if form else 200)


@require_safe
@requires(READ_TICKETS)
def desks(request: SignedInRequest) -> HttpResponse:
    """Who tickets are transferred to."""
    return _desks(request)


@require_POST
@requires(KEEP_PLATFORMS)
def open_one(request: SignedInRequest) -> HttpResponseBase:
    """Open a desk of one's own hotline."""
    form = OpenForm(request.POST)
    if form.is_valid():
        assert request.user.authority is not None  # noqa: S101 - who keeps desks works for an authority
        try:
            made = actions.open_desk(request.user.authority, by=request.user, **form.cleaned_data)
        except actions.NotKept as why:
            form.add_error("code", str(why))
        else:
            messages.success(request, _("The desk is open."))
            return redirect("desks:desk", code=made.code)
    return _desks(request, form)


def _desk(request: SignedInRequest, found: Desk, **sent: forms.Form) -> HttpResponse:
    keeps = may_keep(request.user, found) and found.is_open
    context = {
        "desk": found,
        "seats": seats_at(found),
        "keeps": keeps,
        "seat_form": SeatForm(desk=found) if keeps else None,
        "end_form": EndForm() if keeps else None,
        **sent,
    }
    return render(request, "hotline/desks/desk.html", context, status=422 if sent else 200)


@require_safe
@requires(READ_TICKETS)
def desk(request: SignedInRequest, code: str) -> HttpResponse:
    """One desk with its people."""
    return _desk(request, get_object_or_404(desks_for(request.user), code=code))


@require_POST
@requires(KEEP_PLATFORMS)
def seat(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Give somebody a seat."""
    found = get_object_or_404(desks_for(request.user), code=code)
    form = SeatForm(request.POST, desk=found)
    if form.is_valid():
        try:
            actions.seat(found, by=request.user, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except actions.NotKept as why:
            form.add_error("person", str(why))
        else:
            messages.success(request, _("The seat is given."))
            return redirect("desks:desk", code=code)
    return _desk(request, found, seat_form=form)


@require_POST
@requires(KEEP_PLATFORMS)
def unseat(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Somebody leaves a desk."""
    found = get_object_or_404(seats_of(request.user, pk))
    carry_out(request, partial(actions.unseat, found, by=request.user), _("The seat is free."))
    return redirect("desks:desk", code=found.desk.code)


@require_POST
@requires(KEEP_PLATFORMS)
def end(request: SignedInRequest, code: str) -> HttpResponseBase:
    """A desk takes no new tickets."""
    found, form = get_object_or_404(desks_for(request.user), code=code), EndForm(request.POST)
    if not form.is_valid():
        return _desk(request, found, end_form=form)
    act = partial(actions.end_desk, found, words=form.cleaned_data["words"], by=request.user)
    carry_out(request, act, _("The desk takes no new tickets."))
    return redirect("desks:desk", code=code)
