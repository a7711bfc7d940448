"""Pages of the auditor: register, case dossier, downloads; every look is recorded."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import READ_EVENTS, READ_REGISTER, SEE_STATISTICS
from accounts.roles import visible_authorities
from licensing.applications.counter.queries import papers_of
from licensing.applications.documents import commitment_document
from licensing.applications.evidence.look_ups import by_account
from licensing.applications.keeping.editions import retention_on
from licensing.applications.models.application import Application
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.promises import Commitment
from licensing.auditing.bound.binding import BOUND, about
from licensing.auditing.dossier import open_dossier, subjects_of, with_its_file
from licensing.auditing.exporting import AS_CSV, EXPORTS, about_list
from licensing.auditing.lived import figures_of, is_dear
from licensing.auditing.overdue import SUPERVISED_DAYS, charts_of
from licensing.auditing.passed_list import PASSED
from licensing.auditing.queries import gone_since
from licensing.auditing.registers.certificates_list import REGISTER
from licensing.certificates.actions import note_download
from licensing.decisions.models.letters import Letter
from licensing.decisions.serving.rules import acknowledgements_of
from licensing.decisions.writing.documents import letter_document
from licensing.talking.queries import files_about
from licensing.verification.queries import proofs_of
from materials.uploads.responses import preview
from pages.figures import figure
from pages.jobs.asking import ask_and_show
from pages.lists.definition import List
from pages.lists.shown import Shown, show
from papers.responses import download as send


def _applications(request: HttpRequest) -> QuerySet[Application]:
    """Submitted cases of the authorities the auditor's role spans."""
    rows = Application.objects.submitted().filter(authority__in=visible_authorities(request.user))
    return rows.select_related("authority", "company", "item__version", "submission")


def _application(request: HttpRequest, key: str) -> Application:
    """One of them; 404 for every other."""
    return get_object_or_404(_applications(request), key=key)


@require_safe
@requires(READ_REGISTER)
def register(request: SignedInRequest) -> HttpResponseBase:
    """All certificates, searched and filtered."""
    return show(request, REGISTER, "licensing/auditing/register.html")


@require_safe
@requires(READ_REGISTER)
def kept(request: SignedInRequest, what: List[Any]) -> HttpResponseBase:
    """Another register: cases, letters, look-ups or verifications, searched and filtered."""
    return show(request, what, "licensing/auditing/kept.html")


@require_safe
@requires(READ_EVENTS)
def looks(request: SignedInRequest, what: List[Any]) -> HttpResponseBase:
    """Who looked at a case file or took something out."""
    return show(request, what, "licensing/auditing/kept.html")


@require_POST
@requires(READ_REGISTER)
def export(request: SignedInRequest) -> HttpResponseBase:
    """Have the list made a file as it is filtered: a table, or the certificates themselves."""
    kind = next((kind for name, kind in EXPORTS.items() if name in request.POST), AS_CSV)
    return ask_and_show(request, kind, about_list(request.POST.get("filters", ""), by=request.user))


@require_safe
@requires(READ_EVENTS)
def look_ups(request: SignedInRequest) -> HttpResponseBase:
    """Which accounts had how much looked up in the last thirty days."""
    since = timezone.now() - datetime.timedelta(days=30)
    authorities = visible_authorities(request.user)
    context = {"rows": by_account(authorities, since=since), "since": since, "gone": gone_since(authorities, since)}
    context["retention"] = retention_on(timezone.localdate())
    return render(request, "licensing/auditing/look_ups.html", context)


@require_safe
@requires(READ_REGISTER)
def dossier(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The whole file of one case on one page."""
    application = with_its_file(_applications(request), key)
    purpose = request.GET.get("purpose", "").strip() or _("audit")
    return render(
        request,
        "licensing/auditing/dossier.html",
        {"dossier": open_dossier(application, by=request.user, purpose=purpose), "application": application},
    )


@require_POST
@requires(READ_REGISTER)
def bind(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Have the whole file of a case bound as one PDF, with everything attached."""
    purpose = request.POST.get("purpose", "").strip() or _("audit")
    return ask_and_show(request, BOUND, about(_application(request, key), purpose=purpose))


def _record(request: SignedInRequest, application: Application, name: str) -> None:
    note_download(name, subject=application.subject, authority=application.authority.division_id, by=request.user)


@require_safe
@requires(READ_REGISTER)
def letter(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """The PDF of an official letter."""
    application = _application(request, key)
    found = get_object_or_404(Letter, application=application, pk=pk)
    name = f"{found.number}.pdf"
    _record(request, application, name)
    return send(letter_document(found), name)


@require_safe
@requires(READ_REGISTER)
def commitment(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """The PDF of a signed commitment."""
    application = _application(request, key)
    found = get_object_or_404(Commitment, application=application, pk=pk)
    kind = _("commitment")
    name = f"{application.receipt_number}-{kind}.pdf"
    _record(request, application, name)
    return send(commitment_document(found), name)


@require_safe
@requires(READ_REGISTER)
def attachment(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """An uploaded proof, shown in a sandbox."""
    application = _application(request, key)
    found = get_object_or_404(Attachment.objects.select_related("upload"), application=application, pk=pk)
    _record(request, application, found.upload.original_name)
    return preview(request, found.upload)


@require_safe
@requires(READ_REGISTER)
def counter_paper(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A signature by hand, or the delegation that was shown."""
    application = _application(request, key)
    found = get_object_or_404(papers_of(application), pk=pk)
    _record(request, application, found.original_name)
    return preview(request, found)


@require_safe
@requires(READ_REGISTER)
def proof(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo or paper of a check on site, a verification or a defence; the acknowledgement of a letter."""
    application = _application(request, key)
    found = get_object_or_404(proofs_of(application) | acknowledgements_of(application), pk=pk)
    _record(request, application, found.original_name)
    return preview(request, found)


@require_safe
@requires(READ_REGISTER)
def talk_file(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A file that came with a message of the conversation."""
    application = _application(request, key)
    found = get_object_or_404(files_about(subjects_of(application)), pk=pk).upload
    _record(request, application, found.original_name)
    return preview(request, found)


@require_safe
@requires(SEE_STATISTICS)
def overdue(request: SignedInRequest) -> HttpResponseBase:
    """What a supervisor has to know: every limit that passed without its act."""
    return show(request, PASSED, "licensing/auditing/overdue.html", more=_above_what_passed)


def _above_what_passed(listed: Shown) -> dict[str, Any]:
    today = timezone.localdate()
    since = today - datetime.timedelta(days=SUPERVISED_DAYS)
    at = sorted(listed.filters.authorities)
    found = figure("supervised", is_dear=lambda: is_dear(since=since, until=today), authorities=at)
    told = found.value and {
        "charts": [] if listed.filters.is_narrowed else charts_of(found.value["passed"]),
        "lived": figures_of(found.value["lived"]),
    }
    return {"since": since, "counted_at": found.counted_at, **(told or {})}
