"""Addresses of ratings."""

from django.urls import path

from rating.screens import own_views

app_name = "rating"
urlpatterns = [
    path("", own_views.mine, name="mine"),
    path("code/", own_views.by_code, name="code"),
    path("<row:pk>/", own_views.give, name="give"),
]
