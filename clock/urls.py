"""Addresses of the working calendar."""

from django.urls import path

from clock.screens import views

app_name = "calendar"
urlpatterns = [
    path("", views.years, name="years"),
    path("<row:year>/", views.year, name="year"),
    path("editions/<row:pk>/release/", views.release, name="release"),
]
