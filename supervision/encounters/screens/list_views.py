"""The no-penalty list for everybody, its editions for officials, and the pledge each officer signs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.editions.views import editions_on_page, released_by_button, written_on_page
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from accounts.signing_in.reauthentication import confirmed
from desk.refusals import Refusal
from pages.lists.paging import page
from supervision.encounters.no_penalty.editions import NO_PENALTY, list_in_force
from supervision.encounters.pledges.actions import (
    pledge_paper,
    pledges_for,
    pledges_of,
    sign_pledge,
    valid_pledges,
)
from supervision.officers.queries import own_certificate


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """What is not punished, on which conditions, and what never is: everybody may read it."""
    found = list_in_force(on=timezone.localdate())
    return render(request, "supervision/encounters/published.html", {"found": found})


@require_safe
@requires(READ_INSPECTIONS)
def editions(request: SignedInRequest) -> HttpResponse:
    """The editions of the list, where each stands, and who wrote and released them."""
    context = {
        "may_write": request.user.has_perm(INSPECT),
        "may_release": request.user.has_perm(APPROVE_INSPECTIONS),
    }
    return editions_on_page(request, NO_PENALTY, context, template="supervision/encounters/editions.html")


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write the next edition, beginning with the newest."""
    return written_on_page(
        request,
        NO_PENALTY,
        {},
        template="supervision/encounters/write.html",
        told=_("The edition is written; a second person releases it."),
        after=lambda _written: redirect("encounters:editions"),
    )


@require_POST
@requires(APPROVE_INSPECTIONS)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force."""
    found = get_object_or_404(NO_PENALTY.rows().with_people(), pk=pk)
    return released_by_button(request, NO_PENALTY, found, list_page="encounters:editions")


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def pledge(request: SignedInRequest) -> HttpResponseBase:
    """The pledge of flexible enforcement: read, signed with the password, valid for a year."""
    problem = ""
    if request.method == "POST":
        if not confirmed(request, request.POST.get("password", "")):
            problem = _("The password is wrong.")
        else:
            try:
                made = sign_pledge(by=request.user)
            except Refusal as why:
                problem = str(why)
            else:
                messages.success(request, _("The pledge is signed until %(day)s.") % {"day": made.valid_to.isoformat()})
                return redirect("encounters:pledge")
    today = timezone.localdate()
    certificate = own_certificate(request.user, on=today)
    context = {
        "certificate": certificate,
        "letter": pledge_paper(certificate, on=today) if certificate is not None else None,
        "application": certificate,
        "valid": valid_pledges([request.user.pk], on=today).get(request.user.pk),
        "mine": pledges_of(request.user),
        "problem": problem,
    }
    return render(request, "supervision/encounters/pledge.html", context, status=422 if problem else 200)


@require_safe
@requires(READ_INSPECTIONS)
def pledges(request: SignedInRequest) -> HttpResponse:
    """Who of one's authorities has signed, and until when."""
    found = page(request, pledges_for(request.user).order_by("-pk"))
    context = {"page": found, "rows": found.rows, "today": timezone.localdate()}
    return render(request, "supervision/encounters/pledges.html", context)
