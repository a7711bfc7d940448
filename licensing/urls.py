"""Addresses of the journey of one licence."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("allocation/", include("licensing.allocation.urls")),
    path("applications/", include("licensing.applicant.urls")),
    path("calendar/", include("clock.urls")),
    path("certificates/", include("licensing.certificates.urls")),
    path("counter/", include("licensing.casework.counter.urls")),
    path("desk/", include("licensing.casework.urls")),
    path("fleet/", include("licensing.applicant.fleet.urls")),
    path("letters/", include("papers.letters.urls")),
    path("register/reporting/", include("licensing.reporting.urls")),
    path("register/figures/", include("licensing.auditing.dashboard.urls")),
    path("register/samples/", include("licensing.auditing.samples.urls")),
    path("register/findings/", include("licensing.auditing.findings.urls")),
    path("register/", include("licensing.auditing.urls")),
    path("talks/", include("licensing.talking.urls")),
    path("verify/", include("licensing.certificates.urls_verify")),
]
