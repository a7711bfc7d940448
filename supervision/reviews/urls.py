"""Addresses of the yearly review."""

from django.urls import path

from supervision.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.vehicles, name="list"),
    path("mine/", views.own, name="own"),
    path("mine/<row:pk>/ask/", views.ask, name="ask"),
    path("<row:pk>/", views.vehicle, name="vehicle"),
    path("<row:pk>/decide/", views.decide, name="decide"),
    path("<row:pk>/files/<row:file>/", views.report, name="report"),
]
