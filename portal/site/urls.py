"""Addresses of what the site tells about itself."""

from django.urls import path

from portal.site import views
from portal.site.reading import read_as

app_name = "site"
urlpatterns = [
    path("site-map/", views.site_map, name="map"),
    path("help/", views.help_page, name="help"),
    path("glossary/", views.words, name="glossary"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("reading/", read_as, name="reading"),
]
