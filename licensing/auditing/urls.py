"""Addresses of the auditor."""

from django.urls import path

from licensing.auditing import views

app_name = "register"
urlpatterns = [
    path("", views.register, name="list"),
    path("export/", views.export, name="export"),
    path("look-ups/", views.look_ups, name="look_ups"),
    path("overdue/", views.overdue, name="overdue"),
    path("cases/<uuid:key>/", views.dossier, name="dossier"),
    path("cases/<uuid:key>/letters/<row:pk>.pdf", views.letter, name="letter"),
    path("cases/<uuid:key>/commitments/<row:pk>.pdf", views.commitment, name="commitment"),
    path("cases/<uuid:key>/proofs/<row:pk>/", views.proof, name="proof"),
    path("cases/<uuid:key>/talk/<row:pk>/", views.talk_file, name="talk_file"),
    path("cases/<uuid:key>/uploads/<row:pk>/", views.attachment, name="attachment"),
]
