"""Addresses of the officials who handle codes."""

from django.urls import path

from supervision.credit.screens import import_views, model_views, views

app_name = "codes"
urlpatterns = [
    path("", views.codes, name="list"),
    path("<int:pk>/", views.subject, name="subject"),
    path("<int:pk>/look-up/", import_views.look_up, name="look_up"),
    path("waiting/", views.waiting, name="waiting"),
    path("changes/<int:pk>/", views.change, name="change"),
    path("changes/<int:pk>/<slug:name>/", views.change_act, name="change_act"),
    path("objections/<int:pk>/", views.objection, name="objection"),
    path("objections/<int:pk>/<slug:name>/", views.objection_act, name="objection_act"),
    path("repairs/<int:pk>/", views.repair, name="repair"),
    path("repairs/<int:pk>/<slug:name>/", views.repair_act, name="repair_act"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("proofs/<int:pk>/", views.proof, name="proof"),
    path("import/", import_views.import_table, name="import"),
    path("import/template/", import_views.template, name="template"),
    path("import/<slug:source>/<uuid:table>/", import_views.import_check, name="import_check"),
    path("models/", model_views.models, name="models"),
    path("models/<slug:sector>/", model_views.in_force, name="model"),
    path("models/<slug:sector>/write/", model_views.write, name="write"),
    path("editions/<int:pk>/", model_views.edition, name="edition"),
    path("editions/<int:pk>/try/", model_views.try_out, name="try"),
    path("editions/<int:pk>/release/", model_views.release, name="release"),
]
