"""Pages of the channels: what came in, what could not be understood, what waits to go back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import DISPATCH_TICKETS, READ_TICKETS
from desk.refusals import NotYours, Refusal
from hotline.channels.actions import send_again as send_it_again
from hotline.channels.actions import settle as settle_it
from hotline.channels.actions import take_up as take_it_up
from hotline.channels.channel_lists import ANSWERS, UNCLEAR, channel_name, reasons_of
from hotline.channels.looks import KEPT
from hotline.channels.models import Unclear
from hotline.channels.queries import by_channel, owed_for, unclear_for
from hotline.channels.rules import may_settle
from hotline.channels.shown import fields_of, text_of
from pages.lists.shown import show


class SettleForm(forms.Form):
    """What became of a message."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("What happened to it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For instance: the sender sent it again, or it is no matter of this hotline."),
    )


@require_safe
@requires(READ_TICKETS)
def channels(request: SignedInRequest) -> HttpResponse:
    """What came in by channel, and what waits."""
    rows = by_channel(request.user)
    context = {
        "channels": rows,
        "unclear": sum(row.unclear for row in rows),
        "owed": sum(row.owed for row in rows),
        "dispatches": request.user.has_perm(DISPATCH_TICKETS),
    }
    return render(request, "hotline/channels/channels.html", context)


@require_safe
@requires(DISPATCH_TICKETS)
def unclear(request: SignedInRequest) -> HttpResponseBase:
    """Messages that could not be understood."""
    return show(request, UNCLEAR, "hotline/channels/list.html")


@require_safe
@requires(DISPATCH_TICKETS)
def owed(request: SignedInRequest) -> HttpResponseBase:
    """Answers to other hotlines: those that wait, those that arrived."""
    return show(request, ANSWERS, "hotline/channels/list.html")


def _page(request: SignedInRequest, row: Unclear, form: forms.Form | None = None) -> HttpResponse:
    is_open = row.stands != "settled" and may_settle(request.user, row)  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "message": row,
        "channel": channel_name(row.source),
        "look": KEPT[row.stands],  # type: ignore[attr-defined]
        "reasons": reasons_of(row),
        "fields": fields_of(row),
        "text": text_of(row),
        "form": (form or SettleForm()) if is_open else None,
    }
    return render(request, "hotline/channels/message.html", context, status=422 if form else 200)


@require_safe
@requires(DISPATCH_TICKETS)
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    """One message that could not be understood, its caller masked, with what is wrong."""
    return _page(request, get_object_or_404(unclear_for(request.user), pk=pk))


@require_POST
@requires(DISPATCH_TICKETS)
def take_up(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Open the intake with what can be read of it."""
    try:
        take_it_up(get_object_or_404(unclear_for(request.user), pk=pk), by=request.user)
    except NotYours as mine:
        raise PermissionDenied(str(mine)) from mine
    except Refusal as why:
        messages.warning(request, str(why))
        return redirect("channels:message", pk=pk)
    return redirect("tickets:new")


@require_POST
@requires(DISPATCH_TICKETS)
def settle(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note what became of it."""
    row, form = get_object_or_404(unclear_for(request.user), pk=pk), SettleForm(request.POST)
    if form.is_valid():
        try:
            settle_it(row, by=request.user, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("What happened to the message is noted."))
            return redirect("channels:unclear")
    return _page(request, row, form)


@require_POST
@requires(DISPATCH_TICKETS)
def send_again(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Have an answer go out with the next round."""
    try:
        send_it_again(get_object_or_404(owed_for(request.user), pk=pk), by=request.user)
    except NotYours as mine:
        raise PermissionDenied(str(mine)) from mine
    except Refusal as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("It will be sent in the next round."))
    return redirect("channels:owed")
