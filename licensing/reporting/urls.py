"""Addresses of the table of grants."""

from django.urls import path

from licensing.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.page, name="page"),
    path("grants.<slug:kind>", views.file, name="file"),
]
