"""The texts of the letters: versions, preview on a sample case, release by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import EDIT_CATALOGUE
from accounts.versions import Stale, seen_version
from papers.letters import actions
from papers.letters.forms import TextForm
from papers.letters.models import LetterText
from papers.letters.queries import versions_of, waiting_texts
from papers.letters.texts import Text, fill_in, names_of_texts, newest_version, set_of, text_in_force


@require_safe
@requires(EDIT_CATALOGUE)
def texts(request: SignedInRequest) -> HttpResponseBase:
    """Every letter with the version in force, and what waits for release."""
    today = timezone.localdate()
    context = {
        "texts": [text_in_force(name, on=today) for name in names_of_texts()],
        "waiting": waiting_texts(),
    }
    return render(request, "letters/texts.html", context)


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def text(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Write the next version; `act=preview` shows it on a sample case and stores nothing."""
    if name not in names_of_texts():
        raise Http404
    current = text_in_force(name, on=timezone.localdate())
    initial = {"title": current.title, "body": current.body, "in_force_from": timezone.localdate().isoformat()}
    form = TextForm(request.POST or None, name=name, initial=initial)
    context = {
        "form": form,
        "stands_on": request.POST.get("stands-on") or str(newest_version(name)),
        "current": current,
        "names": set_of(name).names,
        "versions": versions_of(name),
    }
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if request.POST.get("act") == "preview":
            letters = set_of(name)
            sample = Text(name=name, series=current.series, title=values["title"], body=values["body"], version=0)
            context["preview"] = {
                "title": sample.title,
                "paragraphs": fill_in(sample, letters.names, dict.fromkeys(letters.flags, True)),
            }
            return render(request, "letters/text.html", context)
        try:
            written = actions.write(
                name, **values, seen=seen_version(request.POST), by=request.user, on=timezone.localdate()
            )
        except Stale as meanwhile:
            context["stale"] = meanwhile
            return render(request, "letters/text.html", context, status=409)
        messages.success(request, _("Version %(n)s waits for release by a second person.") % {"n": written.version})
        return redirect("texts:list")
    return render(request, "letters/text.html", context, status=422 if form.errors else 200)


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Release a version; who wrote it cannot."""
    written = get_object_or_404(LetterText, pk=pk)
    try:
        actions.release(written, by=request.user)
    except actions.NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Version %(n)s is released.") % {"n": written.version})
    return redirect("texts:list")
