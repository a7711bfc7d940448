"""Conversations as the holder and as the office have them, their files, and the office's internal notes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import HANDLING
from licensing import events
from licensing.talking import actions
from licensing.talking.forms import NoteForm
from licensing.talking.page import talk
from licensing.talking.queries import file_of, matter_of_holder, matter_of_office
from licensing.talking.rules import Matter, colleagues_for, may_speak_for_office
from materials.uploads.responses import preview
from post.talks.actions import AlreadySaid
from post.talks.models import Side
from post.talks.queries import newest_note_of, notes_about


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_required
def own(request: CompanyRequest, name: str) -> HttpResponseBase:
    """The holder's conversation with the authority about a case or certificate of theirs."""
    return talk(request, matter_of_holder(request.company, name), side=Side.HOLDER)


@require_safe
@applicant_required
def own_file(request: CompanyRequest, name: str, pk: int) -> HttpResponseBase:
    """A file of one's own conversation, shown in a sandbox."""
    return preview(request, file_of(matter_of_holder(request.company, name).subject, pk).upload)


def _for_office(request: SignedInRequest, name: str) -> Matter:
    """A matter of one's authority; who stands on the applicant's side is no official of it. The look is recorded."""
    matter = matter_of_office(request.user, name)
    if not may_speak_for_office(request.user, matter):
        raise PermissionDenied
    application = matter.application
    events.CASE_SEEN.record(subject=application.subject, by=request.user, authority=application.authority.division_id)
    return matter


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*HANDLING)
def office(request: SignedInRequest, name: str) -> HttpResponseBase:
    """The authority's conversation with a holder."""
    return talk(request, _for_office(request, name), side=Side.OFFICE)


@require_safe
@requires(*HANDLING)
def office_file(request: SignedInRequest, name: str, pk: int) -> HttpResponseBase:
    """A file that came with a message, shown in a sandbox."""
    return preview(request, file_of(_for_office(request, name).subject, pk).upload)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*HANDLING)
def notes(request: SignedInRequest, name: str) -> HttpResponseBase:
    """What officials note for each other about a matter; nothing of it leads outside."""
    matter = _for_office(request, name)
    subject = matter.subject
    colleagues = colleagues_for(matter, but=request.user)
    start = {"after": newest_note_of(subject, request.user)}
    form = NoteForm(request.POST if request.method == "POST" else None, colleagues=colleagues, initial=start)
    if form.is_valid() and _is_written(request, matter, form):
        return redirect("talks:notes", name=matter.name)
    context: dict[str, Any] = {
        "matter": matter,
        "application": matter.application,
        "certificate": matter.certificate,
        "notes": notes_about([subject]),
        "form": form,
    }
    return render(request, "licensing/talking/notes.html", context, status=422 if form.errors else 200)


def _is_written(request: SignedInRequest, matter: Matter, form: NoteForm) -> bool:
    """Write the note down; False when it is not, with the reason on the form."""
    typed = form.cleaned_data
    try:
        actions.note(matter, typed["words"], mentioned=form.mentioned, by=request.user, after=typed["after"] or 0)
    except AlreadySaid:
        messages.info(request, _("This note has already been written; it is shown once below."))
    except actions.MayNotSee:
        form.add_error("people", _("One of these colleagues can no longer see the case. Choose again."))
        return False
    else:
        messages.success(request, _("The note is saved. Anyone mentioned is told."))
    return True
