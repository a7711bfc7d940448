"""The texts of the letters: versions, preview on a sample case, release by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import EDIT_CATALOGUE
from accounts.signing_in.credentials import DEPENDENT, had_hands_on
from accounts.versions import Difference, Stale, is_stale, seen_version
from licensing import events
from licensing.decisions.models import LetterText, LetterTextApproval
from licensing.decisions.text_forms import TextForm
from licensing.decisions.texts import FLAGS, NAMES, Text, fill_in, names_of_texts, newest_version, text_in_force
from trail.events import EventKind


@require_safe
@requires(EDIT_CATALOGUE)
def texts(request: SignedInRequest) -> HttpResponseBase:
    """Every letter with the version in force, and what waits for release."""
    today = timezone.localdate()
    context = {
        "texts": [text_in_force(name, on=today) for name in names_of_texts()],
        "waiting": LetterText.objects.filter(approval__isnull=True).select_related("written_by").order_by("pk"),
    }
    return render(request, "licensing/decisions/texts.html", context)


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
        "names": NAMES,
        "versions": LetterText.objects.filter(kind=name).select_related("written_by", "approval__by").order_by("-pk"),
    }
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if request.POST.get("act") == "preview":
            sample = Text(name=name, series=current.series, title=values["title"], body=values["body"], version=0)
            context["preview"] = {
                "title": sample.title,
                "paragraphs": fill_in(sample, NAMES, dict.fromkeys(FLAGS, True)),
            }
            return render(request, "licensing/decisions/text.html", context)
        try:
            written = _written(request, name, values)
        except Stale as meanwhile:
            context["stale"] = meanwhile
            return render(request, "licensing/decisions/text.html", context, status=409)
        messages.success(request, _("Version %(n)s waits for release by a second person.") % {"n": written.version})
        return redirect("texts:list")
    return render(request, "licensing/decisions/text.html", context, status=422 if form.errors else 200)


def _written(request: SignedInRequest, name: str, values: Mapping[str, Any]) -> LetterText:
    """The next version of a text, behind the one its writer has seen. Raises Stale."""
    current = str(newest_version(name))
    if is_stale(seen_version(request.POST), current):
        raise _both(name, values)
    try:
        with transaction.atomic():
            written = LetterText.objects.create(kind=name, version=int(current) + 1, written_by=request.user, **values)
            _tell(events.TEXT_WRITTEN, request, written)
    except IntegrityError as race:
        raise _both(name, values) from race
    return written


def _both(name: str, values: Mapping[str, Any]) -> Stale:
    """The newest version beside what was typed."""
    newest = LetterText.objects.filter(kind=name).select_related("written_by").order_by("-version").first()
    theirs: Any = newest or text_in_force(name, on=timezone.localdate())
    labels = {"title": _("Title"), "body": _("Text, one paragraph a line"), "in_force_from": _("In force from")}
    return Stale(
        version=str(newest_version(name)),
        who=newest.written_by.name if newest else "",
        when=newest.written_at if newest else None,
        differences=[
            Difference(label=labels[field], theirs=str(getattr(theirs, field, "")), mine=str(values[field]))
            for field in labels
            if getattr(theirs, field, None) != values[field]
        ],
    )


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Release a version; who wrote it cannot."""
    written = get_object_or_404(LetterText, pk=pk)
    if written.written_by_id == request.user.pk:
        messages.error(request, _("Who wrote it does not release it: a second person has to."))
    elif written.written_by and had_hands_on(request.user, written.written_by):
        messages.error(request, DEPENDENT)
    elif hasattr(written, "approval"):
        messages.info(request, _("This version is released already."))
    else:
        with transaction.atomic():
            LetterTextApproval.objects.create(text=written, by=request.user)
            _tell(events.TEXT_RELEASED, request, written)
        messages.success(request, _("Version %(n)s is released.") % {"n": written.version})
    return redirect("texts:list")


def _tell(kind: EventKind, request: SignedInRequest, written: LetterText) -> None:
    authority = request.user.authority
    kind.record(
        subject=f"text:{written.kind}",
        by=request.user,
        authority=authority.division_id if authority else "",
        text=written.title,
        version=written.version,
    )
