"""Addresses of the platforms."""

from django.urls import path

from hotline.platforms import views

app_name = "platforms"
urlpatterns = [
    path("", views.platforms, name="list"),
    path("enter/", views.enter, name="enter"),
    path("<row:pk>/", views.platform, name="platform"),
    path("<row:pk>/pledge/", views.pledge, name="pledge"),
    path("<row:pk>/breach/", views.breach, name="breach"),
    path("<row:pk>/leave/", views.leave, name="leave"),
]
