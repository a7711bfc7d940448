"""Addresses of what the hotline knows."""

from django.urls import path

from hotline.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("", views.known, name="list"),
    path("answers/", views.answers, name="answers"),
    path("write/", views.write, name="write"),
    path("<row:pk>/", views.entry, name="entry"),
    path("<row:pk>/write/", views.write_anew, name="rewrite"),
    path("<row:pk>/release/<row:number>/", views.let_out, name="release"),
    path("<row:pk>/retire/", views.take_back, name="retire"),
]
