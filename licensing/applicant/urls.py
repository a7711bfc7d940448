"""Addresses of the applicant."""

from django.urls import path

from licensing.applicant import (
    correction_views,
    drafting_views,
    following_views,
    import_views,
    look_ups_views,
    materials_views,
)
from licensing.applicant.cosigning import views as cosigning
from licensing.applicant.handing_in import views as handing_in
from licensing.applicant.holding import serving
from licensing.applicant.holding import views as holding
from licensing.applicant.home.offer_views import offer
from licensing.applicant.home.views import again
from licensing.applicant.path import form_views, row_views

app_name = "applications"
urlpatterns = [
    path("", following_views.applications, name="list"),
    path("look-ups/", look_ups_views.look_ups, name="look_ups"),
    path("cosign/", cosigning.cosign, name="cosign"),
    path("track/", following_views.track, name="track"),
    path("procedure.svg", following_views.picture, name="picture"),
    path("new/<slug:code>/", drafting_views.new, name="new"),
    path("<uuid:key>/", drafting_views.overview, name="overview"),
    path("<uuid:key>/form/<slug:code>/", form_views.section, name="section"),
    path("<uuid:key>/form/<slug:code>/save/", form_views.section_save, name="section_save"),
    path("<uuid:key>/form/<slug:code>/row/", row_views.section_row, name="section_row"),
    path("<uuid:key>/form/<slug:code>/import/", import_views.section_import, name="section_import"),
    path("<uuid:key>/form/<slug:code>/import/<uuid:table>/", import_views.import_check, name="import_check"),
    path("<uuid:key>/materials/", materials_views.materials, name="materials"),
    path("<uuid:key>/materials/look-up/", materials_views.run_lookups, name="run_lookups"),
    path("<uuid:key>/materials/rows/", materials_views.lookup_rows, name="lookup_rows"),
    path("<uuid:key>/materials/<slug:material>/attach/", materials_views.attach, name="attach"),
    path("<uuid:key>/attachments/<row:pk>/", materials_views.attachment, name="attachment"),
    path("<uuid:key>/attachments/<row:pk>/remove/", materials_views.detach, name="detach"),
    path("<uuid:key>/procedure/", materials_views.choose_procedure, name="choose_procedure"),
    path("<uuid:key>/commitment/", materials_views.commitment, name="commitment"),
    path("<uuid:key>/commitment.pdf", materials_views.commitment_pdf, name="commitment_pdf"),
    path("<uuid:key>/cosign/", cosigning.ask, name="ask_cosigner"),
    path("<uuid:key>/check/", materials_views.check, name="check"),
    path("<uuid:key>/submit/", handing_in.submit, name="submit"),
    path("<uuid:key>/submitted/", following_views.submitted, name="submitted"),
    path("<uuid:key>/progress/", following_views.progress, name="progress"),
    path("<uuid:key>/correct/", correction_views.correct, name="correct"),
    path("<uuid:key>/hearing/", holding.act, {"name": "hearing"}, name="hearing"),
    path("<uuid:key>/again/", again, name="again"),
    path("<uuid:key>/offer/", offer, name="offer"),
    path("<uuid:key>/ordinary/", correction_views.to_ordinary, name="to_ordinary"),
    path("<uuid:key>/rectify/", holding.act, {"name": "rectify"}, name="rectify"),
    path("<uuid:key>/defend/", holding.act, {"name": "defend"}, name="defend"),
    path("<uuid:key>/proofs/<row:pk>/", holding.own_proof, name="proof"),
    path("<uuid:key>/steps/<slug:node>/", following_views.external_done, name="external_done"),
    path("<uuid:key>/service/", serving.service, name="service"),
    path("<uuid:key>/withdraw/", holding.act, {"name": "withdraw"}, name="withdraw"),
    path("<uuid:key>/discard/", drafting_views.discard, name="discard"),
    path("<uuid:key>/receipt.pdf", following_views.receipt, name="receipt"),
    path("<uuid:key>/letters/<row:pk>.pdf", following_views.letter, name="letter"),
]
