"""Who had me looked up: the page of whom look-ups concern."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, signed_in
from licensing.applications.evidence.look_ups import about
from pages.lists.paging import page


@require_safe
@signed_in
def look_ups(request: SignedInRequest) -> HttpResponse:
    """Every look-up about the person, the companies they act for and their vehicles; newest first."""
    found = page(request, about(request.user).order_by("-pk"))
    return render(request, "licensing/applicant/look_ups.html", {"page": found})
