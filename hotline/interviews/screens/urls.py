"""Addresses of the interviews."""

from django.urls import path

from hotline.interviews.screens import views

app_name = "interviews"
urlpatterns = [
    path("", views.interviews, name="list"),
    path("<row:pk>/", views.interview, name="interview"),
    path("<row:pk>/<slug:name>/", views.act, name="act"),
    path("letters/<row:pk>/acknowledgement/", views.acknowledgement, name="acknowledgement"),
    path("letters/<row:pk>/paper/", views.letter, name="letter"),
]
