"""The public list of grants, and its file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signing_in.throttle import attempt
from licensing.certificates.publicity.file import lines_of
from licensing.certificates.publicity.forms import GrantedForm
from licensing.certificates.publicity.granted import published
from licensing.certificates.publicity.states import state_of
from pages.lists.exporting import FORMATS, CountedLines, streamed
from pages.lists.paging import page, query


@require_safe
def publicity(request: HttpRequest) -> HttpResponseBase:
    """The public list of grants (双公示), or with `as=csv` the whole of what was chosen as a file."""
    form = GrantedForm(request.GET)
    if request.GET.get("state"):
        attempt("search", request=request)
    rows = published(form.words, among=form.wanted)
    if "q" in form.errors:
        rows = rows.none()
    if request.GET.get("as") == "csv":
        attempt("public-file", request=request)
        title = _("Public list of granted licences")
        name = f"{title}-{timezone.localdate():%Y-%m-%d}.csv"
        wanted = FORMATS["csv"]
        return streamed(wanted.parts("", CountedLines(lines_of(rows))), kind=wanted.kind, name=name)
    found = page(request, rows)
    narrowing = {name for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "is_narrowed": bool(narrowing),
        "is_narrowed_further": bool(narrowing - {"q"}),
        "page": found,
        "rows": [(row, state_of(row)) for row in found.rows],
        "file": query(request.GET, {"as": "csv"}),
    }
    return render(request, "licensing/certificates/publicity.html", context)
