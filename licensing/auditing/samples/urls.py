"""Addresses of samples."""

from django.urls import path

from licensing.auditing.samples import views

app_name = "samples"
urlpatterns = [
    path("", views.samples, name="list"),
    path("draw/", views.draw, name="draw"),
    path("<row:pk>/", views.sample, name="sample"),
]
