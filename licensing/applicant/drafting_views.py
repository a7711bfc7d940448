"""Pages of the applicant while an application is drafted: start, what is to do next, discard."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from licensing.applicant.path.form_page import next_step, page_of
from licensing.applicant.path.grouping import next_page
from licensing.applicant.path.tasks import progress_of
from licensing.applicant.reach import (
    FilingRequest,
    changes_draft,
    filing,
    ones_applications,
    own,
    own_draft,
    sees_others,
    typing,
)
from licensing.applications import rules
from licensing.applications.actions import drafting
from licensing.applications.evidence.look_ups import ask_registries
from licensing.applications.evidence.resolution import tally
from licensing.applications.models.application import Application, Procedure
from licensing.applications.sheet import sheet_of
from licensing.applications.standing.rivals import warnings_before, warnings_of
from materials.catalogue.guides import guide_of
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import has_form as item_has_form
from materials.catalogue.queries import item_in_force


@require_http_methods(["GET", "POST"])
@filing
def new(request: FilingRequest, code: str) -> HttpResponseBase:
    """Begin an application: for whom, at which authority, by which procedure."""
    try:
        item = item_in_force(code)
    except ServiceItem.DoesNotExist as unknown:
        raise Http404 from unknown
    has_form = item_has_form(item)
    authority = rules.competent_authority(item, request.company)
    context = {
        "item": item,
        "authority": authority,
        "company": request.company,
        "has_form": has_form,
        "may_apply": rules.may_apply(item, request.company),
        "for_persons": "individual" in item.applicants and not request.company.is_individual,
        "drafts": ones_applications(request).drafts().filter(item__code=code),
        "warnings": warnings_before(item, request.company, of_others=sees_others(request)),
        "guide": guide_of(item),
    }
    if request.method == "POST" and has_form:
        try:
            application = _begin(request, item)
        except drafting.CannotStart as why:
            messages.error(request, str(why))
            return render(request, "licensing/applicant/new.html", context)
        ask_registries(request, application, by=request.person)
        return redirect("applications:overview", key=application.key)
    return render(request, "licensing/applicant/new.html", context)


@transaction.atomic
def _begin(request: FilingRequest, item: ServiceItem) -> Application:
    """Raises CannotStart."""
    application = typing(request, drafting.start(item, request.company, by=request.person))
    if item.commitment_applies and request.POST.get("procedure") == Procedure.ORDINARY:
        application = drafting.choose_procedure(application, Procedure.ORDINARY, by=request.person)
    return application


@require_safe
@filing
def overview(request: FilingRequest, key: str) -> HttpResponseBase:
    """What is to do in a draft, and the page of the form on which it goes on."""
    application = own(request, key)
    if application.is_submitted:
        return redirect("applications:progress", key=key)
    if application.prepared_at is not None:
        return redirect("applications:offer", key=key)
    sheet = sheet_of(application)
    page = page_of(sheet, next_page(sheet))
    context = {
        "application": application,
        "page": page,
        "progress": progress_of(sheet, page),
        "step": next_step(sheet),
        "tally": tally(sheet.resolved),
        "held": rules.holds_excluding_record(sheet),
        "warnings": warnings_of(sheet, of_others=sees_others(request)),
        "closed": sheet.closed,
        "guide": guide_of(application.item),
        "exempt": rules.needs_no_licence(sheet),
    }
    return render(request, "licensing/applicant/overview.html", context)


@require_POST
@changes_draft
def discard(request: FilingRequest, key: str) -> HttpResponseBase:
    """Put a draft away."""
    drafting.discard(own_draft(request, key), by=request.person)
    messages.success(request, _("The draft was discarded."))
    return redirect("applications:list" if request.visit is None else "counter:page")
