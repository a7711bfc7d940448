"""The operator's intake: everything by the keyboard, saved as it is typed, with what is known beside the form."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, polled, requires
from accounts.authorities import Authority
from accounts.permissions import TAKE_CALLS
from accounts.versions import FIELD, turn_in
from desk.refusals import NotYours, Refusal
from hotline.calls.models import Call
from hotline.knowledge.searching import suggest
from hotline.tickets.doing.drafting import (
    RecordedMeanwhile,
    Seen,
    TypedElsewhere,
    draft_now,
    draft_of,
    forget_draft,
    save_draft,
    take_draft,
)
from hotline.tickets.doing.recording import record
from hotline.tickets.doing.sorting import accept, answer_at_once
from hotline.tickets.duplicates import like
from hotline.tickets.known import known_by
from hotline.tickets.models import Ticket
from hotline.tickets.screens.calling import begun_with, calls_of, in_progress
from hotline.tickets.screens.intake_forms import IntakeForm, key_of_typed

SUGGESTED = 3
RECORDED, MOST_REMEMBERED = "intake-recorded", 5
"""Where the session keeps which pages became tickets."""
DIGITS = 19
"""Of the greatest key a row may have."""


def _authority(request: SignedInRequest) -> Authority:
    if request.user.authority is None:
        raise PermissionDenied
    return request.user.authority


def _for(request: SignedInRequest) -> dict[str, Any]:
    return {"authority": _authority(request), "person": request.user}


@require_http_methods(["GET", "POST"])
@requires(TAKE_CALLS)
def new(request: SignedInRequest) -> HttpResponseBase:
    """Take a call: record it, and accept it or answer it at once in the same step."""
    authority = _authority(request)
    if request.method == "GET":
        return _page(request, IntakeForm(**_for(request), initial=_begun(request)))
    form = IntakeForm(request.POST, **_for(request))
    if form.is_valid():
        try:
            made = _record(request, form, authority)
        except RecordedMeanwhile as done:
            return _recorded(request, done)
        except TypedElsewhere:
            # Its reader has been told: sent once more, this page records what stands on it.
            form.add_error(None, _("More was typed in another window. Send this once more to record what is here."))
            return _page(request, form, status=409)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except Refusal as why:
            form.add_error("answer" if request.POST.get("act") == "answer" else None, str(why))
        else:
            if page := _seen(request).page:
                request.session[RECORDED] = [*request.session.get(RECORDED, []), page][-MOST_REMEMBERED:]
            told = _("Ticket %(number)s is recorded. Give the caller the number and the code: %(code)s")
            messages.success(request, told % {"number": made.number, "code": made.caller.code})
            return redirect("tickets:ticket", number=made.number)
    try:
        save_draft(request.user, request.POST, _call(request, request.POST), seen=_seen(request))
    except RecordedMeanwhile as done:
        return _recorded(request, done)
    except TypedElsewhere as other:
        form.add_error(None, str(other))
    return _page(request, form, status=422)


def _recorded(request: SignedInRequest, done: RecordedMeanwhile) -> HttpResponseBase:
    messages.warning(request, str(done))
    return redirect("tickets:list")


def _seen(request: SignedInRequest) -> Seen:
    """What the page says of itself."""
    told = request.POST
    return Seen(
        page=told.get("page", "")[:32],
        turn=turn_in(told.get("turn", "")),
        draft=told.get("draft", ""),
        version=told.get(FIELD, ""),
        call=_key_of_call(told),
    )


def _call(request: SignedInRequest, typed: Any) -> Call | None:
    """The call an intake belongs to, if it is one the operator may write down."""
    key = _key_of_call(typed)
    return calls_of(request.user, _authority(request)).filter(pk=key).first() if key else None


def _key_of_call(typed: Any) -> int | None:
    key = str(typed.get("call") or "")
    return int(key) if key.isascii() and key.isdecimal() and len(key) < DIGITS else None


def _begun(request: SignedInRequest) -> dict[str, Any]:
    """What the form shows at first: what was typed before, or what the exchange told of one's own call."""
    if "call" not in request.GET:
        return draft_of(request.user)
    call = _call(request, request.GET)
    if call is None:
        raise Http404
    return {**begun_with(request.user, call), "call": call.pk}


def _record(request: SignedInRequest, form: IntakeForm, authority: Authority) -> Ticket:
    """Raises Refusal: then nothing was recorded, and nothing typed is lost."""
    with transaction.atomic():
        take_draft(request.user, form.cleaned_data["call"], seen=_seen(request))
        made = record(form.told(), authority=authority, by=request.user)
        if request.POST.get("act") == "accept":
            accept(made, by=request.user)
        elif request.POST.get("act") == "answer":
            answer_at_once(made, words=form.cleaned_data["answer"], by=request.user)
        # With the ticket or not at all: whoever is cut off sees by the draft whether it was recorded.
        forget_draft(request.user, form.cleaned_data["call"])
    return made


def _page(request: SignedInRequest, form: IntakeForm, *, status: int = 200) -> HttpResponse:
    typed = form.data if form.is_bound else form.initial
    panel = in_progress(request.user, _authority(request))
    page = request.POST.get("page", "")[:32] or secrets.token_hex(8)
    draft = draft_now(request.user, _call(request, typed))
    context = {"form": form, "draft": draft, "page": page, "panel": panel, **_beside(request, typed)}
    return render(request, "hotline/tickets/intake.html", context, status=status)


def _beside(request: SignedInRequest, typed: Any) -> dict[str, Any]:
    authority = _authority(request)
    key, theme, division = key_of_typed(IntakeForm(typed, **_for(request)))
    return {
        "known": known_by(str(typed.get("phone") or ""), authority),
        "duplicates": like(authority, object_key=key, theme=theme, division=division),
        "answers": [found.version for found in suggest(str(typed.get("facts") or ""), most=SUGGESTED)],
    }


@require_POST
@requires(TAKE_CALLS)
def beside(request: SignedInRequest) -> HttpResponse:
    """While somebody types: what is typed is saved, and what is known about it comes back."""
    told: dict[str, Any] = {}
    try:
        if _seen(request).page in request.session.get(RECORDED, []):
            raise RecordedMeanwhile  # it was sent before the ticket and comes after it: no draft begins with it
        told["saved"] = save_draft(request.user, request.POST, _call(request, request.POST), seen=_seen(request))
    except (RecordedMeanwhile, TypedElsewhere) as why:
        told["not_saved"] = str(why)
    return render(request, "hotline/tickets/_beside.html", {**_beside(request, request.POST), **told})


@require_safe
@polled
@requires(TAKE_CALLS)
def calls(request: SignedInRequest) -> HttpResponse:
    """Calls in progress, looked at again and again beside whatever the operator does."""
    panel = in_progress(request.user, _authority(request))
    if request.GET.get("seen") == panel.seen:
        return HttpResponse(status=204)  # nothing is new: the page stays as it is, and nothing is read out again
    return render(request, "hotline/tickets/_calls.html", {"panel": panel, "is_polled": True})
