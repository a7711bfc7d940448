"""Pages of calls: all of them, those that wait, and one with what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import READ_TICKETS, TAKE_CALLS
from desk.refusals import NotYours, Refusal
from hotline.calls.standing import said_length
from hotline.telephone import taking
from hotline.telephone.call_list import CALL_LIST
from hotline.telephone.forms import ReturnForm, SettleForm, TieForm
from hotline.telephone.looks import CALLS
from hotline.telephone.queries import calls_for, last_heard, standing
from hotline.telephone.rules import TO_BE_RETURNED, TO_BE_SETTLED, may_see_number, may_work_on
from hotline.telephone.shown import shown_number
from hotline.tickets.queries import tickets_for
from hotline.tickets.screens.forms import DiscloseForm
from pages.lists.shown import show


@require_safe
@requires(READ_TICKETS)
def calls(request: SignedInRequest) -> HttpResponseBase:
    """Calls: those without a ticket and those nobody answered among them."""
    heard = last_heard(request.user)
    return show(request, CALL_LIST, "hotline/telephone/calls.html", more=lambda _listed: {"heard": heard})


def _call(request: SignedInRequest, pk: int) -> Any:
    return get_object_or_404(standing(calls_for(request.user).select_related("authority", "settled__by")), pk=pk)


def _page(request: SignedInRequest, pk: int, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _call(request, pk)
    works, tickets = may_work_on(request.user, found), tickets_for(request.user).filter(calls__call=found)
    context = {
        "call": found,
        "look": CALLS[found.stands],
        "masked": shown_number(found),
        "length": said_length(found),
        "words": found.words.select_related("agent"),
        "returns": found.returns.select_related("by"),
        "tickets": tickets,
        "works": works,
        "may_see": works and may_see_number(request.user, found),
        "purpose_form": DiscloseForm() if found.tickets.exists() else None,
        "return_form": ReturnForm() if works and found.stands in TO_BE_RETURNED else None,
        "settle_form": SettleForm() if works and found.stands in TO_BE_SETTLED else None,
        "tie_form": TieForm(reader=request.user) if works else None,
        **shown,
    }
    return render(request, "hotline/telephone/call.html", context, status=status)


@require_safe
@requires(READ_TICKETS)
def call(request: SignedInRequest, pk: int) -> HttpResponse:
    """One call: how it went, which tickets it was about, and what may be done."""
    return _page(request, pk)


def _shown(request: SignedInRequest, pk: int, show_it: Callable[..., object]) -> object:
    """Have a number shown, for a purpose where the call has tickets: what that gives, or the page that says why not."""
    found = _call(request, pk)
    form = DiscloseForm(request.POST) if found.tickets.exists() else None
    if form is not None and not form.is_valid():
        return _page(request, pk, status=422, purpose_form=form)
    try:
        return show_it(found, purpose=form.cleaned_data["purpose"] if form else "", by=request.user)
    except NotYours as mine:
        raise PermissionDenied(str(mine)) from mine
    except Refusal as why:
        messages.error(request, str(why))
        return redirect("telephone:call", pk=pk)


@require_POST
@requires(TAKE_CALLS)
def take_down(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Open the intake with the number of a call somebody else answered, or nobody."""
    done = _shown(request, pk, taking.take_down)
    return done if isinstance(done, HttpResponseBase) else redirect(f"{reverse('tickets:new')}?call={pk}")


@require_POST
@requires(TAKE_CALLS)
def number(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Show the number of a caller, once, after that was written down."""
    done = _shown(request, pk, taking.show_number)
    return done if isinstance(done, HttpResponseBase) else _page(request, pk, number=done)


def _done(
    request: SignedInRequest, pk: int, name: str, form: forms.Form, do: Callable[..., object], told: str
) -> HttpResponseBase:
    found = _call(request, pk)
    if form.is_valid():
        try:
            do(found, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, told)
            return redirect("telephone:call", pk=pk)
    return _page(request, pk, status=422, **{name: form})


@require_POST
@requires(TAKE_CALLS)
def returned(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that the caller was called back."""
    form = ReturnForm(request.POST)
    do = partial(taking.note_return, by=request.user)
    return _done(request, pk, "return_form", form, do, _("It is noted that you called back."))


@require_POST
@requires(TAKE_CALLS)
def settle(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note why a call needs no ticket."""
    form = SettleForm(request.POST)
    do = partial(taking.settle, by=request.user)
    return _done(request, pk, "settle_form", form, do, _("It is noted why the call needs no ticket."))


@require_POST
@requires(TAKE_CALLS)
def tie(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note which ticket a call was about."""
    form = TieForm(request.POST, reader=request.user)
    do = partial(taking.tie, by=request.user)
    return _done(request, pk, "tie_form", form, do, _("The call is kept with the ticket."))
