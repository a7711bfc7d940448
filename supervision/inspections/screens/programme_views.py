"""What may be inspected, when and how often: public; and how the next edition is written and released."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.editions.views import editions_on_page, released_by_button, written_on_page
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from pages.lists.paging import page
from supervision.credit.editions.queries import models_in_force
from supervision.credit.subjects.models import Sector
from supervision.inspections.models import CompanyInspection
from supervision.inspections.programme.editions import PROGRAMME, programme_in_force
from supervision.inspections.queries import told_results


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Items with basis and checklist, plan, limits, exceptions and days: everybody may read it (F-9.3)."""
    today = timezone.localdate()
    found = programme_in_force(on=today)
    models = models_in_force(on=today)
    sectors = dict(Sector.choices)
    sources = dict(CompanyInspection.Source.choices)
    names = {item.code: item.name for item in found.content.items}
    context = {
        "found": found,
        "items": [(item, [sectors[sector] for sector in item.sectors]) for item in found.content.items],
        "limits": [(sectors[sector], models[sector].content.effects) for sector in Sector.values],
        "plan": [
            (sectors[line.sector], [names[item] for item in line.items], line.months, sources.get(line.method, ""))
            for line in found.content.plan
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
    context = {
        "may_write": request.user.has_perm(INSPECT),
        "may_release": request.user.has_perm(APPROVE_INSPECTIONS),
    }
    return editions_on_page(request, PROGRAMME, context, template="supervision/inspections/editions.html")


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write the next edition, beginning with the newest."""
    return written_on_page(
        request,
        PROGRAMME,
        {},
        template="supervision/inspections/write.html",
        told=_("The edition is written; a second person releases it."),
        after=lambda _written: redirect("inspections:editions"),
    )


@require_POST
@requires(APPROVE_INSPECTIONS)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force."""
    found = get_object_or_404(PROGRAMME.rows().with_people(), pk=pk)
    return released_by_button(request, PROGRAMME, found, list_page="inspections:editions")
