"""Materials and commitment: what was found, what is still to bring, what is promised and signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.signing_in.reauthentication import confirmed
from accounts.versions import Stale, seen_version
from licensing.applicant.handing_in.by_hand import hand_of, wrong_hand
from licensing.applicant.handing_in.views import check_page, handed_in
from licensing.applicant.holding.serving import AGREES
from licensing.applicant.path.bringing import take_in
from licensing.applicant.reach import FilingRequest, changes_draft, filing, own, own_draft
from licensing.applications.actions import attaching, committing, drafting
from licensing.applications.actions.asking import pending_needs
from licensing.applications.answers.reading import with_proofs
from licensing.applications.checked import checked_version
from licensing.applications.cosigning.actions import may_be_asked, newest
from licensing.applications.counter.actions import promise_by_hand
from licensing.applications.counter.forms import ByHandForm
from licensing.applications.documents import commitment_document
from licensing.applications.evidence.look_ups import ask_registries
from licensing.applications.evidence.resolution import tally
from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.attachments import Attachment
from licensing.applications.notice import materials_told
from licensing.applications.sheet import Sheet, sheet_of
from materials.catalogue.queries import notice_for
from materials.uploads.responses import preview
from papers.responses import download


def _materials(application: Application, *, asking: bool = False) -> dict[str, Any]:
    sheet = sheet_of(application)
    resolved, pending = sheet.resolved, pending_needs(sheet, by="page")
    return {
        "application": application,
        "resolved": resolved,
        "tally": tally(resolved),
        "asking": asking and bool(pending),
        "asks_again": asking and bool(pending),
        "pending": bool(pending),
        "complete": all(row.is_settled for row in resolved),
    }


@require_safe
@changes_draft
def materials(request: FilingRequest, key: str) -> HttpResponse:
    """Every material with what became of it; opening the page asks the registries that were not asked yet."""
    context = _materials(own_draft(request, key), asking=True)
    return render(request, "licensing/applicant/materials.html", context)


@require_safe
@changes_draft
def lookup_rows(request: FilingRequest, key: str) -> HttpResponse:
    """The rows alone, while the registries answer one after the other."""
    context = _materials(own_draft(request, key))
    return render(request, "licensing/applicant/_material_rows.html", {**context, "asks_again": context["pending"]})


@require_POST
@changes_draft
def run_lookups(request: FilingRequest, key: str) -> HttpResponseBase:
    """Ask every registry that has not answered yet, side by side."""
    application = own_draft(request, key)
    ask_registries(request, application, by=request.person)
    if request.headers.get("HX-Request"):
        context = _materials(application)
        return render(request, "licensing/applicant/_material_rows.html", context)
    return redirect("applications:materials", key=key)


@require_POST
@changes_draft
def attach(request: FilingRequest, key: str, material: str) -> HttpResponseBase:
    """Take files in as proof of a material; each refused file says why, the others stay."""
    application = own_draft(request, key)
    wanted = {row.material.code: row for row in sheet_of(application).resolved}
    if material not in wanted:
        raise Http404
    files: list[UploadedFile] = request.FILES.getlist("files")
    refused = [] if files else [_("Choose a file first.")]
    refused += take_in(attaching.attach, application, material, files, by=request.person)
    if refused:
        context = {**_materials(application), "refused": {"material": material, "messages": refused}}
        return render(request, "licensing/applicant/materials.html", context, status=422)
    return redirect(f"{_address('materials', key)}#material-{material}")


def _address(name: str, key: str) -> str:
    return reverse(f"applications:{name}", kwargs={"key": key})


@require_POST
@changes_draft
def detach(request: FilingRequest, key: str, pk: int) -> HttpResponseBase:
    """Take an upload out again."""
    application = own_draft(request, key)
    attaching.detach(
        get_object_or_404(Attachment.objects.standing(), application=application, pk=pk), by=request.person
    )
    return redirect("applications:materials", key=key)


@require_safe
@filing
def attachment(request: FilingRequest, key: str, pk: int) -> HttpResponseBase:
    """An upload of one's own application."""
    found = get_object_or_404(Attachment.objects.select_related("upload"), application=own(request, key), pk=pk)
    return preview(request, found.upload)


