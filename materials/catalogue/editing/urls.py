"""Addresses of the catalogue's editors."""

from django.urls import path

from materials.catalogue.editing import views

app_name = "catalogue"
urlpatterns = [
    path("", views.list_editions, name="editions"),
    path("editions/<row:pk>.zip", views.export, name="export"),
    path("drafts/<row:pk>/", views.draft, name="draft"),
    path("drafts/<row:pk>.zip", views.export_draft, name="export_draft"),
    path("drafts/<row:pk>/items/<slug:code>/", views.draft_item, name="draft_item"),
    path("drafts/<row:pk>/import/", views.import_part, name="import_part"),
    path("drafts/<row:pk>/send/", views.send, name="send"),
    path("drafts/<row:pk>/discard/", views.discard, name="discard"),
    path("drafts/<row:pk>/release/", views.release, name="release"),
]
