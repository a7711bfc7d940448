"""Addresses of long work."""

from django.urls import path

from pages.jobs import views

app_name = "work"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:key>/file", views.download, name="download"),
    path("<uuid:key>/cancel/", views.cancel, name="cancel"),
    path("<uuid:key>/retry/", views.retry, name="retry"),
]