@require_POST
@changes_draft
def choose_procedure(request: FilingRequest, key: str) -> HttpResponseBase:
    """Change between commitment and the ordinary procedure."""
    application = own_draft(request, key)
    wanted = request.POST.get("procedure", "")
    if wanted not in Procedure.values:
        raise Http404
    try:
        drafting.choose_procedure(application, Procedure(wanted), by=request.person)
    except drafting.CommitmentClosed as why:
        messages.error(request, str(why))
    return redirect("applications:overview", key=key)


@require_http_methods(["GET", "POST"])
@changes_draft
def commitment(request: FilingRequest, key: str) -> HttpResponseBase:
    """The notice in full, each statement affirmed by itself, signed with the password. POST `act`: sign, hand-in."""
    application = own_draft(request, key)
    notice = notice_for(application.item)
    if notice is None:
        raise Http404
    sheet = sheet_of(application)
    affirmed = set(request.POST.getlist("affirm"))
    errors: dict[str, str] = {}
    by_hand = hand_of(request)
    if request.method == "POST":
        errors = {s["code"]: _("Affirm this statement.") for s in notice.statements if s["code"] not in affirmed}
        if by_hand is not None:
            errors |= wrong_hand(by_hand)
        elif not errors and not confirmed(request, request.POST.get("password", "")):
            errors["password"] = _("The password is wrong.")
        if not errors and not _answers_complete(sheet):
            errors["answers"] = _("Complete the form before you sign: the commitment covers all your answers.")
        if not errors:
            try:
                _sign(request, application, affirmed, by_hand)
            except Stale:
                told = _(
                    "The application was changed after you opened this page, so nothing was "
                    "signed. Please read it again."
                )
                messages.warning(request, told)
                return redirect("applications:commitment", key=key)
            except drafting.CommitmentClosed as why:
                messages.error(request, str(why))
                return redirect("applications:overview", key=key)
            if request.POST.get("act") == "hand-in":
                return handed_in(request, application)
            messages.success(request, _("The commitment is signed."))
            return redirect("applications:check", key=key)
    context = {
        "application": application,
        "notice": notice,
        "told": materials_told(notice),
        "affirmed": affirmed,
        "errors": errors,
        "by_hand": by_hand,
        "agrees_to_service": bool(request.POST.get(AGREES)),
        "closed": sheet.closed,
        "signed": sheet.signed,
        "complete": _answers_complete(sheet),
        "topics": with_proofs(sheet),
        "tally": tally(sheet.resolved),
        "files": sheet.rows.attachments,
        "ready": all(entry.page == "commitment" for entry in sheet.missing),
        "stands_on": checked_version(sheet),
        "cosigner": may_be_asked(application, by=request.person),
        "asked_to_sign": newest(application),
    }
    return render(request, "licensing/applicant/commitment.html", context, status=422 if errors else 200)


def _sign(request: FilingRequest, application: Application, affirmed: set[str], by_hand: ByHandForm | None) -> None:
    """With the password, or at the counter by hand. Raises what the actions raise."""
    each, seen = dict.fromkeys(affirmed, timezone.now()), seen_version(request.POST)
    if request.visit is None or by_hand is None:
        committing.sign_commitment(application, each, by=request.person, seen=seen)
    else:
        promise_by_hand(request.visit, application, each, by_hand.cleaned_data["signature"], seen=seen)


def _answers_complete(sheet: Sheet) -> bool:
    return not any(m.page == "section" for m in sheet.missing)


@require_safe
@filing
def commitment_pdf(request: FilingRequest, key: str) -> HttpResponseBase:
    """The signed commitment as PDF."""
    application = own(request, key)
    last = application.commitments.order_by("-pk").first()
    if last is None:
        raise Http404
    name = _("commitment")
    return download(commitment_document(last), f"{name}-{timezone.localdate(last.signed_at)}.pdf")


@require_safe
@changes_draft
def check(request: FilingRequest, key: str) -> HttpResponseBase:
    """Check your answers before they are handed in."""
    sheet = sheet_of(own_draft(request, key))
    return check_page(request, sheet, hand_of(request, sheet))
