"""Addresses of the measures."""

from django.urls import path

from hotline.measures import views

app_name = "measures"
urlpatterns = [
    path("", views.measures, name="list"),
    path("<row:number>/", views.step, name="step"),
]
