"""The texts of the letters: versions, preview on a sample case, release by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.credentials import DEPENDENT, had_hands_on
from licensing import events
from licensing.decisions.models import LetterText, LetterTextApproval
from licensing.decisions.text_forms import TextForm
from licensing.decisions.texts import FLAGS, NAMES, Text, fill_in, names_of_texts, newest_version, text_in_force
from trail.events import EventKind

EDIT = "accounts.edit_catalogue"


@require_safe
@requires(EDIT)
def texts(request: SignedInRequest) -> HttpResponseBase:
    """Every letter with the version in force, and what waits for release."""
    today = timezone.localdate()
    context = {
        "texts": [text_in_force(name, on=today) for name in names_of_texts()],
        "waiting": LetterText.objects.filter(approval__isnull=True).select_related("written_by").order_by("pk"),
    }
    return render(request, "licensing/decisions/texts.html", context)


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def text(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Write the next version; `act=preview` shows it on a sample case and stores nothing."""
    if name not in names_of_texts():
        raise Http404
    current = text_in_force(name, on=timezone.localdate())
    initial = {"title": current.title, "body": current.body, "in_force_from": timezone.localdate().isoformat()}
    form = TextForm(request.POST or None, name=name, initial=initial)
    context = {
        "form": form,
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
        with transaction.atomic():
            written = LetterText.objects.create(
                kind=name, version=newest_version(name) + 1, written_by=request.user, **values
            )
            _tell(events.TEXT_WRITTEN, request, written)
        messages.success(request, _("Version %(n)s waits for release by a second person.") % {"n": written.version})
        return redirect("texts:list")
    return render(request, "licensing/decisions/text.html", context, status=422 if form.errors else 200)


@require_POST
@requires(EDIT)
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
