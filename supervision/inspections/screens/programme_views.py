"""What may be inspected, when and how often: public; and how the next edition is written and released."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from accounts.staffing.second_person import NotReleased
from pages.lists.paging import page
from supervision.credit.editions.queries import models_in_force
from supervision.credit.subjects.models import Sector
from supervision.inspections.models import CompanyInspection
from supervision.inspections.programme.actions import release_programme, write_programme
from supervision.inspections.programme.models import ProgrammeEdition
from supervision.inspections.programme.queries import newest_released, programme_in_force
from supervision.inspections.programme.reading import BadProgramme, shipped_document
from supervision.inspections.queries import told_results
from supervision.inspections.screens.forms import ProgrammeForm


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Items with basis and checklist, plan, limits, exceptions and days: everybody may read it (F-9.3)."""
    today = timezone.localdate()
    found = programme_in_force(on=today)
    models = models_in_force(on=today)
    sectors = dict(Sector.choices)
    sources = dict(CompanyInspection.Source.choices)
    names = {item.code: item.name for item in found.programme.items}
    context = {
        "found": found,
        "items": [(item, [sectors[sector] for sector in item.sectors]) for item in found.programme.items],
        "limits": [(sectors[sector], models[sector].model.effects) for sector in Sector.values],
        "plan": [
            (sectors[line.sector], [names[item] for item in line.items], line.months, sources.get(line.method, ""))
            for line in found.programme.plan
        ],
    }
    return render(request, "supervision/inspections/programme.html", context)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What inspections found: public, the newest first (双随机、一公开)."""
    found = page(request, told_results())
    return render(request, "supervision/inspections/results.html", {"page": found, "rows": found.rows})


@require_safe
@requires(READ_INSPECTIONS)
def editions(request: SignedInRequest) -> HttpResponse:
    """The editions of the programme, and who wrote and released them."""
    rows = ProgrammeEdition.objects.select_related("written_by", "release__by").order_by("-pk")
    found = page(request, rows)
    return render(
        request,
        "supervision/inspections/editions.html",
        {
            "page": found,
            "rows": found.rows,
            "may_write": request.user.has_perm(INSPECT),
            "may_release": request.user.has_perm(APPROVE_INSPECTIONS),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write the next edition, beginning with the one in force."""
    newest = newest_released()
    document = newest.document if newest else shipped_document()
    form = ProgrammeForm(request.POST or None, initial={"document": document, "in_force_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            write_programme(by=request.user, **form.cleaned_data)
        except BadProgramme as wrong:
            form.add_error("document", str(wrong))
        else:
            messages.success(request, _("The edition is written; a second person releases it."))
            return redirect("inspections:editions")
    return render(request, "supervision/inspections/write.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@requires(APPROVE_INSPECTIONS)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force."""
    found = get_object_or_404(ProgrammeEdition.objects.select_related("written_by"), pk=pk)
    try:
        release_programme(found, by=request.user)
    except NotReleased as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The edition is released."))
    return redirect("inspections:editions")
