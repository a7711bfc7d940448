"""The page of a conversation, the same for both sides but for the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.versions import FIELD, Stale
from desk.refusals import NotYours
from licensing.talking import actions
from licensing.talking.forms import SayForm
from licensing.talking.queries import files_of
from licensing.talking.rules import Matter
from pages.lists.places import number
from post.inbox.actions import mark_told
from post.talks import actions as talks
from post.talks.models import Side
from post.talks.queries import Conversation, conversation

TOLD = ("talk-from-office", "talk-from-holder")
"""The texts that tell somebody of a message: whoever has read it needs no telling."""
ADDRESSES = {Side.HOLDER: ("talks:own", "talks:own_file"), Side.OFFICE: ("talks:office", "talks:office_file")}


def talk(request: SignedInRequest, matter: Matter, *, side: Side) -> HttpResponseBase:
    """GET: the conversation, which counts as read. POST: `act` says, closes or opens it again."""
    if request.method != "POST":
        return _page(request, matter, side)
    act = {"close": _close, "reopen": _reopen}.get(request.POST.get("act", ""), _say)
    try:
        return act(request, matter, side)
    except NotYours as ended:  # the right to speak ended between the page and the act
        raise PermissionDenied from ended


def _page(
    request: SignedInRequest, matter: Matter, side: Side, *, form: SayForm | None = None, problem: str = ""
) -> HttpResponseBase:
    before = number(request.GET.get("before", ""))
    shown = conversation(matter.subject, side=side, reader=request.user, before=before)
    if request.method == "GET":
        _count_as_read(request, matter, shown, side)
    files = files_of(line.message for line in shown.lines)
    context: dict[str, Any] = {
        "matter": matter,
        "application": matter.application,
        "certificate": matter.certificate,
        "talk": shown,
        "lines": [(line, files.get(line.message.pk, [])) for line in shown.lines],
        "form": form or SayForm(initial={"after": shown.after}),
        "problem": problem,
        "is_office": side == Side.OFFICE,
        "file_address": ADDRESSES[side][1],
        "reopen_days": settings.TALK_REOPEN_DAYS,
    }
    status = 409 if problem else 422 if form is not None else 200
    return render(request, "licensing/talking/talk.html", context, status=status)


def _count_as_read(request: SignedInRequest, matter: Matter, shown: Conversation, side: Side) -> None:
    if shown.is_new:
        talks.read(shown, side=side, by=request.user)
        mark_told(request.user, matter=matter.subject, texts=TOLD)


def _say(request: SignedInRequest, matter: Matter, side: Side) -> HttpResponseBase:
    form = SayForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, matter, side, form=form)
    typed = form.cleaned_data
    try:
        actions.say(
            matter,
            typed["words"],
            side=side,
            by=request.user,
            after=typed["after"] or 0,
            files=typed["attached"],
        )
    except talks.AlreadySaid:
        messages.info(request, _("This message has already been sent; it is shown once below."))
    except talks.TalkClosed:
        told = _("The conversation was closed in the meantime, so nothing was sent. What you wrote is still below.")
        return _page(request, matter, side, form=form, problem=told)
    else:
        messages.success(request, _("The message is sent."))
    return _back(matter, side)


def _close(request: SignedInRequest, matter: Matter, side: Side) -> HttpResponseBase:
    """The authority closes; not while words of the one who closes wait to be sent."""
    if request.POST.get("words", "").strip() or request.FILES:
        told = _("What you wrote is not sent: the conversation stays open. Send it, or empty the field; then close.")
        form = SayForm(initial={name: request.POST.get(name, "") for name in ("words", "after")})
        return _page(request, matter, side, form=form, problem=told)
    speaking, seen = actions.speaking(matter, side=side, by=request.user), number(request.POST.get(FIELD, ""))
    return _turn(request, matter, side, lambda: talks.close(speaking, seen=seen), _("The conversation is closed."))


def _reopen(request: SignedInRequest, matter: Matter, side: Side) -> HttpResponseBase:
    speaking = actions.speaking(matter, side=side, by=request.user)
    return _turn(request, matter, side, lambda: talks.reopen(speaking), _("The conversation is open again."))


def _turn(
    request: SignedInRequest, matter: Matter, side: Side, turn: Callable[[], None], done: str
) -> HttpResponseBase:
    try:
        turn()
    except talks.MayNotClose:
        return _page(request, matter, side, problem=_("The authority closes a conversation."))
    except Stale:
        told = _("A message came after you opened this page: the conversation stays open. Read it first.")
        return _page(request, matter, side, problem=told)
    except talks.TooLateToReopen:
        told = _("The time to open this conversation again has passed. Begin with a new application or call us.")
        return _page(request, matter, side, problem=told)
    except (talks.TalkClosed, talks.NotClosed):
        messages.info(request, _("Someone else has already settled this."))
    else:
        messages.success(request, done)
    return _back(matter, side)


def _back(matter: Matter, side: Side) -> HttpResponseBase:
    return redirect(ADDRESSES[side][0], name=matter.name)
