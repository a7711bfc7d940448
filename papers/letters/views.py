"""The texts of the letters: versions, preview on a sample case, release by a second person."""

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
from papers.letters import actions, events
from papers.letters.forms import TextForm
from papers.letters.models import LetterText, LetterTextApproval
from papers.letters.texts import (
    as_printed,
    fill_in,
    names_of_texts,
    newest_version,
    set_of,
    text_in_force,
    texts_in_force,
)


@require_safe
@requires(EDIT_CATALOGUE)
def texts(request: SignedInRequest) -> HttpResponseBase:
    """Every letter with the version in force, and what waits for release."""
    today = timezone.localdate()
    context = {
        "texts": [as_printed(text) for text in texts_in_force(on=today)],
        "waiting": LetterText.objects.waiting(),
    }
    return render(request, "letters/texts.html", context)


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def text(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Write the next version; `act=preview` shows it on a sample case and stores nothing."""
    if name not in names_of_texts():
        raise Http404
    today = timezone.localdate()
    current, letters = text_in_force(name, on=today), set_of(name)
    form = TextForm(request.POST or None, name=name, initial={"title": current.title, "body": current.body})
    context = {
        "stands_on": request.POST.get("stands-on") or str(newest_version(name)),
        "current": as_printed(current),
        "names": letters.names,
        "versions": LetterText.objects.versions_of(name),
    }

    def preview() -> dict[str, object]:
        typed = replace(current, title=form.cleaned_data["title"], body=form.cleaned_data["body"], version=0)
        return {
            "title": as_printed(typed).title,
            "paragraphs": fill_in(typed, letters.names, dict.fromkeys(letters.flags, True)),
        }

    def write() -> LetterText:
        return actions.write(name, **form.cleaned_data, seen=seen_version(request.POST), by=request.user, on=today)

    return written_on_page(
        request, form, context, template="letters/text.html", list_page="texts:list", preview=preview, write=write
    )


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Release a version; who wrote it cannot."""
    approval = LetterTextApproval(text=get_object_or_404(LetterText, pk=pk), by=request.user)
    return released_by_button(request, approval, told=events.RELEASED, list_page="texts:list")
