"""The clerk's page of the one correction request: tick what is missing or wrong, add words, see the letter, send it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, requires
from accounts.permissions import ACCEPT
from desk.acts import run
from licensing.casework.acts.case_acts import BY_NAME
from licensing.casework.acts.forms.correcting import CorrectionForm
from licensing.casework.case_file import CaseFile
from licensing.casework.reach import case_or_404


def _page(request: SignedInRequest, key: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    case = CaseFile(application=case_or_404(request, key))
    form: CorrectionForm = shown.get("act_form") or CorrectionForm(subject=case, by=request.user)
    unsettled = {f"material:{row.material.code}" for row in case.sheet.resolved if not row.is_settled}
    context = {
        "application": case.application,
        "form": form,
        "ticked": form.ticked if form.is_bound else unsettled,
        "node": case.node,
        **shown,
    }
    return render(request, "licensing/casework/ask_correction.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(ACCEPT)
def ask(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Everything that can be asked for; what was ticked and typed stays as it was."""
    page = partial(_page, request, key)
    if request.method != "POST":
        return page()
    case = CaseFile(application=case_or_404(request, key))
    back = reverse("desk:case", args=[key])
    act = BY_NAME["ask-correction"]
    return run(request, act, case, node=case.node, page=page, back=back)
