"""Applying again from an earlier case."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import CompanyRequest, applicant_required
from licensing.applicant.home.again import begin_again, may_be_begun_from
from licensing.applicant.reach import own
from licensing.applications.actions.drafting import CannotStart
from licensing.applications.evidence.look_ups import ask_registries
from materials.catalogue.models.items import ServiceItem


@require_POST
@applicant_required
def again(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Begin anew with what was typed in an earlier case; registries are asked anew, nothing else is copied."""
    earlier = own(request, key)
    if not may_be_begun_from(earlier):
        raise Http404
    try:
        application, is_new = begin_again(earlier, by=request.user)
    except CannotStart as why:
        messages.error(request, str(why))
        return redirect("applications:progress", key=key)
    except ServiceItem.DoesNotExist:
        messages.error(request, _("This service is no longer offered."))
        return redirect("applications:progress", key=key)
    if is_new:
        ask_registries(request, application, by=request.user)
        messages.success(
            request,
            _(
                "Started with what you typed in %(receipt)s. Registries were checked again; files "
                "and promises were not copied. Check it before you hand it in."
            )
            % {"receipt": earlier.receipt_number},
        )
    else:
        messages.info(request, _("There is already a draft for this service: continue with it."))
    return redirect("applications:overview", key=application.key)
