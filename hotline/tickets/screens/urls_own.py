"""Addresses of the driver's own page: no account is needed."""

from django.urls import path

from hotline.tickets.screens import own_views

app_name = "hear"
urlpatterns = [
    path("", own_views.tell, name="tell"),
    path("told/", own_views.told, name="told"),
    path("follow/", own_views.follow, name="follow"),
]
