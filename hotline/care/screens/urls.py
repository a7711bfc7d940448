"""Addresses of care: for drivers, and for who looks after them."""

from django.urls import path

from hotline.care.screens import application_views, office_views, public_views

app_name = "care"
urlpatterns = [
    path("", public_views.programmes, name="programmes"),
    path("track/", public_views.track, name="track"),
    path("office/", office_views.programmes, name="office"),
    path("office/write/", office_views.write_one, name="write"),
    path("office/applications/", application_views.applications, name="applications"),
    path("office/applications/<row:pk>/", application_views.application, name="application"),
    path("office/applications/<row:pk>/look-up/", application_views.ask_registries, name="look_up"),
    path("office/applications/<row:pk>/check/", application_views.check_it, name="check"),
    path("office/applications/<row:pk>/publicise/", application_views.make_public, name="publicise"),
    path("office/applications/<row:pk>/grant/", application_views.grant_it, name="grant"),
    path("office/applications/<row:pk>/hand-over/", application_views.hand_it_over, name="hand_over"),
    path("office/applications/<row:pk>/not-collected/", application_views.nobody_came, name="not_collected"),
    path("office/applications/<row:pk>/files/<row:file>/", application_views.file, name="file"),
    path("office/programmes/<slug:code>/", office_views.programme, name="office_programme"),
    path("office/programmes/<slug:code>/approve/", office_views.approve_one, name="approve"),
    path("office/programmes/<slug:code>/open/", office_views.open_one, name="open"),
    path("office/programmes/<slug:code>/close/", office_views.close_one, name="close"),
    path("office/programmes/<slug:code>/account/", office_views.account_for, name="account"),
    path("office/programmes/<slug:code>/take-down/", application_views.take_down, name="take_down"),
    path("programmes/<slug:code>/", public_views.programme, name="programme"),
    path("programmes/<slug:code>/apply/", public_views.ask, name="apply"),
    path("programmes/<slug:code>/nominate/", public_views.nominate, name="nominate"),
]
