"""Addresses of calls, for people."""

from django.urls import path

from hotline.telephone import views

app_name = "telephone"
urlpatterns = [
    path("", views.calls, name="list"),
    path("<row:pk>/", views.call, name="call"),
    path("<row:pk>/take-down/", views.take_down, name="take_down"),
    path("<row:pk>/number/", views.number, name="number"),
    path("<row:pk>/returned/", views.returned, name="returned"),
    path("<row:pk>/settle/", views.settle, name="settle"),
    path("<row:pk>/tie/", views.tie, name="tie"),
]
