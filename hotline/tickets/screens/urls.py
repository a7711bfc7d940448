"""Addresses of tickets, for the centre and the desks."""

from django.urls import path

from hotline.tickets.screens import intake_views, views

app_name = "tickets"
urlpatterns = [
    path("", views.tickets, name="list"),
    path("new/", intake_views.new, name="new"),
    path("new/beside/", intake_views.beside, name="beside"),
    path("calls/", intake_views.calls, name="calls"),
    path("<slug:number>/", views.ticket, name="ticket"),
    path("<slug:number>/act/<slug:name>/", views.act, name="act"),
    path("<slug:number>/caller/", views.disclose, name="disclose"),
    path("<slug:number>/letters/<row:pk>/", views.letter, name="letter"),
    path("<slug:number>/files/<row:pk>/", views.file, name="file"),
]
