"""The fleet of a company: the table, its certificates packed, its own list compared with the register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CompanyRequest, applicant_required
from accounts.represented.acting import my_companies
from accounts.represented.companies import Company
from licensing.applicant.fleet.comparing import MOST_SHOWN, NothingToCompare, compare, read
from licensing.applicant.fleet.fleet_list import FLEET
from licensing.applicant.home.errands import more_vehicles
from licensing.certificates.packing import OF_A_COMPANY, about_company
from licensing.certificates.queries import standing_at
from licensing.register.queries import fleet_of, numbers_by_vin
from materials.tables.reading import Sheet, UnreadableTable, read_table, read_text
from pages.jobs.asking import ask_and_show
from pages.lists.shown import show


@require_safe
@applicant_required
def fleet(request: CompanyRequest) -> HttpResponseBase:
    """The vehicles as a list: of the company one acts for, unless the address says otherwise."""
    if "company" not in request.GET and len(my_companies(request)) > 1:
        chosen = request.GET.copy()
        chosen["company"] = str(request.company.pk)
        return redirect(f"{reverse('fleet:list')}?{chosen.urlencode()}")
    return show(request, FLEET, "licensing/applicant/fleet/list.html")


def _chosen_company(request: CompanyRequest, chosen: QueryDict) -> Company:
    """Of whom the list is: files are packed of one company at a time."""
    return next((one for one in my_companies(request) if str(one.pk) == chosen.get("company")), request.company)


@require_POST
@applicant_required
def pack(request: CompanyRequest) -> HttpResponseBase:
    """Have the certificates of the vehicles that are shown packed, whatever their number."""
    chosen = QueryDict(request.POST.get("filters", ""))
    company = _chosen_company(request, chosen)
    shown = FLEET.rows(request.user, chosen)
    about = about_company(company, standing_at(shown).values_list("pk", flat=True))
    if not about["certificates"]:
        messages.warning(request, _("No certificates match these filters."))
        return redirect("fleet:list")
    return ask_and_show(request, OF_A_COMPANY, about)


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_required
def compared(request: CompanyRequest) -> HttpResponseBase:
    """The company's own list beside the register."""
    context: dict[str, Any] = {
        "company": request.company,
        "most": MOST_SHOWN,
        "lines": request.POST.get("lines", ""),
        "more_vehicles": more_vehicles(),
    }
    if request.method != "POST":
        return render(request, "licensing/applicant/fleet/compare.html", context)
    try:
        lines, remarks = read(_sheets(request))
    except (UnreadableTable, NothingToCompare) as why:
        messages.error(request, str(why))
        return render(request, "licensing/applicant/fleet/compare.html", context, status=422)
    company = request.company.pk
    found = compare(lines, fleet_of(company), numbers_by_vin(company))
    context["found"] = replace(found, remarks=remarks)
    return render(request, "licensing/applicant/fleet/compare.html", context)


def _sheets(request: HttpRequest) -> tuple[Sheet, ...]:
    file = request.FILES.get("table")
    return read_table(file) if file else read_text(request.POST.get("lines", ""))
