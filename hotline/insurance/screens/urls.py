"""Addresses of insurance: for owners, and for who helps them."""

from django.urls import path

from hotline.insurance.screens import views

app_name = "insurance"
urlpatterns = [
    path("", views.report_one, name="report"),
    path("track/", views.track, name="track"),
    path("cases/", views.listed, name="list"),
    path("cases/<row:pk>/", views.case, name="case"),
    path("cases/<row:pk>/ask/", views.ask, name="ask"),
    path("cases/<row:pk>/answer/", views.answered, name="answer"),
    path("cases/<row:pk>/step/", views.stepped, name="step"),
    path("cases/<row:pk>/files/<row:file>/", views.evidence, name="file"),
    path("monthly/", views.monthly, name="monthly"),
    path("letters/<row:pk>/", views.letter, name="letter"),
    path("insurers/", views.insurers, name="insurers"),
    path("insurers/<row:pk>/pledge/", views.pledge, name="pledge"),
    path("pledges/<row:pk>/withdraw/", views.withdrawn, name="withdraw"),
]
