"""Addresses of encounters on the road, of the no-penalty list and of the officers' pledges."""

from django.urls import path

from supervision.encounters.screens import list_views, views

app_name = "encounters"
urlpatterns = [
    path("", views.encounters, name="list"),
    path("meet/", views.meet, name="meet"),
    path("use/", views.use, name="use"),
    path("papers/<row:pk>/", views.letter, name="letter"),
    path("p/<str:code>/", views.paper, name="paper"),
    path("pledge/", list_views.pledge, name="pledge"),
    path("pledges/", list_views.pledges, name="pledges"),
    path("list/", list_views.published, name="published"),
    path("list/editions/", list_views.editions, name="editions"),
    path("list/write/", list_views.write, name="write"),
    path("list/<row:pk>/release/", list_views.release, name="release"),
    path("<slug:number>/", views.encounter, name="encounter"),
    path("<slug:number>/spare/<slug:entry>/", views.spare, name="spare"),
    path("<slug:number>/<slug:name>/", views.act, name="act"),
]
