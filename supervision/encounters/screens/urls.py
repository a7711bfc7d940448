"""Addresses of encounters on the road, of the no-penalty list and of the officers' pledges."""

from django.urls import path

from supervision.encounters.screens import capture_views, list_views, views

app_name = "encounters"
urlpatterns = [
    path("", views.encounters, name="list"),
    path("meet/", views.meet, name="meet"),
    path("phone/", capture_views.phone, name="phone"),
    path("worker.js", capture_views.worker, name="worker"),
    path("session/", capture_views.session, name="session"),
    path("today/", capture_views.today, name="today"),
    path("sync/", capture_views.sync, name="sync"),
    path("set-aside/", capture_views.set_aside, name="set_aside"),
    path("set-aside/<row:pk>/settle/", capture_views.settle, name="settle"),
    path("set-aside/<row:pk>/files/<row:file>/", capture_views.aside_file, name="aside_file"),
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
    path("<slug:number>/files/<row:file>/", capture_views.file, name="file"),
    path("<slug:number>/spare/<slug:entry>/", views.spare, name="spare"),
    path("<slug:number>/<slug:name>/", views.act, name="act"),
]
