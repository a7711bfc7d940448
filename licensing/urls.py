"""Addresses of the journey of one licence."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("applications/", include("licensing.flow.urls_applicant")),
    path("certificates/", include("licensing.certificates.urls")),
    path("desk/", include("licensing.flow.urls_desk")),
    path("register/", include("licensing.auditing.urls")),
    path("verify/", include("licensing.certificates.urls_verify")),
]
