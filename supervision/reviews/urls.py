"""Addresses of the yearly review."""

from django.urls import path

from supervision.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.vehicles, name="list"),
    path("mine/", views.own, name="own"),
    path("mine/<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/", views.vehicle, name="vehicle"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/files/<int:file>/", views.report, name="report"),
]
