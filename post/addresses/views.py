"""Where e-mail and text messages go: a new address, a code sent there, done."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, signed_in
from accounts.signing_in.reauthentication import confirmed
from accounts.signing_in.throttle import attempt
from post.addresses import actions
from post.addresses.forms import CodeForm, address_form
from post.addresses.post_set import WAYS
from post.addresses.queries import masked
from post.channels.contract import Refused, Unreachable
from post.telling.writing import address_on


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def address(request: SignedInRequest, channel: str) -> HttpResponseBase:
    """The address of a channel; `act`: send a code to a new one, or bring the code."""
    if channel not in WAYS or channel not in settings.POST_CHANNELS:
        raise Http404
    if request.method != "POST":
        return _page(request, channel)
    return (_prove if request.POST.get("act") == "prove" else _ask)(request, channel)


def _page(
    request: SignedInRequest, channel: str, *, password_error: str = "", problem: str = "", **forms: Any
) -> HttpResponseBase:
    waiting = actions.pending(request.user, channel)
    context = {
        "channel": channel,
        "way": WAYS[channel],
        "now": masked(channel, address_on(channel, request.user)),
        "form": forms.get("form") or address_form(channel),
        "waiting": masked(channel, waiting.to) if waiting else "",
        "code_form": forms.get("code_form") or CodeForm(initial={"change": waiting.pk if waiting else 0}),
        "password_error": password_error,
        "problem": problem,
    }
    return render(request, "post/address.html", context, status=422 if forms or problem else 200)


def _ask(request: SignedInRequest, channel: str) -> HttpResponseBase:
    form = address_form(channel, request.POST)
    if not form.is_valid():
        return _page(request, channel, form=form)
    if not confirmed(request, request.POST.get("password", "")):
        return _page(request, channel, form=form, password_error=_("That is not your password."))
    attempt("address-code", request=request, person=request.user)
    try:
        actions.ask(request.user, channel, form.cleaned_data["address"])
    except Refused:
        form.add_error("address", _("Nothing can be sent there. Check what you typed."))
    except Unreachable:
        form.add_error("address", _("The code could not be sent. Try again in a few minutes."))
    else:
        messages.success(request, _("A code was sent. It is valid for 15 minutes."))
        return redirect("post:address", channel=channel)
    return _page(request, channel, form=form)


def _prove(request: SignedInRequest, channel: str) -> HttpResponseBase:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, channel, code_form=form)
    attempt("address-proof", person=request.user)
    try:
        actions.prove(request.user, channel, form.cleaned_data["code"], change=form.cleaned_data["change"])
    except actions.WrongCode:
        form.add_error("code", _("The code is wrong. Check the message and try again."))
    except actions.CodeOver:
        # Whatever waits now has a form of its own: this one stands for an address nobody waits for any more.
        told = _("This code is no longer valid: another was sent, or it is too old. Ask for a new one.")
        return _page(request, channel, problem=told)
    else:
        messages.success(request, _("Messages will go there from now on. The old address has been told."))
        return redirect("post:choices")
    return _page(request, channel, code_form=form)
