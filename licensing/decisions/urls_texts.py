"""Addresses of the letters' texts."""

from django.urls import path

from licensing.decisions import text_views

app_name = "texts"
urlpatterns = [
    path("", text_views.texts, name="list"),
    path("<slug:name>/", text_views.text, name="text"),
    path("versions/<int:pk>/release/", text_views.release, name="release"),
]
