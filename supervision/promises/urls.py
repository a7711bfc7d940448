"""Addresses of living promises."""

from django.urls import path

from supervision.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.failings, name="list"),
    path("mine/", views.own, name="own"),
    path("mine/<int:pk>/ask/", views.ask, name="ask"),
    path("mine/<int:pk>/reply/", views.reply, name="reply"),
    path("<int:pk>/", views.failing, name="failing"),
    path("<int:pk>/answer/", views.answered, name="answer"),
]
