"""Letters, commitments, uploads and photos of a case, for those who handle it."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from licensing.applications.counter.queries import papers_of
from licensing.applications.documents import commitment_document
from licensing.applications.models.attachments import Attachment
from licensing.casework.reach import HANDLERS, case_or_404, granted_or_404
from licensing.decisions.models.letters import Letter
from licensing.decisions.serving.rules import acknowledgements_of
from licensing.decisions.writing.documents import letter_document
from licensing.verification.queries import proofs_of
from materials.uploads.responses import preview as show_upload
from papers.responses import download


@require_safe
@requires(*HANDLERS)
def letter(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Letter, application=case_or_404(request, key), pk=pk)
    return download(letter_document(found), f"{found.number}.pdf")


@require_safe
@requires(*HANDLERS)
def commitment(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(case_or_404(request, key).commitments, pk=pk)
    name = _("commitment")
    return download(commitment_document(found), f"{name}-{timezone.localdate(found.signed_at)}.pdf")


@require_safe
@requires(*HANDLERS)
def attachment(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    found = get_object_or_404(
        Attachment.objects.select_related("upload"),
        application=case_or_404(request, key),
        pk=pk,
    )
    return show_upload(request, found.upload)


@require_safe
@requires(*HANDLERS)
def counter_paper(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A signature by hand, or the delegation that was shown."""
    return show_upload(request, get_object_or_404(papers_of(case_or_404(request, key)), pk=pk))


@require_safe
@requires(*HANDLERS)
def site_photo(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo of the check on site, or the acknowledgement of a letter."""
    case = case_or_404(request, key)
    return show_upload(request, get_object_or_404(proofs_of(case) | acknowledgements_of(case), pk=pk))


@require_safe
@requires(*HANDLERS)
def proof(request: SignedInRequest, key: str, pk: int) -> HttpResponseBase:
    """A photo or paper of what followed the grant."""
    return show_upload(request, get_object_or_404(proofs_of(granted_or_404(request, key)), pk=pk))
