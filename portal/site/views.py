"""The map of the site, help, glossary, and the accessibility statement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from materials.catalogue.queries import bundles, catalogue_in_force, services_of
from portal.site.accessibility import statement
from portal.site.columns import COLUMNS
from portal.site.explained import glossary, help_sections


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """All public pages: columns, bundles and items."""
    version = catalogue_in_force()
    told = {"columns": COLUMNS, "bundles": bundles(version), "domains": services_of(version)}
    return render(request, "portal/site/map.html", told)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How things are done here, each with the page on which it is done."""
    return render(request, "portal/site/help.html", {"sections": help_sections(request.user)})


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What the words of the portal mean, and where they come from."""
    return render(request, "portal/site/glossary.html", {"terms": glossary()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is tried, how, and what is known not to work yet."""
    return render(request, "portal/site/accessibility.html", {"statement": statement()})
