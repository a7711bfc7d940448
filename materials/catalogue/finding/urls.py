"""Addresses of the everyday words, for who keeps them."""

from django.urls import path

from materials.catalogue.finding import views

app_name = "words"
urlpatterns = [
    path("", views.unfound, name="list"),
    path("editions/", views.editions, name="editions"),
    path("write/", views.write, name="write"),
    path("add/", views.add, name="add"),
    path("editions/<row:pk>/release/", views.release, name="release"),
]
