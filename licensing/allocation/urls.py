"""Addresses of the rules by which steps are given out."""

from django.urls import path

from licensing.allocation import team_views, views

app_name = "allocation"
urlpatterns = [
    path("", views.offices, name="list"),
    path("release/<row:pk>/", views.release, name="release"),
    path("teams/<row:pk>/join/", team_views.join, name="join_team"),
    path("teams/<row:pk>/dissolve/", team_views.dissolve, name="dissolve_team"),
    path("teams/members/<row:pk>/end/", team_views.leave, name="leave_team"),
    path("<slug:at>/teams/", team_views.teams, name="teams"),
    path("<slug:at>/teams/make/", team_views.make, name="make_team"),
    path("<slug:at>/", views.office, name="office"),
    path("<slug:at>/write/", views.write, name="write"),
]
