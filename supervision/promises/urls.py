"""Addresses of living promises."""

from django.urls import path

from supervision.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.failings, name="list"),
    path("mine/", views.own, name="own"),
    path("mine/<row:pk>/ask/", views.ask, name="ask"),
    path("mine/<row:pk>/reply/", views.reply, name="reply"),
    path("<row:pk>/", views.failing, name="failing"),
    path("<row:pk>/answer/", views.answered, name="answer"),
]
