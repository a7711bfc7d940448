"""Addresses of the desk."""

from django.urls import path

from licensing.flow import views_after_grant, views_correction, views_desk, views_supervising

app_name = "desk"
urlpatterns = [
    path("", views_desk.queue, name="queue"),
    path("steps/", views_supervising.steps, name="steps"),
    path("steps/<int:pk>/hand-over/", views_supervising.hand_over, name="hand_over_step"),
    path("cases/<uuid:key>/", views_desk.case, name="case"),
    path("cases/<uuid:key>/take/", views_desk.take, name="take"),
    path("cases/<uuid:key>/put-back/", views_desk.put_back, name="put_back"),
    path("cases/<uuid:key>/hand-over/", views_desk.hand_over, name="hand_over"),
    path("cases/<uuid:key>/accept/", views_desk.accept, name="accept"),
    path("cases/<uuid:key>/do/<slug:name>/", views_desk.act, name="act"),
    path("cases/<uuid:key>/correction/", views_correction.ask, name="ask_correction"),
    path("cases/<uuid:key>/site-photos/<int:pk>/", views_desk.site_photo, name="site_photo"),
    path("verifications/", views_after_grant.verifications, name="verifications"),
    path("cases/<uuid:key>/after/", views_after_grant.after_grant, name="after_grant"),
    path("cases/<uuid:key>/after/look-up/", views_after_grant.look_up_again, name="look_up_again"),
    path("cases/<uuid:key>/after/do/<slug:name>/", views_after_grant.act, name="after_act"),
    path("cases/<uuid:key>/after/proofs/<int:pk>/", views_after_grant.proof, name="proof"),
    path("bundles/<uuid:key>/", views_desk.bundle, name="bundle"),
    path("cases/<uuid:key>/review/", views_desk.review, name="review"),
    path("cases/<uuid:key>/decide/", views_desk.decide, name="decide"),
    path("cases/<uuid:key>/issue-again/", views_desk.retry_issue, name="retry_issue"),
    path("cases/<uuid:key>/letters/<int:pk>.pdf", views_desk.letter, name="letter"),
    path("cases/<uuid:key>/commitments/<int:pk>.pdf", views_desk.commitment, name="commitment"),
    path("cases/<uuid:key>/uploads/<int:pk>/", views_desk.attachment, name="attachment"),
]
