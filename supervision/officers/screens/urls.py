"""Addresses of the enforcement officers: who may come to a company, and whether one may."""

from django.urls import path

from supervision.officers.screens import views

app_name = "officers"
urlpatterns = [
    path("", views.officers, name="list"),
    path("enter/", views.enter, name="enter"),
    path("<row:pk>/end/", views.end, name="end"),
    path("interests/", views.declare, name="declare"),
    path("interests/<row:pk>/end/", views.end_interest, name="end_interest"),
    path("mine/", views.mine, name="mine"),
    path("check/", views.check, name="check"),
]
