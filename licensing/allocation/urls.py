"""Addresses of the rules by which steps are given out."""

from django.urls import path

from licensing.allocation import views

app_name = "allocation"
urlpatterns = [
    path("", views.offices, name="list"),
    path("release/<row:pk>/", views.release, name="release"),
    path("<slug:at>/", views.office, name="office"),
    path("<slug:at>/write/", views.write, name="write"),
]
