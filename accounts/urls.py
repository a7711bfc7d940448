"""Addresses below /accounts/: our own pages of companies and people."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.choices import saved_views
from accounts.represented import company_views, real_name_views
from accounts.signing_in import set_up_views
from accounts.staffing import absence_views, people_views

app_name = "accounts"
urlpatterns = [
    path("companies/", company_views.companies, name="companies"),
    path("companies/add/", company_views.add_company, name="add_company"),
    path("companies/as-myself/", company_views.as_myself, name="as_myself"),
    path("companies/act-for/", company_views.act_for, name="act_for"),
    path("companies/delegations/<row:membership>/end/", company_views.end, name="end_delegation"),
    path("companies/<str:uscc>/", company_views.company, name="company"),
    path("absences/", absence_views.absences, name="absences"),
    path("absences/<row:absence>/end/", absence_views.end, name="end_absence"),
    path("people/<row:pk>/absences/", absence_views.absences, name="absences_of"),
    path("people/", people_views.people, name="people"),
    path("people/add/", people_views.add_person, name="add_person"),
    path("people/<row:pk>/", people_views.person, name="person"),
    path("people/<row:pk>/switch/", people_views.switch, name="switch_person"),
    path("people/<row:pk>/sign-out/", people_views.sign_out, name="sign_out_person"),
    path("people/<row:pk>/password/", people_views.new_password, name="new_password"),
    path("people/<row:pk>/second-factor/", people_views.reset_second_factor, name="reset_second_factor"),
    path("people/requests/<row:pk>/", people_views.settle, name="settle_request"),
    path("views/<slug:name>/keep/", saved_views.keep, name="keep_view"),
    path("views/<row:pk>/forget/", saved_views.forget, name="forget_view"),
    path("identity/", real_name_views.prove, name="prove"),
    path("identity/<row:pk>/", real_name_views.prove_code, name="prove_code"),
    path("identity/counter/", real_name_views.counter, name="counter_identity"),
    path("set-up/<str:code>/", set_up_views.set_up, name="set_up"),
    path("sessions/", RedirectView.as_view(pattern_name="usersessions_list"), name="sessions"),
]
