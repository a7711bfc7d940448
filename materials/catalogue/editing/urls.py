"""Addresses of the catalogue's editors."""

from django.urls import path

from materials.catalogue.editing import views

app_name = "catalogue"
urlpatterns = [
    path("", views.list_editions, name="editions"),
    path("editions/<int:pk>.zip", views.export, name="export"),
    path("drafts/<int:pk>/", views.draft, name="draft"),
    path("drafts/<int:pk>.zip", views.export_draft, name="export_draft"),
    path("drafts/<int:pk>/items/<slug:code>/", views.draft_item, name="draft_item"),
    path("drafts/<int:pk>/import/", views.import_part, name="import_part"),
    path("drafts/<int:pk>/send/", views.send, name="send"),
    path("drafts/<int:pk>/discard/", views.discard, name="discard"),
    path("drafts/<int:pk>/release/", views.release, name="release"),
]
