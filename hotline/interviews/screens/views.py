"""Interviews as a list, one of them with what may be done, its notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import LEAD_HOTLINE, READ_TICKETS
from clock.working_days import CalendarUnknown
from desk.acts import calendar_missing
from desk.refusals import NotYours, Refusal
from hotline.interviews import actions
from hotline.interviews.broken import broken_beside
from hotline.interviews.letters.models import InterviewLetter
from hotline.interviews.models import Interview
from hotline.interviews.screens.forms import (
    CloseForm,
    DecideForm,
    FollowForm,
    HoldForm,
    NoticeServedForm,
    PromiseForm,
    ServeForm,
)
from hotline.interviews.serving import service_of, waits_for_its_time, waits_to_be_served
from hotline.interviews.states import state_of
from materials.uploads.responses import preview
from pages.lists.paging import page
from papers.letters.writing import letter_document
from papers.responses import download


def _follow(_interview: Interview, *, promise: Any, **told: Any) -> object:
    return actions.follow(promise, **told)


@dataclass(frozen=True, kw_only=True)
class Row:
    """An act on an interview: in which state, its form, its button."""

    name: str
    state: str
    form: Callable[..., forms.Form]
    act: Callable[..., object]
    button: Promise
    is_open: Callable[[Interview], bool] = lambda interview: True


ACTS = (
    Row(name="decide", state="proposed", form=DecideForm, act=actions.decide, button=gettext_lazy("Decide")),
    Row(name="serve", state="approved", form=ServeForm, act=actions.serve, button=gettext_lazy("Write the notice")),
    Row(
        name="record-service",
        state="served",
        form=NoticeServedForm,
        act=actions.record_service,
        button=gettext_lazy("Record how the notice was served"),
        is_open=waits_to_be_served,
    ),
    Row(
        name="hold",
        state="served",
        form=HoldForm,
        act=actions.hold,
        button=gettext_lazy("Note the minutes"),
        is_open=lambda found: not waits_for_its_time(found, now=timezone.now()),
    ),
    Row(name="promise", state="held", form=PromiseForm, act=actions.promise, button=gettext_lazy("Note the promise")),
    Row(name="follow", state="held", form=FollowForm, act=_follow, button=gettext_lazy("Follow it up")),
    Row(name="close", state="held", form=CloseForm, act=actions.close, button=gettext_lazy("Close the interview")),
)


@require_safe
@requires(READ_TICKETS)
def interviews(request: SignedInRequest) -> HttpResponse:
    """The interviews of one's hotline, the newest first."""
    found = page(request, Interview.objects.visible_to(request.user).order_by("-pk"))
    return render(request, "hotline/interviews/interviews.html", {"page": found, "interviews": found.rows})


def _interview(request: SignedInRequest, pk: int) -> Interview:
    return get_object_or_404(Interview.objects.visible_to(request.user), pk=pk)


@require_safe
@requires(READ_TICKETS)
def interview(request: SignedInRequest, pk: int) -> HttpResponse:
    """One interview: why, what was done, what was promised, and what may be done now."""
    return _page(request, _interview(request, pk))


def _page(
    request: SignedInRequest, found: Interview, *, sent: str = "", form: forms.Form | None = None
) -> HttpResponse:
    leads = actions.may_lead(request.user, found)
    state = state_of(found)
    # What was sent stays, though its step was done meanwhile: what was typed and why it was refused stand in it.
    rows = [row for row in ACTS if leads and (row.name == sent or (row.state == state and row.is_open(found)))]
    context = {
        "interview": found,
        "is_unserved": waits_to_be_served(found),
        "held_at": waits_for_its_time(found, now=timezone.now()) if state == "served" else None,
        "service": service_of(found, on=timezone.localdate()),
        "grounds": actions.grounds_told(found),
        "broken": broken_beside(found),
        "acts": [
            (row, form if row.name == sent else row.form(interview=found, auto_id=f"id_{row.name}_%s")) for row in rows
        ],
    }
    return render(request, "hotline/interviews/interview.html", context, status=422 if form else 200)


@require_POST
@requires(LEAD_HOTLINE)
def act(request: SignedInRequest, pk: int, name: str) -> HttpResponseBase:
    """Carry out an act; what stands against it is told on its form."""
    found = _interview(request, pk)
    row = next((one for one in ACTS if one.name == name), None)
    if row is None:
        raise Http404
    form = row.form(request.POST, request.FILES, interview=found, auto_id=f"id_{row.name}_%s")
    if form.is_valid():
        try:
            row.act(found, by=request.user, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except CalendarUnknown as missing:
            form.add_error(None, calendar_missing(missing))
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("It is noted."))
            return redirect("interviews:interview", pk=found.pk)
    return _page(request, found, sent=name, form=form)


@require_safe
@requires(READ_TICKETS)
def acknowledgement(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The scanned acknowledgement of the notice."""
    notices = InterviewLetter.objects.visible_to(request.user).select_related("service__acknowledgement")
    notice = get_object_or_404(notices, pk=pk, service__acknowledgement__isnull=False)
    return preview(request, notice.service.acknowledgement)


@require_safe
@requires(READ_TICKETS)
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The notice, as it was signed."""
    found = get_object_or_404(InterviewLetter.objects.visible_to(request.user), pk=pk)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")
