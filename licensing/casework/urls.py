"""Addresses of the desk."""

from django.urls import path

from licensing.casework import bulk_views, correction_views, file_views, licence_views, views
from licensing.casework.by_data import views as by_data
from licensing.casework.marking import views as marking
from licensing.casework.supervising import views as supervising

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("chosen/", bulk_views.chosen, name="chosen"),
    path("steps/", supervising.steps, name="steps"),
    path("steps/<row:pk>/hand-over/", supervising.hand_over, name="hand_over_step"),
    path("cases/<uuid:key>/", views.case, name="case"),
    path("cases/<uuid:key>/mark/", marking.mark_case, name="mark"),
    path("cases/<uuid:key>/take/", views.take, name="take"),
    path("cases/<uuid:key>/put-back/", views.put_back, name="put_back"),
    path("cases/<uuid:key>/hand-over/", views.hand_over, name="hand_over"),
    path("cases/<uuid:key>/accept/", views.act, {"name": "accept"}, name="accept"),
    path("cases/<uuid:key>/do/<slug:name>/", views.act, name="act"),
    path("cases/<uuid:key>/correction/", correction_views.ask, name="ask_correction"),
    path("cases/<uuid:key>/counter/<row:pk>/", file_views.counter_paper, name="counter_paper"),
    path("cases/<uuid:key>/site-photos/<row:pk>/", file_views.site_photo, name="site_photo"),
    path("verifications/by-data/", by_data.verify_chosen, name="by_data"),
    path("verifications/", licence_views.verifications, name="verifications"),
    path("cases/<uuid:key>/after/", licence_views.after_grant, name="after_grant"),
    path("cases/<uuid:key>/after/look-up/", licence_views.look_up_again, name="look_up_again"),
    path("cases/<uuid:key>/after/do/<slug:name>/", licence_views.act, name="after_act"),
    path("cases/<uuid:key>/after/proofs/<row:pk>/", file_views.proof, name="proof"),
    path("bundles/<uuid:key>/", views.bundle, name="bundle"),
    path("cases/<uuid:key>/review/", views.act, {"name": "review"}, name="review"),
    path("cases/<uuid:key>/decide/", views.decide, name="decide"),
    path("cases/<uuid:key>/issue-again/", views.retry_issue, name="retry_issue"),
    path("cases/<uuid:key>/letters/<row:pk>.pdf", file_views.letter, name="letter"),
    path("cases/<uuid:key>/commitments/<row:pk>.pdf", file_views.commitment, name="commitment"),
    path("cases/<uuid:key>/uploads/<row:pk>/", file_views.attachment, name="attachment"),
]
