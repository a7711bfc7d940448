"""Addresses of conversations and notes."""

from django.urls import path

from licensing.talking import views

app_name = "talks"
urlpatterns = [
    path("own/<slug:name>/", views.own, name="own"),
    path("own/<slug:name>/files/<row:pk>/", views.own_file, name="own_file"),
    path("office/<slug:name>/", views.office, name="office"),
    path("office/<slug:name>/files/<row:pk>/", views.office_file, name="office_file"),
    path("office/<slug:name>/notes/", views.notes, name="notes"),
]
