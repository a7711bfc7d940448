"""Addresses of the tables for other platforms."""

from django.urls import path

from supervision.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="list"),
    path("<slug:name>.<slug:kind>", views.table, name="table"),
]
