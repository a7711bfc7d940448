"""Branches and seats of the chain, kept by who leads the hotline: never who sits there (F-10.17)."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.authorities import Authority
from accounts.permissions import LEAD_HOTLINE
from desk.acts import carry_out
from hotline.chain import seats
from hotline.chain.reading import counted
from hotline.chain.screens.forms import BranchForm, SeatForm, seat_name


def _authority(request: SignedInRequest) -> Authority:
    authority = request.user.authority
    if authority is None:
        raise PermissionDenied
    return authority


def _page(request: SignedInRequest, *, status: int = 200, **forms: object) -> HttpResponse:
    authority = _authority(request)
    context = {
        "branches": seats.branches_of(authority),
        "seats": [(seat, seat_name(seat)) for seat in seats.seats_offered(authority)],
        "counted": counted(authority),
        "branch_form": BranchForm(authority=authority, auto_id="id_branch_%s"),
        "seat_form": SeatForm(authority=authority, auto_id="id_seat_%s"),
        **forms,
    }
    return render(request, "hotline/chain/office.html", context, status=status)


@require_safe
@requires(LEAD_HOTLINE)
def office(request: SignedInRequest) -> HttpResponse:
    """Branches, which seats above them are taken, and how much passes."""
    return _page(request)


@require_POST
@requires(LEAD_HOTLINE)
def branch(request: SignedInRequest) -> HttpResponseBase:
    """Enter a branch."""
    authority = _authority(request)
    form = BranchForm(request.POST, authority=authority, auto_id="id_branch_%s")
    if not form.is_valid():
        return _page(request, status=422, branch_form=form)
    carry_out(request, partial(seats.open_branch, authority, by=request.user, **form.cleaned_data), _("It is noted."))
    return redirect("chain:office")


@require_POST
@requires(LEAD_HOTLINE)
def seat(request: SignedInRequest) -> HttpResponseBase:
    """Offer a seat; it is theirs when they agree themselves."""
    authority = _authority(request)
    form = SeatForm(request.POST, authority=authority, auto_id="id_seat_%s")
    if not form.is_valid():
        return _page(request, status=422, seat_form=form)
    told = {"branch": form.cleaned_data["branch"], "person": form.cleaned_data["person"], "node": form.node}
    offer = partial(seats.offer, authority, by=request.user, **told)
    carry_out(request, offer, _("They have been asked. The seat is theirs once they agree."))
    return redirect("chain:office")
