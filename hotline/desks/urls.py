"""Addresses of the desks that handle tickets."""

from django.urls import path

from hotline.desks import views

app_name = "desks"
urlpatterns = [
    path("", views.desks, name="list"),
    path("open/", views.open_one, name="open"),
    path("<slug:code>/", views.desk, name="desk"),
    path("<slug:code>/end/", views.end, name="end"),
    path("<slug:code>/seats/", views.seat, name="seat"),
    path("seats/<row:pk>/end/", views.unseat, name="unseat"),
]
