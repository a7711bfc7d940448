"""Public pages of the catalogue: all services, search, guides, am I eligible?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.authorities import deciding
from materials.catalogue.finding.counting import note_unfound
from materials.catalogue.finding.search import search
from materials.catalogue.guides import counts_of, guide_of, nodes_of
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import (
    bundle_in_force,
    bundles,
    catalogue_in_force,
    figures,
    item_in_force,
    services_of,
)
from pages.languages import pair


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """All services by field, or what answers a search."""
    version = catalogue_in_force()
    query = request.GET.get("q", "").strip()[:100]
    context = {"query": query, "figures": figures(version)}
    if query:
        context["found"] = found = search(version, query)
        if not found.is_sure and request.method == "GET":
            note_unfound(query)
    else:
        context["domains"] = services_of(version)
        context["bundles"] = bundles(version)
    return render(request, "materials/catalogue/services.html", context)


def _item(code: str) -> ServiceItem:
    try:
        return item_in_force(code)
    except ServiceItem.DoesNotExist as unknown:
        raise Http404 from unknown


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide of an item or of a bundle."""
    bundle = bundle_in_force(code)
    if bundle:
        context = {
            "bundle": bundle,
            "nodes": nodes_of(bundle),
            "counts": counts_of(bundle),
            "authorities": deciding(bundle.as_item.handling_levels),
        }
        return render(request, "materials/catalogue/bundle.html", context)
    found = guide_of(_item(code))
    authorities = deciding(found.item.handling_levels)
    context = {"guide": found, "item": found.item, "authorities": authorities}
    return render(request, "materials/catalogue/guide.html", context)


@require_safe
def eligible(request: HttpRequest, code: str) -> HttpResponse:
    """Am I eligible? The questions of an item, answered in the address; nothing is stored."""
    item = _item(code)
    if not item.questions:
        raise Http404
    asked = []
    for question in item.questions:
        answer = request.GET.get(question["code"], "")
        failed = answer in ("yes", "no") and answer != question["needs"]
        asked.append(
            {
                "code": question["code"],
                "text": pair(question),
                "answer": answer,
                "advice": pair({"zh": question["else_zh"], "en": question["else_en"]}) if failed else "",
            }
        )
    done = all(entry["answer"] in ("yes", "no") for entry in asked)
    context = {
        "item": item,
        "asked": asked,
        "done": done,
        "unanswered": bool(request.GET) and not done,
        "eligible": done and not any(entry["advice"] for entry in asked),
    }
    return render(request, "materials/catalogue/eligible.html", context)
