"""Addresses of the applicant."""

from django.urls import path

from licensing.applications import views, views_import, views_look_ups, views_materials
from licensing.flow import views_after_grant, views_applicant, views_correction

app_name = "applications"
urlpatterns = [
    path("", views_applicant.applications, name="list"),
    path("look-ups/", views_look_ups.look_ups, name="look_ups"),
    path("track/", views_applicant.track, name="track"),
    path("procedure.svg", views_applicant.picture, name="picture"),
    path("new/<slug:code>/", views.new, name="new"),
    path("<uuid:key>/", views.overview, name="overview"),
    path("<uuid:key>/form/<slug:code>/", views.section, name="section"),
    path("<uuid:key>/form/<slug:code>/save/", views.section_save, name="section_save"),
    path("<uuid:key>/form/<slug:code>/import/", views_import.section_import, name="section_import"),
    path("<uuid:key>/form/<slug:code>/import/<uuid:table>/", views_import.import_check, name="import_check"),
    path("<uuid:key>/materials/", views_materials.materials, name="materials"),
    path("<uuid:key>/materials/look-up/", views_materials.run_lookups, name="run_lookups"),
    path("<uuid:key>/materials/rows/", views_materials.lookup_rows, name="lookup_rows"),
    path("<uuid:key>/materials/<slug:material>/attach/", views_materials.attach, name="attach"),
    path("<uuid:key>/attachments/<int:pk>/", views_materials.attachment, name="attachment"),
    path("<uuid:key>/attachments/<int:pk>/remove/", views_materials.detach, name="detach"),
    path("<uuid:key>/procedure/", views_materials.choose_procedure, name="choose_procedure"),
    path("<uuid:key>/commitment/", views_materials.commitment, name="commitment"),
    path("<uuid:key>/commitment.pdf", views_materials.commitment_pdf, name="commitment_pdf"),
    path("<uuid:key>/check/", views_materials.check, name="check"),
    path("<uuid:key>/submit/", views_applicant.submit, name="submit"),
    path("<uuid:key>/submitted/", views_applicant.submitted, name="submitted"),
    path("<uuid:key>/progress/", views_applicant.progress, name="progress"),
    path("<uuid:key>/correct/", views_correction.correct, name="correct"),
    path("<uuid:key>/hearing/", views_applicant.hearing, name="hearing"),
    path("<uuid:key>/ordinary/", views_correction.to_ordinary, name="to_ordinary"),
    path("<uuid:key>/rectify/", views_after_grant.rectify, name="rectify"),
    path("<uuid:key>/defend/", views_after_grant.defend, name="defend"),
    path("<uuid:key>/proofs/<int:pk>/", views_after_grant.own_proof, name="proof"),
    path("<uuid:key>/steps/<slug:node>/", views_applicant.external_done, name="external_done"),
    path("<uuid:key>/withdraw/", views_applicant.withdraw, name="withdraw"),
    path("<uuid:key>/discard/", views.discard, name="discard"),
    path("<uuid:key>/receipt.pdf", views_applicant.receipt, name="receipt"),
    path("<uuid:key>/letters/<int:pk>.pdf", views_applicant.letter, name="letter"),
]
