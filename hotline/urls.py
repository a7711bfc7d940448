"""Addresses of the hotline."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("desks/", include("hotline.desks.urls")),
    path("platforms/", include("hotline.platforms.urls")),
]
