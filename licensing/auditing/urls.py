"""Addresses of the auditor."""

from django.urls import path

from licensing.auditing import views
from licensing.auditing.registers.cases_list import CASES
from licensing.auditing.registers.letters_list import LETTERS
from licensing.auditing.registers.look_ups_list import LOOK_UPS
from licensing.auditing.registers.looks_list import WATCHED
from licensing.auditing.registers.verifications_list import KEPT

app_name = "register"
urlpatterns = [
    path("", views.register, name="list"),
    path("cases/", views.kept, {"what": CASES}, name="cases"),
    path("letters/", views.kept, {"what": LETTERS}, name="letters"),
    path("evidence/", views.kept, {"what": LOOK_UPS}, name="evidence"),
    path("verified/", views.kept, {"what": KEPT}, name="verified"),
    path("looks/", views.looks, {"what": WATCHED}, name="looks"),
    path("export/", views.export, name="export"),
    path("look-ups/", views.look_ups, name="look_ups"),
    path("overdue/", views.overdue, name="overdue"),
    path("cases/<uuid:key>/", views.dossier, name="dossier"),
    path("cases/<uuid:key>/bound/", views.bind, name="bind"),
    path("cases/<uuid:key>/counter/<row:pk>/", views.counter_paper, name="counter_paper"),
    path("cases/<uuid:key>/letters/<row:pk>.pdf", views.letter, name="letter"),
    path("cases/<uuid:key>/commitments/<row:pk>.pdf", views.commitment, name="commitment"),
    path("cases/<uuid:key>/proofs/<row:pk>/", views.proof, name="proof"),
    path("cases/<uuid:key>/talk/<row:pk>/", views.talk_file, name="talk_file"),
    path("cases/<uuid:key>/uploads/<row:pk>/", views.attachment, name="attachment"),
]
