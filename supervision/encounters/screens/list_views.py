"""The no-penalty list for everybody, its editions for officials, and the pledge each officer signs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from accounts.signing_in.reauthentication import confirmed
from accounts.staffing.second_person import NotReleased
from desk.refusals import Refusal
from pages.lists.paging import page
from supervision.encounters.no_penalty.actions import release_list, write_list
from supervision.encounters.no_penalty.models import NoPenaltyEdition, standing
from supervision.encounters.no_penalty.queries import SHIPPED, list_in_force, newest_released
from supervision.encounters.no_penalty.reading import BadList, shipped_document, shipped_list
from supervision.encounters.pledges.actions import (
    pledge_paper,
    pledges_for,
    pledges_of,
    sign_pledge,
    valid_pledges,
)
from supervision.encounters.screens.forms import ListForm
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
    today = timezone.localdate()
    in_force = list_in_force(on=today).number
    found = page(request, NoPenaltyEdition.objects.select_related("written_by", "release__by").order_by("-pk"))
    context = {
        "page": found,
        "rows": [(row, standing(row, in_force=in_force, on=today)) for row in found.rows],
        "shipped": shipped_list(),
        "shipped_stands": "in-force" if in_force == SHIPPED else "superseded",
        "may_write": request.user.has_perm(INSPECT),
        "may_release": request.user.has_perm(APPROVE_INSPECTIONS),
    }
    return render(request, "supervision/encounters/editions.html", context)


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write the next edition, beginning with the newest."""
    newest = newest_released()
    document = newest.document if newest else shipped_document()
    form = ListForm(request.POST or None, initial={"document": document, "in_force_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            write_list(by=request.user, **form.cleaned_data)
        except BadList as wrong:
            form.add_error("document", str(wrong))
        else:
            messages.success(request, _("The edition is written; a second person releases it."))
            return redirect("encounters:editions")
    return render(request, "supervision/encounters/write.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@requires(APPROVE_INSPECTIONS)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force."""
    found = get_object_or_404(NoPenaltyEdition.objects.select_related("written_by"), pk=pk)
    try:
        release_list(found, by=request.user)
    except NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The edition is released."))
    return redirect("encounters:editions")


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def pledge(request: SignedInRequest) -> HttpResponseBase:
    """The pledge of flexible enforcement: read, signed with the password, valid for a year."""
    problem = ""
    if request.method == "POST":
        if not confirmed(request, request.POST.get("password", "")):
            problem = _("The password is not right.")
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
