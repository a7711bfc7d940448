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
    path("cases/<uuid:key>/letters/<int:pk>.pdf", views.letter, name="letter"),
    path("cases/<uuid:key>/commitments/<int:pk>.pdf", views.commitment, name="commitment"),
    path("cases/<uuid:key>/proofs/<int:pk>/", views.proof, name="proof"),
    path("cases/<uuid:key>/talk/<int:pk>/", views.talk_file, name="talk_file"),
    path("cases/<uuid:key>/uploads/<int:pk>/", views.attachment, name="attachment"),
]
