"""Addresses of the integrity report."""

from django.urls import path

from licensing.auditing.findings import views

app_name = "findings"
urlpatterns = [
    path("", views.findings, name="list"),
    path("<slug:code>/<slug:part>/", views.rows, name="rows"),
]
