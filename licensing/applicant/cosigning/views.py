"""The legal representative signs on the phone, without signing in: code of the message, affirmations, password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.signing_in.reauthentication import confirmed_as
from accounts.signing_in.throttle import attempt
from accounts.versions import Stale, seen_version
from licensing.applicant.cosigning.forms import CodeForm
from licensing.applicant.reach import FilingRequest, changes_draft, own_draft
from licensing.applications.actions.drafting import AlreadySubmitted, CommitmentClosed
from licensing.applications.answers.reading import topics_of
from licensing.applications.checked import checked_version
from licensing.applications.cosigning import actions
from licensing.applications.cosigning.models import CosignRequest
from licensing.applications.evidence.resolution import tally
from licensing.applications.notice import materials_told
from licensing.applications.sheet import sheet_of
from materials.catalogue.queries import notice_for
from materials.uploads.models import Upload
from materials.uploads.responses import saved
from pages.outcomes import outcome
from post.questions.asking import asked_by

PAGE = "licensing/applicant/cosigning/cosign.html"


@require_POST
@changes_draft
def ask(request: FilingRequest, key: str) -> HttpResponseBase:
    """Send the legal representative a link and a code."""
    if request.visit is not None:
        raise Http404  # who is at the counter signs there
    attempt("cosign", request=request, person=request.person)
    try:
        actions.ask_cosigner(own_draft(request, key), by=request.person)
    except actions.CannotAsk as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The legal representative will get a text message with a link and a code."))
    return redirect("applications:commitment", key=key)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cosign(request: HttpRequest) -> HttpResponseBase:
    """Read what is to be signed and sign it; whoever guesses a code is slowed down.

    POST `act`: show, file-<n>, sign, decline.
    """
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422 if form.errors else 200)
    asked = asked_by(request, form, actions.asked_with, throttle="cosign-code")
    if asked is None:
        return render(request, PAGE, {"form": form}, status=422)
    try:
        actions.refuse_over(asked)
        return _answered(request, form, asked)
    except (actions.Over, CommitmentClosed) as why:
        return render(request, PAGE, {"form": form, "over": str(why)}, status=409)
    except Stale:
        told = _("The application was changed after you opened this page, so nothing was signed. Please read it again.")
        return render(request, PAGE, {"form": form, "over": told}, status=409)
    except AlreadySubmitted:
        return render(
            request, PAGE, {"form": form, "over": _("The application has already been handed in.")}, status=409
        )


def _answered(request: HttpRequest, form: CodeForm, asked: CosignRequest) -> HttpResponseBase:
    act, errors = request.POST.get("act", "show"), dict[str, str]()
    if act.startswith("file-"):
        return saved(_file(asked, act.removeprefix("file-")))
    context = _shown(asked)
    affirmed = set(request.POST.getlist("affirm"))
    if act == "decline":
        actions.decline(asked)
        return outcome(request, PAGE, {"form": form, "declined": True})
    if act == "sign":
        statements = context["notice"].statements
        errors = {s["code"]: _("Affirm this statement.") for s in statements if s["code"] not in affirmed}
        if not errors and not confirmed_as(asked.asked_of, request.POST.get("password", "")):
            errors["password"] = _("The password is wrong.")
        if not errors:
            actions.cosign(asked, affirmed, seen=seen_version(request.POST))
            return outcome(request, PAGE, {"form": form, "signed": True})
    more = {"form": form, "errors": errors, "affirmed": affirmed, "code": form.cleaned_data["code"]}
    return render(request, PAGE, {**context, **more}, status=422 if errors else 200)


def _file(asked: CosignRequest, name: str) -> Upload:
    """A file they are to sign for. Raises Http404."""
    files = asked.application.attachments.standing().select_related("upload")
    return get_object_or_404(files, pk=name if name.isdecimal() else 0).upload


def _shown(asked: CosignRequest) -> dict[str, Any]:
    """All that is signed: the answers, the files, the notice, the statements, and which version of them this is."""
    sheet = sheet_of(asked.application)
    notice = notice_for(asked.application.item)
    return {
        "asked": asked,
        "application": asked.application,
        "notice": notice,
        "told": materials_told(notice) if notice else {},
        "topics": topics_of(sheet),
        "tally": tally(sheet.resolved),
        "files": sheet.rows.attachments,
        "stands_on": checked_version(sheet),
    }
