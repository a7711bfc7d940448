"""Addresses of what happens after the licence."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("credit/", include("supervision.credit.screens.urls_company")),
    path("supervision/credit/", include("supervision.credit.screens.urls_officials")),
    path("draws/", include("supervision.draws.screens.urls")),
    path("inspections/", include("supervision.inspections.screens.urls")),
    path("supervision/figures/", include("supervision.figures.urls")),
    path("supervision/reports/", include("supervision.reports.urls")),
    path("encounters/", include("supervision.encounters.screens.urls")),
    path("supervision/service/", include("supervision.serving.screens.urls")),
    path("officers/", include("supervision.officers.screens.urls")),
]
