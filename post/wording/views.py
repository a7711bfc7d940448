"""The texts of the messages: versions, preview on a sample, release by a second person."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import EDIT_CATALOGUE
from accounts.texts.views import released_by_button, written_on_page
from accounts.versions import seen_version
from post import events
from post.wording import actions
from post.wording.forms import TextForm
from post.wording.models import PostText, PostTextApproval
from post.wording.texts import (
    HANS,
    Said,
    fill_in,
    names_of_texts,
    newest_version,
    said_in,
    set_of,
    text_in_force,
    texts_in_force,
)


@require_safe
@requires(EDIT_CATALOGUE)
def texts(request: SignedInRequest) -> HttpResponseBase:
    """Every text with the version in force, and what waits for release."""
    today = timezone.localdate()
    context = {
        "texts": texts_in_force(on=today),
        "waiting": PostText.objects.waiting(),
    }
    return render(request, "post/texts.html", context)


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def text(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Write the next version; `act=preview` shows it on a sample and stores nothing."""
    if name not in names_of_texts():
        raise Http404
    current, samples = text_in_force(name, on=timezone.localdate()), set_of(name).names
    form = TextForm(request.POST or None, name=name, current=current)
    context = {
        "stands_on": request.POST.get("stands-on") or str(newest_version(name)),
        "current": current,
        "names": {sample: said_in(HANS, value) for sample, value in samples.items()},
        "versions": PostText.objects.versions_of(name),
    }

    def preview() -> Said:
        return fill_in(replace(current, words=form.words, version=0), samples)

    def write() -> PostText:
        day = form.cleaned_data["in_force_from"]
        return actions.write(name, form.words, in_force_from=day, seen=seen_version(request.POST), by=request.user)

    return written_on_page(
        request, form, context, template="post/text.html", list_page="post:texts", preview=preview, write=write
    )


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Release a version; who wrote it cannot."""
    approval = PostTextApproval(text=get_object_or_404(PostText, pk=pk), by=request.user)
    return released_by_button(request, approval, told=events.RELEASED, list_page="post:texts")
