"""Addresses of the letters' texts."""

from django.urls import path

from papers.letters import views

app_name = "texts"
urlpatterns = [
    path("", views.texts, name="list"),
    path("<slug:name>/", views.text, name="text"),
    path("versions/<row:pk>/release/", views.release, name="release"),
]
