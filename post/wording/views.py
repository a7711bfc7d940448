"""The texts of the messages: versions, preview on a sample, release by a second person."""

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
from post.wording import actions
from post.wording.forms import TextForm
from post.wording.models import PostText
from post.wording.queries import versions_of, waiting_texts
from post.wording.texts import HANS, Text, fill_in, names_of_texts, newest_version, said_in, set_of, text_in_force


@require_safe
@requires(EDIT_CATALOGUE)
def texts(request: SignedInRequest) -> HttpResponseBase:
    """Every text with the version in force, and what waits for release."""
    today = timezone.localdate()
    context = {
        "texts": [text_in_force(name, on=today) for name in names_of_texts()],
        "waiting": [(row, row.words[HANS]["subject"]) for row in waiting_texts()],
    }
    return render(request, "post/texts.html", context)


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def text(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Write the next version; `act=preview` shows it on a sample and stores nothing."""
    if name not in names_of_texts():
        raise Http404
    current = text_in_force(name, on=timezone.localdate())
    form = TextForm(request.POST or None, name=name, current=current)
    samples = set_of(name).names
    context = {
        "form": form,
        "stands_on": request.POST.get("stands-on") or str(newest_version(name)),
        "current": current,
        "names": {sample: said_in(HANS, value) for sample, value in samples.items()},
        "versions": versions_of(name),
    }
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "preview":
            context["preview"] = fill_in(Text(name=name, version=0, words=form.words), samples)
            return render(request, "post/text.html", context)
        try:
            written = actions.write(
                name,
                form.words,
                in_force_from=form.cleaned_data["in_force_from"],
                seen=seen_version(request.POST),
                by=request.user,
            )
        except Stale as meanwhile:
            context["stale"] = meanwhile
            return render(request, "post/text.html", context, status=409)
        messages.success(request, _("Version %(n)s waits for release by a second person.") % {"n": written.version})
        return redirect("post:texts")
    return render(request, "post/text.html", context, status=422 if form.errors else 200)


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Release a version; who wrote it cannot."""
    written = get_object_or_404(PostText, pk=pk)
    try:
        actions.release(written, by=request.user)
    except actions.NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Version %(n)s is released.") % {"n": written.version})
    return redirect("post:texts")
