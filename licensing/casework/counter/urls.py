"""Addresses of the counter."""

from django.urls import path

from licensing.casework.counter import views

app_name = "counter"
urlpatterns = [
    path("", views.page, name="page"),
    path("begin/", views.begin, name="begin"),
    path("delegation/", views.delegation, name="delegation"),
    path("end/", views.end, name="end"),
]
