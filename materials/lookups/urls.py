"""Addresses of the registries' pages."""

from django.urls import path

from materials.lookups import views

app_name = "registries"
urlpatterns = [
    path("", views.registries, name="list"),
    path("import/<slug:material>/", views.import_table, name="import"),
    path("import/<slug:material>/<uuid:table>/", views.import_check, name="import_check"),
    path("import/<slug:material>/template.xlsx", views.template, name="template"),
]
