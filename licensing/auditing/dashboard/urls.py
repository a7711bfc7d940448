"""Addresses of the supervisor's dashboard."""

from django.urls import path

from licensing.auditing.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.page, name="page"),
    path("report.pdf", views.report, name="report"),
]
