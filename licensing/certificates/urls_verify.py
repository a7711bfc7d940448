"""Addresses open to everybody: verification and the public list."""

from django.urls import path

from licensing.certificates import views
from licensing.certificates.publicity.views import publicity

app_name = "verify"
urlpatterns = [
    path("", views.verify, name="verify"),
    path("grants/", publicity, name="publicity"),
]
