"""The platforms of a hotline: the list, one of them, what is noted about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import KEEP_PLATFORMS, READ_TICKETS
from desk.refusals import NotYours
from hotline.desks.queries import seats_at
from hotline.desks.rules import may_keep
from hotline.platforms import actions
from hotline.platforms.forms import BreachForm, EnterForm, LeaveForm, PledgeForm
from hotline.platforms.models import Platform
from hotline.platforms.platform_list import PLATFORMS
from hotline.platforms.queries import platforms_for
from pages.lists.shown import show


@require_safe
@requires(READ_TICKETS)
def platforms(request: SignedInRequest) -> HttpResponseBase:
    """The platforms of one's hotline."""
    keeps = request.user.has_perm(KEEP_PLATFORMS)
    return show(request, PLATFORMS, "hotline/platforms/platforms.html", more=lambda _listed: {"keeps": keeps})


@require_http_methods(["GET", "POST"])
@requires(KEEP_PLATFORMS)
def enter(request: SignedInRequest) -> HttpResponseBase:
    """Enter a platform; its desk opens with it."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert request.user.authority is not None  # noqa: S101 - who keeps platforms works for an authority
        try:
            made = actions.enter_platform(request.user.authority, by=request.user, **form.cleaned_data)
        except actions.NotEntered as why:
            form.add_error("uscc", str(why))
        else:
            messages.success(request, _("The platform is entered, and its desk is open."))
            return redirect("platforms:platform", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "hotline/platforms/enter.html", {"form": form}, status=status)


def _platform(request: SignedInRequest, found: Platform, **sent: forms.Form) -> HttpResponse:
    keeps = may_keep(request.user, found.desk) and found.state == "active"
    context: dict[str, Any] = {
        "platform": found,
        "seats": seats_at(found.desk),
        "pledges": found.pledges.select_related("by").prefetch_related("breaches__by").order_by("-pk"),
        "pledge_form": PledgeForm() if keeps else None,
        "breach_form": BreachForm() if keeps else None,
        "leave_form": LeaveForm() if keeps else None,
        **sent,
    }
    return render(request, "hotline/platforms/platform.html", context, status=422 if sent else 200)


@require_safe
@requires(READ_TICKETS)
def platform(request: SignedInRequest, pk: int) -> HttpResponse:
    """One platform: its desk, its people, its pledges."""
    return _platform(request, get_object_or_404(platforms_for(request.user), pk=pk))


def _noted(
    request: SignedInRequest, found: Platform, name: str, form: forms.Form, act: Callable[..., object], done: str
) -> HttpResponseBase:
    """Do what the form says; what stands against it is told on the form."""
    if form.is_valid():
        try:
            act(found, by=request.user, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except actions.NotEntered as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, done)
            return redirect("platforms:platform", pk=found.pk)
    return _platform(request, found, **{name: form})


@require_POST
@requires(KEEP_PLATFORMS)
def pledge(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that it signed an edition of the pledge."""
    found = get_object_or_404(platforms_for(request.user), pk=pk)
    note = partial(_noted, request, found, "pledge_form", PledgeForm(request.POST))
    return note(actions.sign_pledge, _("The pledge is noted."))


@require_POST
@requires(KEEP_PLATFORMS)
def breach(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that it broke its pledge."""
    found = get_object_or_404(platforms_for(request.user), pk=pk)
    note = partial(_noted, request, found, "breach_form", BreachForm(request.POST))
    return note(actions.note_breach, _("The breach is noted; an interview is proposed because of it."))


@require_POST
@requires(KEEP_PLATFORMS)
def leave(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note that it left."""
    found = get_object_or_404(platforms_for(request.user), pk=pk)
    note = partial(_noted, request, found, "leave_form", LeaveForm(request.POST))
    return note(actions.leave, _("The platform has left; its desk takes no new tickets."))
