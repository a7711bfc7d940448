"""Addresses of the officials who handle codes."""

from django.urls import path

from supervision.credit.screens import import_views, model_views, views

app_name = "codes"
urlpatterns = [
    path("", views.codes, name="list"),
    path("<row:pk>/", views.subject, name="subject"),
    path("<row:pk>/look-up/", import_views.look_up, name="look_up"),
    path("waiting/", views.waiting, name="waiting"),
    path("changes/<row:pk>/", views.change, name="change"),
    path("changes/<row:pk>/<slug:name>/", views.change_act, name="change_act"),
    path("objections/<row:pk>/", views.objection, name="objection"),
    path("objections/<row:pk>/<slug:name>/", views.objection_act, name="objection_act"),
    path("repairs/<row:pk>/", views.repair, name="repair"),
    path("repairs/<row:pk>/<slug:name>/", views.repair_act, name="repair_act"),
    path("letters/<row:pk>/", views.letter, name="letter"),
    path("proofs/<row:pk>/", views.proof, name="proof"),
    path("import/", import_views.import_table, name="import"),
    path("import/template/", import_views.template, name="template"),
    path("import/<slug:source>/<uuid:table>/", import_views.import_check, name="import_check"),
    path("models/", model_views.models, name="models"),
    path("models/<slug:sector>/", model_views.in_force, name="model"),
    path("models/<slug:sector>/write/", model_views.write, name="write"),
    path("editions/<row:pk>/", model_views.edition, name="edition"),
    path("editions/<row:pk>/try/", model_views.try_out, name="try"),
    path("editions/<row:pk>/release/", model_views.release, name="release"),
]
