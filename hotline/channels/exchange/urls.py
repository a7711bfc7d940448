"""Addresses of the channels for machines: no slash at the end, as their agreements write them (domain F-13.8)."""

from django.urls import path

from hotline.channels.exchange import views

app_name = "machines"
urlpatterns = [
    path("inbox/<slug:source>", views.inbox, name="inbox"),
]
