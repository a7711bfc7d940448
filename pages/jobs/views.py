"""Pages of long work: what one has begun, its result, cancelling, going on after a failure."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, signed_in
from pages.jobs import actions
from pages.jobs.contract import kind_named
from pages.jobs.files import Result
from pages.jobs.models import Job
from pages.jobs.queries import jobs_of, shown
from pages.lists.paging import page


def _own(request: SignedInRequest, key: uuid.UUID) -> Job:
    return get_object_or_404(jobs_of(request.user), key=key)


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponseBase:
    """The reader's long work; while some of it is open the page asks again by itself."""
    cut = page(request, jobs_of(request.user))
    rows = shown(cut.rows)
    context = {"page": cut, "rows": rows, "is_going_on": any(row.job.is_open for row in rows)}
    return render(request, "pages/jobs/mine.html", context)


@require_safe
@signed_in
def download(request: SignedInRequest, key: uuid.UUID) -> HttpResponseBase:
    """The result, as long as it is kept and the reader still may have it; written down."""
    job = _own(request, key)
    try:
        actions.fetch(job, by=request.user)
    except actions.NoResult:
        messages.warning(request, _("There is no result to download: it is not ready, or is no longer kept."))
        return redirect("work:mine")
    parts = list(job.parts.filter(is_result=True))
    kind = kind_named(job.kind).content_type
    response = FileResponse(Result(parts), as_attachment=True, filename=job.filename, content_type=kind)
    response["Content-Length"] = str(job.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@signed_in
def cancel(request: SignedInRequest, key: uuid.UUID) -> HttpResponseBase:
    """End it where it is."""
    try:
        actions.cancel(_own(request, key), by=request.user)
    except actions.NothingToCancel:
        messages.warning(request, _("It had already ended."))
    else:
        messages.success(request, _("Cancelled. Nothing was kept."))
    return redirect("work:mine")


@require_POST
@signed_in
def retry(request: SignedInRequest, key: uuid.UUID) -> HttpResponseBase:
    """Have it go on where it failed."""
    try:
        actions.retry(_own(request, key), by=request.user)
    except actions.CannotBeRetried:
        messages.warning(request, _("It cannot continue. Please start it again."))
    else:
        messages.success(request, _("It will continue where it stopped."))
    return redirect("work:mine")
