"""The public page of ratings, below the statistics."""

from django.urls import path

from rating.screens import public_views

app_name = "rated"
urlpatterns = [path("", public_views.in_public, name="list")]
