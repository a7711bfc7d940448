"""Addresses of the visits."""

from django.urls import path

from supervision.visits import views
from supervision.visits.clues import views as clue_views
from supervision.visits.phone import views as phone_views

app_name = "visits"
urlpatterns = [
    path("", views.visits, name="list"),
    path("phone/", phone_views.phone, name="phone"),
    path("worker.js", phone_views.worker, name="worker"),
    path("session/", phone_views.session, name="session"),
    path("today/", phone_views.today, name="today"),
    path("sync/", phone_views.sync, name="sync"),
    path("plan/", views.plan, name="plan"),
    path("mine/", views.mine, name="mine"),
    path("mine/<row:pk>/files/<row:file>/", views.my_file, name="my_file"),
    path("set-aside/", views.set_aside, name="set_aside"),
    path("set-aside/<row:pk>/settle/", views.settle, name="settle"),
    path("set-aside/<row:pk>/files/<row:file>/", views.aside_file, name="aside_file"),
    path("needs/<row:pk>/answer/", views.answer, name="answer"),
    path("clues/", clue_views.clues, name="clues"),
    path("clues/<row:pk>/", clue_views.clue, name="clue"),
    path("clues/<row:pk>/answer/", clue_views.answer_clue, name="answer_clue"),
    path("<row:pk>/clue/", clue_views.give_clue, name="give_clue"),
    path("<row:pk>/", views.visit, name="visit"),
    path("<row:pk>/files/<row:file>/", views.file, name="file"),
]
