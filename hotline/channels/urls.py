"""Addresses of the channels, for people."""

from django.urls import path

from hotline.channels import table_views, views

app_name = "channels"
urlpatterns = [
    path("", views.channels, name="list"),
    path("messages/", views.unclear, name="unclear"),
    path("messages/<row:pk>/", views.message, name="message"),
    path("messages/<row:pk>/take-up/", views.take_up, name="take_up"),
    path("messages/<row:pk>/settle/", views.settle, name="settle"),
    path("table/", table_views.import_table, name="table"),
    path("table/empty/", table_views.template, name="template"),
    path("table/<slug:source>/<uuid:table>/", table_views.import_check, name="table_check"),
    path("results/", table_views.results, name="results"),
    path("answers/", views.owed, name="owed"),
    path("answers/<row:pk>/again/", views.send_again, name="send_again"),
]
