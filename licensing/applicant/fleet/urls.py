"""Addresses of the fleet."""

from django.urls import path

from licensing.applicant.fleet import views

app_name = "fleet"
urlpatterns = [
    path("", views.fleet, name="list"),
    path("pack/", views.pack, name="pack"),
    path("compare/", views.compared, name="compare"),
]
