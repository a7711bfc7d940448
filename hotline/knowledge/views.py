"""The public asks; officials keep, release and retire what is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import KEEP_KNOWLEDGE, READ_TICKETS
from accounts.typed.text import one_line
from accounts.versions import Stale, seen_version
from desk.refusals import NotYours, Refusal
from hotline.knowledge.actions import WrittenMeanwhile, may_keep, open_entry, release, retire, rewrite
from hotline.knowledge.answer_list import ANSWER_LIST
from hotline.knowledge.forms import AnswerForm, NewAnswerForm, RetireForm
from hotline.knowledge.models import KnowledgeEntry
from hotline.knowledge.reading import entries, told_by_topic, versions, versions_of
from hotline.knowledge.searching import LONGEST_QUESTION, suggest
from pages.lists.paging import number
from pages.lists.shown import show


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """What the hotline answers: found by words, else by topic."""
    words = one_line(request.GET.get("q", ""))[:LONGEST_QUESTION]
    context = {
        "words": words,
        "found": [one.version for one in suggest(words, most=10)] if words else [],
        "topics": told_by_topic(),
    }
    return render(request, "hotline/knowledge/answers.html", context)


@require_safe
@requires(KEEP_KNOWLEDGE, READ_TICKETS)
def known(request: SignedInRequest) -> HttpResponseBase:
    """Every answer with its owner and how long it is valid."""
    return show(request, ANSWER_LIST, "hotline/knowledge/list.html")


@require_safe
@requires(KEEP_KNOWLEDGE, READ_TICKETS)
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One answer with all its versions."""
    return _entry(request, get_object_or_404(entries(), pk=pk))


def _entry(request: SignedInRequest, found: KnowledgeEntry, *, form: forms.Form | None = None) -> HttpResponse:
    told = versions_of(found)
    keeps = may_keep(request.user, found.authority) and not hasattr(found, "retired")
    context = {
        "entry": found,
        "versions": told,
        "newest": told[0][0],
        "state": told[0][1],
        "keeps": keeps,
        "may_release": keeps and told[0][1] == "draft" and told[0][0].written_by != request.user,
        "retire_form": (form or RetireForm()) if keeps else None,
    }
    return render(request, "hotline/knowledge/entry.html", context, status=422 if form is not None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEP_KNOWLEDGE)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write a new answer."""
    if request.user.authority is None:
        raise PermissionDenied
    form = NewAnswerForm(request.POST or None, authority=request.user.authority, initial={"owner": request.user.pk})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            version = open_entry(
                typed["code"],
                topic=typed["topic"],
                authority=request.user.authority,
                written=form.written(),
                by=request.user,
            )
        except Refusal as why:
            form.add_error("code", str(why))
        else:
            messages.success(request, _("Written; a second person releases it."))
            return redirect("knowledge:entry", pk=version.entry_id)
    return _writing(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEP_KNOWLEDGE)
def write_anew(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Write the next version of an answer."""
    found = get_object_or_404(entries(), pk=pk)
    if not may_keep(request.user, found.authority):
        raise Http404
    newest = versions_of(found)[0][0]
    names = ("question", "also_asked", "answer", "basis", "to_confirm", "valid_to")
    initial = {name: getattr(newest, name) for name in names} | {"owner": newest.owner_id}
    form = AnswerForm(request.POST or None, authority=found.authority, initial=initial)
    seen = number(seen_version(request.POST)) or newest.number
    context: dict[str, Any] = {"entry": found, "stands_on": seen}
    if request.method == "POST" and form.is_valid():
        try:
            rewrite(found, after=seen, written=form.written(), by=request.user)
        except NotYours as theirs:
            raise Http404 from theirs
        except WrittenMeanwhile:
            newest = versions_of(found)[0][0]
            context["stale"] = Stale(
                version=str(newest.number),
                differences=form.differences(newest),
                who=newest.written_by.name,
                when=newest.written_at,
            )
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Written; a second person releases it."))
            return redirect("knowledge:entry", pk=pk)
    return _writing(request, form, **context)


def _writing(request: SignedInRequest, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "hotline/knowledge/write.html", {"form": form, **context}, status=status)


@require_POST
@requires(KEEP_KNOWLEDGE)
def let_out(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """Release the version that was read."""
    version = get_object_or_404(versions(), entry=pk, number=number)
    try:
        release(version, by=request.user)
    except NotYours as theirs:
        raise Http404 from theirs
    except Refusal as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Released: callers and the public get this answer now."))
    return redirect("knowledge:entry", pk=pk)


@require_POST
@requires(KEEP_KNOWLEDGE)
def take_back(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Retire an answer."""
    found, form = get_object_or_404(entries(), pk=pk), RetireForm(request.POST)
    if form.is_valid():
        try:
            retire(found, reason=form.cleaned_data["reason"], by=request.user)
        except NotYours as theirs:
            raise Http404 from theirs
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Retired: this answer is no longer given."))
            return redirect("knowledge:entry", pk=pk)
    return _entry(request, found, form=form)
