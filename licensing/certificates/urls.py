"""Addresses of the company's wallet and of certificate files."""

from django.urls import path

from licensing.certificates import views

app_name = "certificates"
urlpatterns = [
    path("", views.my_certificates, name="wallet"),
    path("pack/", views.pack, name="pack"),
    path("<row:pk>/", views.certificate, name="one"),
    path("<row:pk>/<slug:copy>.pdf", views.download, name="download"),
]
