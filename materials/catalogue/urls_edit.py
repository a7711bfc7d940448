"""Addresses of the catalogue's editors."""

from django.urls import path

from materials.catalogue import edit_views

app_name = "catalogue"
urlpatterns = [
    path("", edit_views.list_editions, name="editions"),
    path("editions/<int:pk>.zip", edit_views.export, name="export"),
    path("drafts/<int:pk>/", edit_views.draft, name="draft"),
    path("drafts/<int:pk>.zip", edit_views.export_draft, name="export_draft"),
    path("drafts/<int:pk>/items/<slug:code>/", edit_views.draft_item, name="draft_item"),
    path("drafts/<int:pk>/import/", edit_views.import_part, name="import_part"),
    path("drafts/<int:pk>/send/", edit_views.send, name="send"),
    path("drafts/<int:pk>/discard/", edit_views.discard, name="discard"),
    path("drafts/<int:pk>/release/", edit_views.release, name="release"),
]
