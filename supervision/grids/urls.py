"""Addresses of the grids."""

from django.urls import path

from supervision.grids import import_views, views

app_name = "grids"
urlpatterns = [
    path("", views.grids, name="list"),
    path("mine/", views.mine, name="mine"),
    path("without/", views.without, name="without"),
    path("without/<row:pk>/assign/", views.assign, name="assign"),
    path("import/", import_views.import_table, name="import"),
    path("import/template/", import_views.template, name="template"),
    path("import/<uuid:table>/", import_views.import_check, name="import_check"),
    path("<slug:code>/", views.grid, name="grid"),
    path("<slug:code>/area/", views.area, name="area"),
    path("<slug:code>/seats/", views.seat, name="seat"),
    path("<slug:code>/seats/<row:pk>/end/", views.unseat, name="unseat"),
    path("<slug:code>/end/", views.end, name="end"),
]
