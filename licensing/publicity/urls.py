"""Addresses of the table of grants."""

from django.urls import path

from licensing.publicity import views

app_name = "publicity"
urlpatterns = [
    path("", views.page, name="page"),
    path("grants.<slug:kind>", views.file, name="file"),
]
