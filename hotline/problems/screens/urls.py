"""Addresses of the problems."""

from django.urls import path

from hotline.problems.screens import views

app_name = "problems"
urlpatterns = [
    path("", views.problems, name="list"),
    path("<row:pk>/", views.problem, name="problem"),
    path("<row:pk>/<slug:name>/", views.act, name="act"),
]
