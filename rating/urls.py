"""Addresses of ratings."""

from django.urls import path

from rating.screens import own_views, staff_views

app_name = "rating"
urlpatterns = [
    path("", own_views.mine, name="mine"),
    path("code/", own_views.by_code, name="code"),
    path("<row:pk>/", own_views.give, name="give"),
    path("<row:pk>/reply/", own_views.reply, name="reply"),
    path("given/", staff_views.ratings, name="list"),
    path("given/<row:pk>/", staff_views.rating, name="rating"),
    path("given/<row:pk>/<slug:name>/", staff_views.act, name="act"),
]
