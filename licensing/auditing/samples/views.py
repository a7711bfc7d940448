"""Pages of samples: those one has drawn, drawing one from the register as filtered, and one with its cases."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import READ_PERSONAL, READ_REGISTER
from licensing.auditing.registers.columns import file_of, holder_masked
from licensing.auditing.samples.actions import NoneFit, TooMany, cases_of, draw_sample, drawn_again, without_words
from licensing.auditing.samples.forms import SampleForm
from licensing.auditing.samples.models import Sample
from licensing.auditing.samples.queries import drawn_before, sample_for, samples_of
from licensing.decisions.standing.looks import STANDINGS
from licensing.decisions.standing.models import Standing
from pages.lists.paging import page


@require_safe
@requires(READ_REGISTER)
def samples(request: SignedInRequest) -> HttpResponse:
    """The samples one has drawn, the newest first."""
    return render(request, "licensing/auditing/samples.html", {"page": page(request, samples_of(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_REGISTER)
def draw(request: SignedInRequest) -> HttpResponseBase:
    """Draw from the register as it is filtered."""
    form = SampleForm(request.POST or None, initial={"filters": without_words(request.GET.urlencode())})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            return redirect("samples:sample", draw_sample(by=request.user, **told).pk)
        except TooMany:
            form.add_error(None, _("More than 200,000 cases match the filters. Narrow them, for example by day."))
        except NoneFit:
            form.add_error(None, _("No case matches these filters. Go back to the register and choose others."))
    status = 422 if form.errors else 200
    context = {"form": form, "filters": form["filters"].value() or ""}
    return render(request, "licensing/auditing/draw_sample.html", context, status=status)


@require_safe
@requires(READ_REGISTER)
def sample(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sample with its cases, and whether it comes out the same today; whoever spans its authorities reads it."""
    found = sample_for(request.user, pk)
    if found is None:
        raise Http404
    is_open = request.user.has_perm(READ_PERSONAL)
    rows = [
        {
            "number": row.receipt_number,
            "address": file_of(row.application),
            "company": row.application.company.name if is_open else holder_masked(row.application),
            "service": row.application.item.name,
            "standing": STANDINGS[Standing(row.at)],
        }
        for row in cases_of(found)
    ]
    context = {"sample": found, "rows": rows, "earlier": drawn_before(found), **_again(found, request)}
    return render(request, "licensing/auditing/sample.html", context)


def _again(found: Sample, request: SignedInRequest) -> dict[str, Any]:
    """What comes out today, for who asks for it: the whole list is read."""
    if "again" not in request.GET:
        return {}
    try:
        return {"again": drawn_again(found)}
    except TooMany:
        return {"are_too_many": True}
