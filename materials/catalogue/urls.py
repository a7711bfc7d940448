"""Addresses of the public catalogue."""

from django.urls import path

from materials.catalogue import views

app_name = "services"
urlpatterns = [
    path("", views.services, name="list"),
    path("<slug:code>/", views.guide, name="guide"),
    path("<slug:code>/eligible/", views.eligible, name="eligible"),
]
