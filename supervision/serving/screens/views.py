"""What of supervision's letters reached nobody yet; a company's word on it; scanned acknowledgements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.permissions import READ_CREDIT, READ_INSPECTIONS
from materials.uploads.responses import preview
from supervision.serving.actions import say_of_service
from supervision.serving.screens import reading


@require_safe
@requires(READ_CREDIT, READ_INSPECTIONS)
def unserved(request: SignedInRequest) -> HttpResponse:
    """Letters that begin a limit and reached nobody: what they begin does not run, and somebody has to serve them.

    Of what somebody may not read nothing is told, neither that something waits nor that nothing does.
    """
    notices = reading.notices_unserved(request.user) if request.user.has_perm(READ_CREDIT) else None
    orders = reading.orders_unserved(request.user) if request.user.has_perm(READ_INSPECTIONS) else None
    return render(request, "supervision/serving/unserved.html", {"notices": notices, "orders": orders})


@require_safe
@requires(READ_CREDIT, READ_INSPECTIONS)
def acknowledgement(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The scanned acknowledgement of a letter."""
    return preview(request, get_object_or_404(reading.acknowledgements_for(request.user), pk=pk))


@require_safe
@applicant_required
def our_acknowledgement(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """The scanned acknowledgement of a letter to the company."""
    return preview(request, get_object_or_404(reading.acknowledgements_to(request.company), pk=pk))


@require_POST
@applicant_required
def agree(request: CompanyRequest) -> HttpResponseBase:
    """Agree that letters of supervision are served electronically, or take it back; for letters from now on."""
    agrees = request.POST.get("agrees") == "yes"
    if say_of_service(request.company, agrees=agrees, by=request.user):
        on_line = _("From now on letters about codes and inspections are served on you electronically.")
        otherwise = _("From now on these letters are served on paper, or when you open them here.")
        messages.success(request, on_line if agrees else otherwise)
    return redirect("inspections:ours" if request.POST.get("from") == "inspections" else "credit:own")
